"""The whole document: what is compared, what all manuals share, then each manual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ...content.papers import Cell, Line, Part, Report, Run, Table, cell, line
from .blocks import Page
from .changes import Compared, compare_sites
from .pictures import Pictures
from .table import WIDTHS, Chapter, Form, Row, chapter_part, chapters, said

#: Places of the document: a part of it, then a chapter of that.
_ID = "c-{part}-{chapter}"


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the comparison. ``about``: what the head says of it, a line each; ``pages``: by name."""

    about: tuple[str, ...]
    pages: Mapping[str, Page]
    #: Short names of manuals: 「Android」.
    names: Mapping[str, str]
    #: What is known of the certificate's file, a line each.
    certificate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What the document is called: its file's name, its titles, the date that its PDF carries."""

    name: str
    title: str
    subtitle: str
    timestamp: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What differs: each changed page with its chapters; what several have alike stands in ``shared``."""

    #: Names of the pages that have it, and the chapter.
    shared: tuple[tuple[tuple[str, ...], Chapter], ...]
    pages: tuple[tuple[Compared, tuple[Chapter, ...]], ...]

    @property
    def count(self) -> int:
        """The number of rows."""
        own = [chapter for _, chapters in self.pages for chapter in chapters]
        return sum(len(chapter.rows) for chapter in [*own, *(chapter for _, chapter in self.shared)])

    @property
    def renumbered(self) -> bool:
        """Whether some step carries another number."""
        return any(page.renumbered for page, _ in self.pages)


def find(new: Side, old: Side, pictures: Pictures) -> Found:
    """Compare both sides; pictures of the document are written beside."""
    pages = [(page, list(chapters(page, pictures))) for page in compare_sites(new.pages, old.pages)]
    holders: dict[tuple[str, Row], list[str]] = {}
    for page, own in pages:
        for chapter in own:
            for row in dict.fromkeys(chapter.rows):
                holders.setdefault((chapter.title, row), []).append(_name(page, new, old))
    shared = {key: tuple(titles) for key, titles in holders.items() if len(titles) > 1}
    kept = [(page, tuple(_without(own, shared))) for page, own in pages]
    return Found(tuple(_shared(shared)), tuple((page, own) for page, own in kept if own or page.renumbered))


def _name(page: Compared, *sides: Side) -> str:
    """What a page is called for short."""
    names = (side.names.get(page.page.name) for side in sides)
    return next((name for name in names if name), page.page.title)


def _without(own: Sequence[Chapter], shared: Mapping[tuple[str, Row], object]) -> Iterator[Chapter]:
    for chapter in own:
        rows = tuple(row for row in chapter.rows if (chapter.title, row) not in shared)
        if rows:
            yield Chapter(chapter.title, rows)


def _shared(shared: Mapping[tuple[str, Row], tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], Chapter]]:
    """Rows that the same pages share in one chapter, together."""
    groups: dict[tuple[tuple[str, ...], str], list[Row]] = {}
    for (title, row), titles in shared.items():
        groups.setdefault((titles, title), []).append(row)
    for (titles, title), rows in groups.items():
        yield titles, Chapter(title, tuple(rows))


def report(head: Head, sides: tuple[Side, Side], found: Found, form: Form) -> Report:
    """The document of what was found; ``sides``: new and old."""
    new, old = sides
    about = form.row((line(said("edition"), strong=True),), cell(*new.about), cell(*old.about))
    rows = (about, *_certificate_row(new, old, form))
    content: list[Line | Table | Part] = [Table(WIDTHS, form.head, rows)]
    content.append(line(said("explained") if found.count or found.renumbered else said("nothing")))
    if found.count:
        content.append(line(said("count", count=found.count)))
    if found.shared:
        content.append(_shared_part(found, form))
    content += [_page_part(at, page, own, form) for at, (page, own) in enumerate(found.pages, 1)]
    return Report(head.name, head.title, head.subtitle, head.timestamp, tuple(content))


def _certificate_row(new: Side, old: Side, form: Form) -> Iterator[tuple[Cell, ...]]:
    """What is known of both certificates' files; within an edition there is one file only."""
    if form.kind == "sides" and (new.certificate or old.certificate):
        place = (line(said("certificate"), strong=True),)
        yield form.row(place, _marked(new, old, "new"), _marked(old, new, "old"))


def _marked(own: Side, other: Side, side: Literal["new", "old"]) -> Cell:
    """The lines of one side; those that the other has not are marked, where anything is known of that."""
    if not own.certificate:
        return cell(said("certificate-unknown"))
    same = other.certificate or own.certificate
    return tuple(Line((Run(text, None if text in same else side),)) for text in own.certificate)


def _shared_part(found: Found, form: Form) -> Part:
    parts = [
        chapter_part(_ID.format(part=0, chapter=at), chapter, form, said("of", titles="、".join(titles)))
        for at, (titles, chapter) in enumerate(found.shared, 1)
    ]
    return Part("c-0", said("shared"), tuple(parts))


def _page_part(at: int, page: Compared, own: Sequence[Chapter], form: Form) -> Part:
    content: list[Line | Table | Part] = []
    if page.old is None or page.new is None:
        content.append(line(said("page-added" if page.old is None else "page-removed")))
    if page.renumbered:
        steps = "、".join(said("renumbering", old=old, new=new) for old, new in page.renumbered)
        content.append(line(said("renumbered", steps=steps)))
    content += [
        chapter_part(_ID.format(part=at, chapter=number), chapter, form)
        for number, chapter in enumerate(own, 1)
    ]
    return Part(f"c-{at}", page.page.title, tuple(content))
