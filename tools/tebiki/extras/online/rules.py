"""What a link's end means for the manuals. Each finding says what a person should do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from ...checks.rule import rule
from ...errors import Problem
from ...messages import Said
from .follow import Seen, split_host
from .links import Link


@dataclass(frozen=True, slots=True)
class Looked:
    """A link and what came of it. ``hosts``: those of the edition.

    ``age``, ``why``: when that was seen, and why nobody can tell, as messages.
    """

    link: Link
    seen: Seen
    hosts: tuple[str, ...]
    age: Said
    why: Said | None = None

    @property
    def at_target(self) -> int | None:
        """Which of the addresses is the recorded target of a shortener."""
        steps = enumerate(self.seen.path)
        return next((number for number, step in steps if same(step, self.link.target)), None)

    @property
    def beyond(self) -> tuple[str, ...]:
        """The addresses that it is sent on to; of a shortener, those after its target, if it gets there."""
        return self.seen.path[(self.at_target or 0) + 1 :]

    @property
    def start(self) -> str:
        """Where ``beyond`` is sent on from."""
        return self.seen.path[len(self.seen.path) - len(self.beyond) - 1]

    def problem(self, code: str, **values: object) -> Iterator[Problem]:
        """A problem of this link, with all that its words may name."""
        seen = self.seen
        named = {"url": self.link.url, "end": seen.end, "status": seen.status or "-", "age": self.age}
        yield Problem(code, self.link.place, {**named, **values})


def same(one: str, other: str | None) -> bool:
    """Whether two addresses are one: the fragment apart, and a host's name in any letters."""
    return other is not None and _plain(one) == _plain(other)


def _plain(url: str) -> tuple[str, str, str, str]:
    parts = urlsplit(urldefrag(url).url)
    return parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query


def _insecure(seen: Looked) -> bool:
    return any(urlsplit(step).scheme == "http" for step in seen.seen.path[1:])


@rule(
    "online/gone",
    bad="https://www.example.jp/old.html → 404",
    good="https://www.example.jp/new.html → 200",
)
def gone(looked: Looked) -> Iterator[Problem]:
    """A page that is not there any more (404, 410; RFC 9110, 15.5)."""
    if looked.seen.state == "gone":
        yield from looked.problem("online/gone")


@rule(
    "online/refused",
    severity="unconfirmed",
    bad="https://www.example.jp/form → 403",
    good="https://www.example.jp/form → 200",
)
def refused(looked: Looked) -> Iterator[Problem]:
    """A server that answers people, and perhaps not programs (401, 403, 429)."""
    if looked.seen.state == "refused":
        yield from looked.problem("online/refused")


@rule(
    "online/unclear",
    severity="unconfirmed",
    bad="https://www.example.jp/ → no answer within 15 seconds",
    good="https://www.example.jp/ → 200",
)
def unclear(looked: Looked) -> Iterator[Problem]:
    """A link of which nobody can tell: no name, no answer, a broken certificate, a ring, a server's error."""
    if looked.seen.state == "unclear":
        yield from looked.problem("online/unclear", why=looked.why)


@rule(
    "online/insecure",
    bad="https://www.example.jp/ → http://www.example.jp/",
    good="https://www.example.jp/ → https://www.example.jp/top/",
)
def insecure(looked: Looked) -> Iterator[Problem]:
    """A link that is sent on to an address without encryption."""
    if _insecure(looked):
        yield from looked.problem("online/insecure")


@rule(
    "online/other-host",
    bad="https://www.example.jp/ → https://other.example.com/ (not in hosts)",
    good="https://www.example.jp/ → https://www.example.jp/top/",
)
def other_host(looked: Looked) -> Iterator[Problem]:
    """A link that is sent on to a server that nobody has allowed (``hosts`` of the edition)."""
    known = {*looked.hosts, split_host(looked.start)}
    strange = [step for step in looked.beyond if split_host(step) not in known]
    if strange:
        yield from looked.problem("online/other-host", host=split_host(strange[0]), there=strange[0])


@rule(
    "online/moved",
    severity="warning",
    bad="https://www.example.jp/a → https://www.example.jp/b",
    good="https://www.example.jp/b → 200",
)
def moved(looked: Looked) -> Iterator[Problem]:
    """A link that arrives at another address than the one printed, on a server that is allowed."""
    if looked.link.shortener and looked.at_target is None:
        return
    hosts = {split_host(step) for step in looked.beyond}
    known = hosts <= {*looked.hosts, split_host(looked.start)}
    if looked.beyond and looked.seen.state == "arrives" and known and not _insecure(looked):
        yield from looked.problem("online/moved")


@rule(
    "online/target",
    bad='https://s.example.jp/x → https://forms.example.jp/b, with target = "https://forms.example.jp/a"',
    good='https://s.example.jp/x → https://forms.example.jp/a, with target = "https://forms.example.jp/a"',
)
def target(looked: Looked) -> Iterator[Problem]:
    """A short address that leads elsewhere than the edition says: to a stranger's form, perhaps."""
    link, path = looked.link, looked.seen.path
    if link.target is None or looked.at_target is not None:
        return
    if looked.seen.state in ("arrives", "refused") or len(path) > 1:
        yield from looked.problem("online/target", name=link.name, target=link.target)


@rule(
    "online/target-unknown",
    severity="unconfirmed",
    bad="https://s.example.jp/x → https://forms.example.jp/a, without a target",
    good='https://s.example.jp/x → https://forms.example.jp/a, with target = "https://forms.example.jp/a"',
)
def target_unknown(looked: Looked) -> Iterator[Problem]:
    """A short address whose end nobody has recorded; it says what was found, for a person to look at."""
    if looked.link.shortener and looked.link.target is None and len(looked.seen.path) > 1:
        there = first_beyond(looked.seen)
        yield from looked.problem("online/target-unknown", name=looked.link.name, there=there)


def first_beyond(seen: Seen) -> str:
    """Where a short address leads: the first address on another host, before any page for signing in."""
    host = split_host(seen.path[0])
    return next((step for step in seen.path[1:] if split_host(step) != host), seen.end)
