"""The changes as the document that an approver reads: 新旧対照表, or 正誤表 for a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ...content.papers import Cell, Line, Part, Run, Shot, Table, line
from ...messages import say
from .blocks import Block, Link, Section, Token
from .changes import Change, Compared
from .match import hidden
from .pictures import Pictures
from .words import changed

#: Shares of the width: the place, then a side each.
WIDTHS: Final = (24, 74, 74)


def said(key: str, **values: object) -> str:
    """Words of the document; it is for the city's approvers and so in Japanese."""
    return say(f"compare/{key}", "ja", **values)


@dataclass(frozen=True, slots=True)
class Form:
    """新旧対照表: the new side at the left (改正後, 改正前); 正誤表: the wrong one at the left (誤, 正)."""

    kind: Literal["sides", "errata"]

    @property
    def head(self) -> tuple[str, str, str]:
        """The heads of the columns."""
        first, second = ("new", "old") if self.kind == "sides" else ("wrong", "right")
        return said("place"), said(first), said(second)

    def row(self, place: Cell, new: Cell, old: Cell) -> tuple[Cell, ...]:
        """A row in the order of the columns."""
        return (place, new, old) if self.kind == "sides" else (place, old, new)


@dataclass(frozen=True, slots=True)
class Row:
    """A row before its form: where, and both sides."""

    place: Cell
    new: Cell
    old: Cell


@dataclass(frozen=True, slots=True)
class Chapter:
    """The changed rows of a chapter of a page."""

    title: str
    rows: tuple[Row, ...]


def chapters(page: Compared, pictures: Pictures) -> Iterator[Chapter]:
    """A page's changes by chapter, in its order."""
    names = {s.id: s.name for side in (page.old, page.new) if side for s in side.sections}
    found: dict[str, list[Row]] = {}
    for change in page.changes:
        section = change.section
        title = said("page-top") if section.level == 1 else names.get(section.chapter, section.name)
        found.setdefault(title, []).extend(_Rows(page, change, pictures).all())
    for title, rows in found.items():
        yield Chapter(title, tuple(rows))


def chapter_part(identifier: str, chapter: Chapter, form: Form, note: str | None = None) -> Part:
    """A chapter as a heading and its table."""
    rows = tuple(form.row(row.place, row.new, row.old) for row in chapter.rows)
    return Part(identifier, chapter.title, (Table(WIDTHS, form.head, rows, note),))


class _Rows:
    """The rows of one change."""

    def __init__(self, page: Compared, change: Change, pictures: Pictures) -> None:
        self.page, self.change, self.pictures = page, change, pictures

    def all(self) -> Iterator[Row]:
        change = self.change
        new, old = change.new, change.old
        if change.what == "moved":
            yield self.moved()
        elif change.what == "title":
            yield Row(self.place(said("title")), *self.words(_headed(change.here), _headed(change.there)))
        elif new is None and old is None:
            yield from self.whole()
        elif change.what == "label" and new and old:
            yield Row(self.place(said("label")), *self.words(new.label, old.label))
        elif change.what == "links" and new and old:
            yield Row(self.place(said("links")), *self.leads(hidden(new.links), hidden(old.links)))
        elif change.what == "picture" and new and old:
            yield Row(self.place(said(f"kind-{new.kind}"), new), *self.pictured(new, old))
        elif new and old:
            yield Row(self.place(said(f"kind-{new.kind}"), new), *self.words(new.tokens, old.tokens))
        elif block := new or old:
            yield self.alone(block)

    def whole(self) -> Iterator[Row]:
        """A section that only one side has: its heading, then all its blocks."""
        section = self.change.section
        side: Literal["new", "old"] = "new" if self.change.here else "old"
        heading: Cell = (Line((Run(_name(section), side, strong=True),)),)
        yield self.beside(self.place(said("title")), heading, side)
        for block in section.blocks:
            yield self.alone(block)

    def alone(self, block: Block) -> Row:
        """A block that only one side has."""
        side: Literal["new", "old"] = "new" if self.change.what == "added" else "old"
        return self.beside(self.place(said(f"kind-{block.kind}"), block), self.shown(block, side), side)

    def beside(self, place: Cell, shown: Cell, side: Literal["new", "old"]) -> Row:
        """A row whose other side says that there is nothing."""
        if side == "new":
            return Row(place, shown, (line(said("added")),))
        return Row(place, (line(said("removed")),), shown)

    def shown(self, block: Block, side: Literal["new", "old"] | None) -> Cell:
        """All of a block, marked as of one side."""
        lines: list[Line | Shot] = list(_lines(block.tokens, [True] * len(block.tokens), side))
        lines += [_leading(self.target(link, side), side, marked=True) for link in hidden(block.links)]
        if (picture := block.picture) is not None:
            if picture.code is None:
                lines.append(self.pictures.plain(picture))
            else:
                lines.append(_leading(picture.code, side, marked=True, key="code"))
        return tuple(lines) or (line(said("empty")),)

    def moved(self) -> Row:
        """What stands elsewhere now: told by both places, with its words."""
        change = self.change
        here, there = change.here, change.there
        if change.new is None or change.old is None:
            return Row(
                self.place(said("moved")),
                (Line((Run(_name(here), "new"),)),),
                (Line((Run(_name(there), "old"),)),),
            )
        where = [said("moved-in", title=_name(section)) for section in (here, there)]
        content = [self.shown(block, None) for block in (change.new, change.old)]
        return Row(
            self.place(said("moved"), change.new),
            (Line((Run(where[0], "new"),)), *content[0]),
            (Line((Run(where[1], "old"),)), *content[1]),
        )

    def words(self, new: Sequence[Token], old: Sequence[Token]) -> tuple[Cell, Cell]:
        """Both texts, what only one has underlined."""
        same = self.page.same
        fresh, gone = changed(same.words(new), same.words(old, old=True))
        none = (line(said("none")),)
        return tuple(_lines(new, fresh, "new")) or none, tuple(_lines(old, gone, "old")) or none

    def leads(self, new: Sequence[Link], old: Sequence[Link]) -> tuple[Cell, Cell]:
        """The links of both sides by where they lead."""
        kept = {self.page.same.target(link.target, old=True) for link in old}
        there = {link.target for link in new}
        cells = (
            [_leading(self.target(n, "new"), "new", marked=n.target not in kept, text=n.text) for n in new],
            [
                _leading(
                    self.target(o, "old"),
                    "old",
                    marked=self.page.same.target(o.target, old=True) not in there,
                    text=o.text,
                )
                for o in old
            ],
        )
        return tuple(cells[0]) or (line(said("no-link")),), tuple(cells[1]) or (line(said("no-link")),)

    def target(self, link: Link, side: Literal["new", "old"] | None) -> str:
        """Where a link leads, as a person says it: a place of the page by its heading."""
        if link.target[:1] != "#":
            return link.target
        page = self.page.old if side == "old" else self.page.new
        names = {section.id: _name(section) for section in page.sections} if page else {}
        name = names.get(link.target[1:])
        return said("inner", title=name) if name else link.target

    def pictured(self, new: Block, old: Block) -> tuple[Cell, Cell]:
        """Pictures beside each other with the change framed, their texts, what their codes hold."""
        here, there = new.picture, old.picture
        assert here is not None
        assert there is not None
        cells: tuple[list[Line | Shot], list[Line | Shot]] = ([], [])
        if here.code is not None and there.code is not None and here.code != there.code:
            cells[0].append(_leading(here.code, "new", marked=True, key="code"))
            cells[1].append(_leading(there.code, "old", marked=True, key="code"))
        elif (pair := self.pictures.pair(here, there)) is not None:
            for cell, shot in zip(cells, pair, strict=True):
                cell.append(shot)
        if self.page.same.words(here.alt) != self.page.same.words(there.alt):
            for cell, lines in zip(cells, self.words(here.alt, there.alt), strict=True):
                cell += [line(said("alt")), *lines]
        return tuple(cells[0]), tuple(cells[1])

    def place(self, what: str, block: Block | None = None) -> Cell:
        """Where the change is: the section, the box, the kind of what has changed."""
        section = self.change.section
        found = [line(_name(section), strong=True)] if section.level > 2 or section.number else []
        label = "".join(token.text for token in block.label) if block else ""
        if label:
            found.append(line(said("within", title=label)))
        return (*found, line(what))


def _name(section: Section | None) -> str:
    if section is None:
        return ""
    return section.name if section.number is None else said("step", n=section.number, title=section.name)


def _headed(section: Section | None) -> tuple[Token, ...]:
    return section.title if section is not None else ()


def _leading(
    target: str,
    side: Literal["new", "old"] | None,
    *,
    marked: bool,
    text: str | None = None,
    key: Literal["leads", "code"] = "leads",
) -> Line:
    before = said(key) if text is None else said("leads-from", text=text)
    return Line((Run(before), Run(target, side if marked else None)))


def _lines(
    tokens: Sequence[Token], marks: Sequence[bool], side: Literal["new", "old"] | None
) -> Iterator[Line]:
    """Words as paragraphs; a line end begins the next one. Neighbours with one mark are one run."""
    runs: list[Run] = []
    for token, mark in [*zip(tokens, marks, strict=True), (Token("\n"), False)]:
        shown = side if mark else None
        if token.text == "\n":
            if runs:
                yield Line(tuple(runs))
            runs = []
        elif runs and runs[-1].side == shown:
            runs[-1] = Run(runs[-1].text + token.text, shown)
        else:
            runs.append(Run(token.text, shown))


def texts(row: Row) -> Mapping[str, tuple[str, ...]]:
    """A row's words by side, for whoever looks for one."""
    return {
        name: tuple("".join(r.text for r in each.runs) for each in cell if isinstance(each, Line))
        for name, cell in (("new", row.new), ("old", row.old))
    }
