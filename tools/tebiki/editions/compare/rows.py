"""The details of a comparison: a row for each place that has changed, with both sides and what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from ...content.papers import Cell, Line, Run, Shot, line
from ...messages import say
from .align import aligned
from .blocks import Block, Link, Section, Token
from .changes import Change, Compared
from .match import hidden
from .pictures import Pictures
from .shorten import shortened
from .words import changed, likeness

SideName = Literal["new", "old"]
#: What was done, as the column of remarks says it.
Remark = Literal["change", "add", "remove", "insert", "abolish", "move"]
#: What a row is of besides words.
_OF: Final[Mapping[str, str]] = {"picture": "picture", "qr": "qr", "links": "links"}


def said(key: str, **values: object) -> str:
    """Words of the document; it is for the city's approvers and so in Japanese."""
    return say(f"compare/{key}", "ja", **values)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a change is: 「手順3」, and what of it: 「番号1」."""

    section: str
    part: str


@dataclass(frozen=True, slots=True)
class Row:
    """One place of the document, with both sides. ``remark``: what was done."""

    place: Spot
    new: Cell
    old: Cell
    remark: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One change with its rows: more than one where a section that only one side has is shown whole.

    ``words``: the texts of both sides, by which its kind is told. ``printed``: the pages of both
    manuals' PDFs, new and old; they are no part of what makes two details the same.
    """

    what: str
    chapter: str
    section: str
    block: str
    words: tuple[str, str]
    rows: tuple[Row, ...]
    printed: tuple[int | None, int | None] = field(default=(None, None), compare=False)
    #: Whether it stands in a box, a remedy or another thing with a title of its own.
    boxed: bool = field(default=False, compare=False)
    #: The manual's page, and of a picture that has changed its name and the old file.
    page: str = field(default="", compare=False)
    picture: tuple[str, Path] | None = field(default=None, compare=False)


def details(page: Compared, pictures: Pictures) -> Iterator[Detail]:
    """All changes of a page, in its order."""
    names = {s.id: s.name for side in (page.old, page.new) if side for s in side.sections}
    for change in (each for found in page.changes for each in _lines_of_print(found)):
        section = change.section
        chapter = said("page-top") if section.level == 1 else names.get(section.chapter, section.name)
        yield Detail(
            change.what,
            chapter,
            section.id,
            _kind_of(change),
            _texts(change),
            tuple(_Rows(page, change, pictures).all()),
            _printed(change),
            bool((change.new and change.new.label) or (change.old and change.old.label)),
            page.page.name,
            _picture_of(change),
        )


def _kind_of(change: Change) -> str:
    block = change.new or change.old
    return block.kind if block is not None else "section"


def _picture_of(change: Change) -> tuple[str, Path] | None:
    old = change.old.picture if change.old and change.what == "picture" else None
    return None if old is None else (Path(old.name).name, old.path)


def _printed(change: Change) -> tuple[int | None, int | None]:
    """The pages of both sides; of words that a side lacks, none."""
    here = change.here.printed if change.here and (change.new or not change.old) else None
    there = change.there.printed if change.there and (change.old or not change.new) else None
    return here, there


def _texts(change: Change) -> tuple[str, str]:
    """The words of both sides that a change is of."""
    if change.new is None and change.old is None:
        if change.what == "title":
            return _name_of(change.here), _name_of(change.there)
        whole = "\n".join(block.text for block in change.section.blocks)
        return (whole, "") if change.here else ("", whole)
    read = _READ.get(change.what, _own_text)
    return read(change.new), read(change.old)


def _name_of(section: Section | None) -> str:
    return section.name if section else ""


def _own_text(block: Block | None) -> str:
    return block.text if block else ""


def _label(block: Block | None) -> str:
    return "".join(token.text for token in block.label) if block else ""


def _targets(block: Block | None) -> str:
    return "\n".join(link.target for link in hidden(block.links)) if block else ""


def _described(block: Block | None) -> str:
    """A picture's text and what its code holds."""
    if block is None or block.picture is None:
        return ""
    return "\n".join(["".join(t.text for t in block.picture.alt), block.picture.code or ""])


#: By what has changed, which words of a block tell of it; else its own.
_READ: Final[Mapping[str, Callable[[Block | None], str]]] = {
    "label": _label,
    "links": _targets,
    "picture": _described,
}


def _lines_of_print(change: Change) -> Iterator[Change]:
    """What only a PDF says, a line a change; one that only one side has is added or removed."""
    new, old = change.new, change.old
    if change.what != "words" or new is None or old is None or new.kind != "print":
        yield change
        return
    here_lines, there_lines = _split(new.tokens), _split(old.tokens)
    pairs = aligned(here_lines, there_lines, lambda a, b: likeness((t.text for t in a), (t.text for t in b)))
    for i, j in pairs:
        here = None if i is None else replace(new, tokens=here_lines[i])
        there = None if j is None else replace(old, tokens=there_lines[j])
        if here is None or there is None:
            yield replace(change, what="removed" if here is None else "added", new=here, old=there)
        elif here.tokens != there.tokens:
            yield replace(change, new=here, old=there)


def _split(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "\n":
            lines.append([])
        else:
            lines[-1].append(token)
    return [tuple(line) for line in lines]


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
            yield self.row("title", self.words(_headed(change.here), _headed(change.there)))
        elif new is None and old is None:
            yield from self.whole()
        elif change.what == "label" and new and old:
            yield self.row("label", self.words(new.label, old.label))
        elif change.what == "links" and new and old:
            cells = self.leads(hidden(new.links), hidden(old.links))
            yield self.row("links", cells, new, of="links")
        elif change.what == "picture" and new and old:
            yield from self.pictured(new, old)
        elif new and old:
            yield self.row(f"kind-{new.kind}", self.words(new.tokens, old.tokens), new)
        elif block := new or old:
            yield self.alone(block)

    def row(
        self, part: str, cells: tuple[Cell, Cell], block: Block | None = None, of: str | None = None
    ) -> Row:
        """A row of two sides that belong together."""
        remark = said("remark-change")
        if of is not None and of in _OF:
            remark = said("remark-of", remark=remark, what=said(f"of-{_OF[of]}"))
        return Row(self.place(part, block), *cells, remark)

    def whole(self) -> Iterator[Row]:
        """A section that only one side has: its heading, then all its blocks."""
        section = self.change.section
        side: SideName = "new" if self.change.here else "old"
        heading: Cell = (Line((Run(_name(section), side, strong=True),)),)
        yield self.beside(self.place("title"), heading, side, whole=True)
        for block in section.blocks:
            yield self.alone(block, whole=True)

    def alone(self, block: Block, *, whole: bool = False) -> Row:
        """A block that only one side has."""
        side: SideName = "new" if self.change.here and not self.change.old else "old"
        return self.beside(
            self.place(f"kind-{block.kind}", block), self.shown(block, side), side, whole=whole
        )

    def beside(self, place: Spot, shown: Cell, side: SideName, *, whole: bool) -> Row:
        """A row whose other side says that there is nothing."""
        if side == "new":
            remark = said("remark-insert" if whole else "remark-add")
            return Row(place, shown, (line(said("added")),), remark)
        return Row(place, (line(said("removed")),), shown, said("remark-remove"))

    def shown(self, block: Block, side: SideName | None) -> Cell:
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
        here, there, remark = change.here, change.there, said("remark-move")
        if change.new is None or change.old is None:
            return Row(
                self.place("moved"),
                (Line((Run(_name(here), "new"),)),),
                (Line((Run(_name(there), "old"),)),),
                remark,
            )
        where = [said("moved-in", title=_name(section)) for section in (here, there)]
        content = [self.shown(block, None) for block in (change.new, change.old)]
        return Row(
            self.place("moved", change.new),
            (Line((Run(where[0], "new"),)), *content[0]),
            (Line((Run(where[1], "old"),)), *content[1]),
            remark,
        )

    def words(self, new: Sequence[Token], old: Sequence[Token]) -> tuple[Cell, Cell]:
        """Both texts, what only one has underlined, what is far from any change left out."""
        same = self.page.same
        fresh, gone = changed(same.words(new), same.words(old, old=True))
        sides = shortened((new, fresh), (old, gone))
        none = (line(said("none")),)
        return (
            tuple(_lines(*sides[0], "new")) or none,
            tuple(_lines(*sides[1], "old")) or none,
        )

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

    def target(self, link: Link, side: SideName | None) -> str:
        """Where a link leads, as a person says it: a place of the page by its heading."""
        if link.target[:1] != "#":
            return link.target
        page = self.page.old if side == "old" else self.page.new
        names = {section.id: _name(section) for section in page.sections} if page else {}
        name = names.get(link.target[1:])
        return said("inner", title=name) if name else link.target

    def pictured(self, new: Block, old: Block) -> Iterator[Row]:
        """Pictures beside each other, cut to the change, or what their codes hold; then their texts."""
        here, there = new.picture, old.picture
        assert here is not None
        assert there is not None
        if here.code is not None and there.code is not None and here.code != there.code:
            codes = (here.code, "new"), (there.code, "old")
            cells = [(_leading(code, side, marked=True, key="code"),) for code, side in codes]  # type: ignore[arg-type]
            yield self.row("kind-qr", (cells[0], cells[1]), new, of="qr")
        elif (pair := self.pictures.pair(here, there)) is not None:
            yield self.row(f"kind-{new.kind}", ((pair[0],), (pair[1],)), new, of=new.kind)
        if self.page.same.words(here.alt) != self.page.same.words(there.alt):
            yield self.row("alt", self.words(here.alt, there.alt), new)

    def place(self, part: str, block: Block | None = None) -> Spot:
        """Where the change is: the section, then the box or the kind of what has changed."""
        section = self.change.section
        label = "".join(token.text for token in block.label) if block else ""
        kind = said(part)
        if block is not None and block.kind == "legend" and part.startswith("kind-"):
            kind = said("legend-number", n=self.number(block))
        if label:
            box = said("within", title=label)
            kind = box if part == "kind-paragraph" else f"{box} {kind}"
        return Spot(_short(section), kind)

    def number(self, block: Block) -> int:
        """The number of an act among those of its section."""
        for section in (self.change.here, self.change.there):
            legends = [each for each in section.blocks if each.kind == "legend"] if section else []
            for at, each in enumerate(legends, 1):
                if each is block:
                    return at
        return 0


def _short(section: Section) -> str:
    """A section as a cell names it: a step by its number alone, the page's own top by its words."""
    if section.number is not None:
        return said("step-short", n=section.number)
    return said("page-top") if section.level == 1 else section.name


def _name(section: Section | None) -> str:
    if section is None:
        return ""
    return section.name if section.number is None else said("step", n=section.number, title=section.name)


def _headed(section: Section | None) -> tuple[Token, ...]:
    return section.title if section is not None else ()


def _leading(
    target: str,
    side: SideName | None,
    *,
    marked: bool,
    text: str | None = None,
    key: Literal["leads", "code"] = "leads",
) -> Line:
    before = said(key) if text is None else said("leads-from", text=text)
    return Line((Run(before), Run(target, side if marked else None)))


def _lines(tokens: Sequence[Token], marks: Sequence[bool], side: SideName | None) -> Iterator[Line]:
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
