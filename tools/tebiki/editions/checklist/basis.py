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
_PLACES: Final = 2


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

    def places(self, found: Sequence[tuple[Page, Section]]) -> str:
        """Where something stands, as people say it: すべての版 手順1（5ページ）; of many, how many more."""
        alike: dict[str, list[tuple[Page, Section]]] = {}
        for page, section in found:
            alike.setdefault(self._label(page, section), []).append((page, section))
        named = [self._place(label, dict(places)) for label, places in alike.items()]
        more = len(named) - _PLACES
        return said("list").join(named[:_PLACES]) + (said("more", n=more) if more > 0 else "")

    def _place(self, label: str, places: Mapping[Page, Section]) -> str:
        """A section that several manuals have alike."""
        manuals = [page.name for page in places if page.name in self.here.edition.manuals]
        if len(manuals) > 1 and len(manuals) == len(self.here.edition.manuals):
            names = said("all-manuals")
        else:
            names = "・".join(self._name(page) for page in places)
        printed = [self.draft.printed.get(page.name, {}).get(section.id) for page, section in places.items()]
        numbers = "・".join(map(str, sorted({number for number in printed if number is not None})))
        return said("place", names=names, section=label).strip() + (
            said("page", n=numbers) if numbers else ""
        )

    def _name(self, page: Page) -> str:
        return platform_of(self.here, page.name) if self._is_manual(page) else said("front")

    def _is_manual(self, page: Page) -> bool:
        return page.name in self.here.edition.manuals

    def _label(self, page: Page, section: Section) -> str:
        """A section within its page: 手順4, 「証明書とは」; of a manual's own heading, its cover."""
        if section.number is not None:
            return said("step", n=section.number)
        if section.level == 1:
            return said("cover") if self._is_manual(page) else ""
        return said("section", title=section.name)

    def sections(self) -> Iterator[tuple[Page, Section]]:
        """Every section of every page, in the order of the edition's manuals."""
        order = [*self.here.edition.manuals]
        for name in sorted(self.draft.pages, key=lambda n: order.index(n) if n in order else len(order)):
            page = self.draft.pages[name]
            yield from ((page, section) for section in page.sections)
