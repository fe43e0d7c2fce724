"""What the 確認表 is made of: the edition, what is still to be looked at, and the draft as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ...content.papers import Cell
from ...content.publication import Publication
from ..compare.blocks import Page, Section
from ..required_changes import RowChange
from ..todo import Looks
from .words import platform_of, said

#: So many places of a value are named; of more only how many.
_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft that is to be approved. ``pages``: its Japanese pages; ``files``: names of all its files.

    ``printed``: of each manual the sections, by id, with the page of the PDF that they begin on.
    """

    pages: Mapping[str, Page]
    printed: Mapping[str, Mapping[str, int]]
    files: Sequence[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The paper that is attached. ``differences``: what it says, in a few lines.

    ``kind``: ``sides`` (新旧対照表), ``errata`` (正誤表) or ``uncompared``; ``pages``: of its PDF.
    """

    kind: Literal["sides", "errata", "uncompared"]
    pages: int
    differences: Cell


@dataclass(frozen=True, slots=True)
class Basis:
    """All of it. ``required``: rows of what must be said that have changed; None: nobody can tell.

    ``comparison``: None where there was no edition before; ``screenshots`` and ``cache``: for pictures.
    """

    here: Publication
    looks: Looks
    draft: Draft
    required: Sequence[RowChange] | None
    comparison: Comparison | None
    screenshots: Path
    cache: Path

    def place(self, page: Page, section: Section) -> str:
        """Where something stands, as people say it: Android版 手順4（5ページ）."""
        manual = page.name in self.here.edition.manuals
        name = platform_of(self.here, page.name) if manual else page.title
        if section.number is not None:
            section_name = said("step", n=section.number)
        else:
            section_name = "" if section.level == 1 else said("section", title=section.name)
        printed = self.draft.printed.get(page.name, {}).get(section.id)
        number = "" if printed is None else said("page", n=printed)
        return " ".join(part for part in (name, section_name) if part) + number

    def places(self, found: Sequence[tuple[Page, Section]]) -> str:
        """The first of them, and how many more there are."""
        named = list(dict.fromkeys(self.place(*one) for one in found))
        more = len(named) - _PLACES
        return "、".join(named[:_PLACES]) + (said("more", n=more) if more > 0 else "")

    def sections(self) -> Iterator[tuple[Page, Section]]:
        """Every section of every page, in the order of the edition's manuals."""
        order = [*self.here.edition.manuals]
        for name in sorted(self.draft.pages, key=lambda n: order.index(n) if n in order else len(order)):
            page = self.draft.pages[name]
            yield from ((page, section) for section in page.sections)
