"""What of a handover is changed, new, the same or gone against the one that the CMS holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

State = Literal["changed", "new", "gone", "same"]
Kind = Literal["page", "picture", "pdf", "article"]
STATES: Final[tuple[State, ...]] = ("changed", "new", "gone", "same")
ARTICLE: Final = "cms/article.html"
#: Files of a handover that somebody registers in a CMS, by their names. PDFs: those whose names stay.
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("article", re.compile(re.escape(ARTICLE))),
    ("picture", re.compile(r"cms/files/[^/]+\.png")),
    ("page", re.compile(r"cms/(?!files/|simple/)[^/]+/[^/]+\.html")),
    ("pdf", re.compile(r"pdf/(?!.*-ver\d)[^/]+\.pdf")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be registered. ``name``: in the CMS' table of addresses; ``language``: its folder."""

    kind: Kind
    path: str
    name: str
    language: str
    state: State


def compare_parts(
    now: Mapping[str, str], before: Mapping[str, str] | None, languages: Sequence[str]
) -> tuple[Part, ...]:
    """All parts by name; ``now`` and ``before``: name in the handover → sha256.

    Without ``before`` all is new. ``languages``: folders, the first is that of the sources; what is gone
    with its language counts to it.
    """
    old = before or {}
    return tuple(
        Part(kind, path, _own_name(path), _language(path, languages), _state(path, now, old))
        for path in sorted(now.keys() | old.keys())
        if (kind := _kind(path)) is not None
    )


def select(
    parts: Sequence[Part], *states: State, kind: Kind | None = None, language: str | None = None
) -> tuple[Part, ...]:
    """The parts in one of these states, of one kind and language where these are given."""
    return tuple(
        part
        for part in parts
        if part.state in states and kind in (None, part.kind) and language in (None, part.language)
    )


def count_states(parts: Sequence[Part]) -> Iterator[tuple[State, int]]:
    """How many there are of each state, zeros too."""
    for state in STATES:
        yield state, sum(part.state == state for part in parts)


def _kind(path: str) -> Kind | None:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(path)), None)


def _state(path: str, now: Mapping[str, str], old: Mapping[str, str]) -> State:
    if path not in now:
        return "gone"
    if path not in old:
        return "new"
    return "same" if now[path] == old[path] else "changed"


def _own_name(path: str) -> str:
    """``ja/android.html``, ``android-name-ja.png``, ``certificate-manual-android-ja.pdf``."""
    return path.removeprefix("cms/").removeprefix("files/").removeprefix("pdf/")


def _language(path: str, languages: Sequence[str]) -> str:
    if path.startswith("cms/") and (name := path.split("/")[1]) in languages:
        return name
    stem = path.rpartition("/")[2].rpartition(".")[0].removesuffix("-summary")
    found = [language for language in languages if stem.endswith(f"-{language}")]
    return max(found, key=len, default=languages[0])
