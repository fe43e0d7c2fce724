"""Which pages have a change, and what they are called for short."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.papers import Line, Run
from .findings import Entry, Found, Side
from .groups import ChangeGroup, Kind


def entries_of(found: Found, kind: Kind) -> Iterator[tuple[ChangeGroup, tuple[Entry, ...]]]:
    """The groups of a kind, each with its changes."""
    yield from ((group, entries) for group, entries in found.groups.items() if group.kind == kind)


def holders_of(found: Found) -> tuple[tuple[str, ...], ...]:
    """Who has changes: first what several share, as an empty tuple, then each page."""
    shared = [()] if any(len(entry.holders) > 1 for entry in found.entries) else []
    alone = dict.fromkeys(entry.holders for entry in found.entries if len(entry.holders) == 1)
    return (*shared, *alone)


def holder_of(entry: Entry) -> tuple[str, ...]:
    """The page that has a change alone; empty for one that several share."""
    return entry.holders if len(entry.holders) == 1 else ()


def page_name(name: str, sides: tuple[Side, Side]) -> str:
    """What a page is called for short."""
    names = (side.name_of(name) for side in sides)
    pages = (side.pages[name].title for side in sides if name in side.pages)
    return next((each for each in names if each), next(pages, name))


def note(text: str) -> Line:
    """Words of less weight."""
    return Line((Run(text, tone="note"),))
