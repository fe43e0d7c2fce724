"""Where a manual's warnings stand: on the page of the picture and the actions that they belong to.

Who reads that page alone must not act before the warning. It may leave the page before emptier than
`page_filling` permits: that is told by measuring, page by page.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from outloud.model import Document, StructElem  # type: ignore[import-untyped]
from page_filling import LEAST, last_of_chapters, shares_of
from pdf_gates import A4_HEIGHT, BOTTOM, MM, TOP, page_of, runs_of

#: What a warning's box takes below its last line, and what stands above a step, in pt.
_BELOW, _ABOVE = 2.4 * MM, 7 * MM
_READ = {"H1", "H2", "H3", "Figure", "Lbl", "P"}


@dataclass(frozen=True)
class Spoken:
    """A part that is read: its page, its text, and where its print ends, in pt above the sheet's edge."""

    role: str
    page: int
    text: str
    end: float


@dataclass(frozen=True)
class Warned:
    """A warning, and what its step, or its picture's part of it, has before it."""

    title: Spoken
    body: Spoken
    before: tuple[Spoken, ...]


def spoken(path: Path) -> list[Spoken]:
    """Headings, pictures, numbers of actions and paragraphs, in the order in which they are heard."""
    with closing(Document(str(path))) as document:
        return [_spoken(document, element) for element in document.elements if element.type_raw in _READ]


def _spoken(document: Document, element: StructElem) -> Spoken:
    runs = list(runs_of(document, element))
    end = min((run.bbox[1] for run in runs), default=A4_HEIGHT)
    return Spoken(element.type_raw, page_of(element) + 1, "".join(run.text for run in runs), end)


def warnings(path: Path, titles: Container[str]) -> Iterator[Warned]:
    """The warnings of steps, and of sections with a picture. ``titles``: what their boxes are headed with."""
    unit: list[Spoken] = []
    parts = spoken(path)
    for at, part in enumerate(parts):
        if part.role[0] == "H" or (part.role == "Figure" and any(each.role == "Figure" for each in unit)):
            unit = [part]
        elif part.text in titles and _has_acts(unit):
            yield Warned(part, parts[at + 1], tuple(unit))
        else:
            unit.append(part)


def _has_acts(unit: list[Spoken]) -> bool:
    """Whether a heading is a step's, which begins with its number, or has a picture below it."""
    return bool(unit) and (
        any(part.role == "Figure" for part in unit)
        or (unit[0].role == "H2" and bool(re.match(r"\d", unit[0].text)))
    )


def torn_warnings(path: Path, titles: Container[str]) -> list[str]:
    """Each warning stands on the page of its step's heading, picture and actions, and so does all of it."""
    return [
        f"page {found.title.page}: {found.title.text} stands apart from "
        f"page {part.page}: {part.role} {part.text[:12]}"
        for found in warnings(path, titles)
        for part in (*found.before, found.body)
        if part.page != found.title.page and part.role in ("H2", "Figure", "Lbl", "P")
    ]


def given_way(path: Path, titles: Container[str]) -> dict[int, str]:
    """Pages that are emptier than they may be for a warning's sake, each with why.

    The step on the next page, to the end of its warning, is higher than the room that is left.
    """
    found = {}
    for warned in warnings(path, titles):
        page = warned.title.page - 1
        share = shares_of(path).get(page, 1.0)
        ends = min(part.end for part in (warned.body, warned.title, *warned.before) if part.page == page + 1)
        needed, left = A4_HEIGHT - ends - TOP + _ABOVE + _BELOW, (1 - share) * (BOTTOM - TOP)
        is_first = warned.before[0] == next(part for part in spoken(path) if part.page == page + 1)
        if share < LEAST and page not in last_of_chapters(path) and is_first and needed > left:
            found[page] = (
                f"page {page}: {share:.0%} full: {warned.before[0].text[:12]} needs {needed / MM:.0f} mm "
                f"to the end of its warning, {left / MM:.0f} mm are left"
            )
    return found
