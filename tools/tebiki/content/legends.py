"""The numbered words below a screen's picture, as its manual prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .message_text import plain_message
from .passages import HEADING, REMEDY, Passage, passages
from .project import Project
from .screen_files import split_name
from .text_files import read_text
from .walk_items import Shown

_OPENING: Final = re.compile(r"\s*(:{3,}|`{3,})\{screen\}")
_ITEM: Final = re.compile(r"\s*\d+[.)]\s")
_STEP: Final = re.compile(r"step-(\d+)")


@dataclass(frozen=True, slots=True)
class Legend:
    """Where a manual first shows a screen, and what it says there, with the year's values put in.

    ``items``: in the order of the numbers, which begin with ``first``: pictures of a section count on.
    ``step``: None outside the steps; ``title``: of the heading.
    """

    manual: str
    step: int | None
    title: str
    items: tuple[str, ...]
    first: int = 1


def legends_of(project: Project, name: str) -> tuple[Legend, ...]:
    """The legends of a screen (or of one variant of it), one a manual that shows it. Raises `TebikiError`."""
    return tuple(legend for manual in project.edition.manuals for legend in _of_manual(project, manual, name))


def legend_of(project: Project, name: str) -> Legend | None:
    """The screen's legend in its own platform's manual, else in the first manual that shows it."""
    own = split_name(name)[0].partition("/")[0]
    # Reading a manual takes a while: the likeliest first, and no more once it is found.
    manuals = sorted(project.edition.manuals, key=lambda manual: manual != own)
    found = (legend for manual in manuals for legend in _of_manual(project, manual, name))
    return next(found, None)


def first_marks(project: Project, manual: str) -> dict[str, int]:
    """The number of the first mark of each picture of a manual, where the manual first shows it.

    Raises `TebikiError`.
    """
    read = passages(project.docs, manual, Shown(project.publication("ja"), manual))
    found: dict[str, int] = {}
    for at, one in enumerate(read):
        if one.kind == "screen":
            found.setdefault(one.text, _first(read[:at]))
    return found


def _of_manual(project: Project, manual: str, name: str) -> Iterator[Legend]:
    here = project.publication("ja")
    read = passages(project.docs, manual, Shown(here, manual))
    at = next((i for i, one in enumerate(read) if one.kind == "screen" and one.text == name), None)
    if at is None:
        return
    step, title = _heading(read[:at])
    said = (plain_message(text, here, manual) for text in _items(read[at], read[at + 1 :]))
    yield Legend(manual, step, plain_message(title, here, manual), tuple(said), _first(read[:at]))


def _heading(before: tuple[Passage, ...]) -> tuple[int | None, str]:
    """The number of the step and the heading's message that stand last before a picture."""
    labels = [one.text for one in before if one.kind in ("step", "end") and one.text not in (HEADING, REMEDY)]
    found = _STEP.fullmatch(labels[-1]) if labels else None
    step = int(found[1]) if found else None
    heads = [i for i, one in enumerate(before[:-1]) if one.kind == "end" and one.text == HEADING]
    return step, before[heads[-1] + 1].text if heads else ""


def _first(before: tuple[Passage, ...]) -> int:
    """The number after those of the pictures before it in its section."""
    heads = [i for i, one in enumerate(before) if one.kind == "end" and one.text == HEADING]
    earlier = [one for one in before[heads[-1] if heads else 0 :] if one.kind == "screen"]
    return 1 + sum(len(list(_item_lines(one))) - 1 for one in earlier)


def _items(screen: Passage, following: tuple[Passage, ...]) -> Iterator[str]:
    """The messages of each item: those that stand between its line and the next item's."""
    starts = list(_item_lines(screen))
    for start, end in pairwise(starts):
        words = [
            one.text
            for one in following
            if one.kind == "message" and one.path == screen.path and start <= one.line < end
        ]
        yield " ".join(words)


def _item_lines(screen: Passage) -> Iterator[int]:
    """The lines at which items begin within the directive, then that of its end."""
    lines = read_text(screen.path).split("\n")
    opening = _OPENING.match(lines[screen.line - 1])
    fence = opening[1] if opening else ":::"
    for number, line in enumerate(lines[screen.line :], screen.line + 1):
        bare = line.strip()
        if len(bare) >= len(fence) and not bare.strip(fence[0]):
            yield number
            return
        if _ITEM.match(line):
            yield number
