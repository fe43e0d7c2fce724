"""From a link to where it leads: redirects by hand, second attempts, never more than the limits."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from logging import DEBUG
from threading import Event, Lock
from typing import Final, Literal
from urllib.parse import quote, urldefrag, urljoin

from ...log import timed
from .limits import Limits
from .request import PASSING, Reply, Trouble, Unanswered, ask, split

#: What a link is: it arrives, is gone (404, 410), refuses machines (401, 403, 429), or nobody can tell.
State = Literal["arrives", "gone", "refused", "unclear"]
#: Why nobody can tell.
Why = Trouble | Literal["status", "ring", "hops", "budget", "total"]
STATES: Final[tuple[State, ...]] = ("arrives", "gone", "refused", "unclear")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one link. ``path``: the addresses in turn, the link's own first."""

    state: State
    path: tuple[str, ...]
    status: int | None = None
    why: str | None = None

    @property
    def end(self) -> str:
        """Where it leads, as far as it was followed."""
        return self.path[-1]


@dataclass(slots=True)
class Budget:
    """Counts requests a host; shared by all threads of a run."""

    limits: Limits
    #: When the run ends, on the clock of `time.monotonic`.
    until: float
    ended: Event = field(default_factory=Event)
    _used: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, host: str) -> Why | None:
        """Allow one more request to ``host``, or say why not."""
        if self.ended.is_set() or time.monotonic() >= self.until:
            return "total"
        with self._lock:
            used = self._used.get(host, 0)
            if used >= self.limits.per_host:
                return "budget"
            self._used[host] = used + 1
        return None

    def wait(self, seconds: float) -> bool:
        """Wait; False where the run would end first."""
        return time.monotonic() + seconds < self.until and not self.ended.wait(seconds)


def follow(url: str, budget: Budget) -> Seen:
    """Follow ``url`` to its end; each address on the way is checked like the first one."""
    path = [url]
    while len(path) <= budget.limits.hops + 1:
        try:
            reply = _answered(path[-1], budget)
        except _Stopped as stopped:
            return Seen("unclear", tuple(path), None, stopped.why)
        if reply.status not in _REDIRECTS or not reply.location:
            return _seen(reply, tuple(path))
        there = _joined(path[-1], reply.location)
        if there is None:
            return Seen("unclear", tuple(path), reply.status, "scheme")
        if urldefrag(there).url in (urldefrag(step).url for step in path):
            return Seen("unclear", tuple(path), reply.status, "ring")
        path.append(there)
    return Seen("unclear", tuple(path), None, "hops")


def _joined(here: str, location: str) -> str | None:
    """The address of a redirect; None for one that may not be asked, or that nobody could print."""
    try:
        # A header holds Latin-1; what is beyond ASCII was meant as bytes.
        there = urljoin(here, quote(location.strip().encode("latin-1"), safe="/%:?#[]@!$&'()*+,;=~-._"))
        split(there)
    except (Unanswered, ValueError):
        return None
    return there


class _Stopped(Exception):  # noqa: N818 -- it carries a reason, no mistake
    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


def _answered(url: str, budget: Budget) -> Reply:
    """The answer, after further attempts where a moment may help. Raises `_Stopped`."""
    for pause in (*budget.limits.pauses, None):
        if why := budget.take(split_host(url)):
            raise _Stopped(why)
        try:
            with timed("extras", "asked %s", split_host(url), level=DEBUG):
                reply = ask(url, budget.limits)
        except Unanswered as error:
            if error.trouble not in PASSING or pause is None or not budget.wait(pause):
                raise _Stopped(error.trouble) from None
            continue
        if (reply.status != 429 and reply.status < 500) or pause is None:
            return reply
        wanted = max(pause, reply.retry_after or 0)
        if wanted > budget.limits.longest_pause or not budget.wait(wanted):
            return reply
    raise AssertionError("the last attempt ends it")


def split_host(url: str) -> str:
    """The host that is asked for ``url``; empty where it names none."""
    try:
        return split(url).hostname or ""
    except Unanswered:
        return ""


def _seen(reply: Reply, path: tuple[str, ...]) -> Seen:
    if 200 <= reply.status < 300:
        return Seen("arrives", path, reply.status)
    if reply.status in (404, 410):
        return Seen("gone", path, reply.status)
    if reply.status in (401, 403, 429):
        return Seen("refused", path, reply.status)
    return Seen("unclear", path, reply.status, "status")
