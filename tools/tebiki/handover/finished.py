"""A finished, checked site with what is known of it: what everything that is handed over is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..checks.city import City
from ..content.calendar import Month
from ..content.edition import Edition
from ..content.output_names import INDEX, page_file, pdf_name, series
from ..content.publication import Publication
from ..content.settings import Settings
from ..output.page_tree import Element, read_tree

Kind = Literal["manual", "summary"]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF of the site: its name there, and the one that is the same in every edition."""

    manual: str
    language: str
    kind: Kind
    path: Path
    stable: str


@dataclass(frozen=True)
class Finished:
    """``site``: the folder; ``publications``: one a language, the first is that of the sources."""

    site: Path
    settings: Settings
    edition: Edition
    publications: tuple[Publication, ...]

    @classmethod
    def of_city(cls, site: Path, city: City) -> Finished:
        """The same without translations and labels: enough for bodies, not for notes."""
        words = tuple(city.languages.values())
        here = tuple(Publication(city.settings, city.edition, each, {}, words) for each in words)
        return cls(site, city.settings, city.edition, here)

    @property
    def source(self) -> Publication:
        """The publication in Japanese."""
        return self.publications[0]

    @cached_property
    def updated(self) -> Month:
        """The month of the newest manual: the date of everything that is handed over."""
        return max(manual.published for manual in self.edition.manuals.values())

    @property
    def first_day(self) -> date:
        """The first day that the newest manual names: that of its month, or of its correction."""
        return max(manual.issued for manual in self.edition.manuals.values())

    def pdfs(self) -> Iterator[Pdf]:
        """The PDFs that are there, language by language; a manual that is held back has none."""
        for here in self.publications:
            for manual in self.edition.manuals:
                names: tuple[tuple[Kind, str], ...] = (
                    ("manual", here.pdf_name(manual)),
                    ("summary", here.summary_name(manual)),
                )
                for kind, name in names:
                    path = self.site / here.folder / name
                    if path.is_file():
                        summary = kind == "summary"
                        stable = pdf_name(series(self.settings, manual), here.language, summary=summary)
                        yield Pdf(manual, here.language, kind, path, stable)

    def pages(self, here: Publication) -> Iterator[tuple[str, Element]]:
        """The pages of a language by name (``android``), each read as a tree."""
        for name in (INDEX, *self.edition.manuals):
            path = self.site / here.folder / page_file(name)
            if path.is_file():
                yield name, read_tree(path.read_text(encoding="utf-8"))
