"""A document that the engine itself writes (新旧対照表, 確認表): plain data for both writers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line. ``side``: on which side of a comparison they are new or gone; None for all else.

    ``tone``: ``note`` is smaller and grey, ``large`` for a name to be compared letter by letter, ``address``
    breaks after slashes only, ``alarm`` is for what keeps a paper from being signed.
    """

    text: str
    side: Literal["new", "old"] | None = None
    strong: bool = False
    tone: Literal["note", "large", "address", "alarm"] | None = None
    #: Places of this document, on the pages from the first to the last of which it goes on.
    pages: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A rule to write on by hand, ``width`` mm long."""

    width: int
    side: None = field(default=None, init=False)

    @property
    def text(self) -> str:
        """No words."""
        return ""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a row's state is, by shape: looked at, still open, or a box for whoever reads to tick."""

    kind: Literal["done", "warn", "box"]
    side: None = field(default=None, init=False)

    @property
    def text(self) -> str:
        """The sign as a letter."""
        return SIGNS[self.kind]


#: ``done`` has no letter of its own in the fonts: its box is drawn around a tick.
SIGNS: Final = {"done": "✓", "warn": "▲", "box": "□"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``apart``: with room above, for a line that is written on."""

    runs: tuple[Run | Blank | Sign, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: a PNG on disk, its name in the document, its text, its size in pixels.

    ``within``: as large as fits a box of so many mm, whole; None: as wide as its column.
    """

    name: str
    path: Path
    alt: str
    width: int
    height: int
    within: tuple[int, int] | None = None


Cell = tuple[Line | Shot, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``widths``: the columns' shares of the width. The first cell of a row heads it.

    ``look``: ``ruled`` as in manuals; ``list`` has hairlines between rows, ``decide`` a red rule on top.
    ``least``: how high a row is at least, in mm, where people write into it.
    """

    widths: tuple[int, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    look: Literal["ruled", "list", "decide"] = "ruled"
    least: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a form: its label and what is written there; empty: to be filled in by hand.

    ``width``: in mm; 0: an equal share of what the others leave.
    """

    label: str
    value: Cell = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a paper to be signed: a row of cells, fields below each other, and boxes for seals."""

    cells: tuple[Field, ...]
    fields: tuple[Field, ...]
    stamps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a reader must know before all else, a label and its text a row.

    ``look``: ``ruled`` between two rules; ``band`` on a tint, for what is attached.
    """

    rows: tuple[tuple[str, Cell], ...]
    look: Literal["ruled", "band"] = "ruled"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it. ``aside``: the part's state, at the right of the heading."""

    id: str
    title: str
    content: tuple[Content, ...]
    aside: Line | None = None


# Of the 新旧対照表 and the 正誤表.


@dataclass(frozen=True, slots=True)
class Columns:
    """A table whose columns have their own widths (``7mm``, ``1fr``). ``look``: as the template sets it.

    A row whose first cell is empty goes on with the place of the row above.
    """

    look: Literal["sides", "changes", "matrix", "details", "errata", "holders", "lines"]
    widths: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must not be missed: a title, sentences, and a line with boxes of which a person ticks one."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place of the document that `Run.pages` may name; nothing is seen of it."""

    id: str


@dataclass(frozen=True, slots=True)
class SignedBy:
    """At the end, at the right: who speaks, with room to write."""

    line: Line


Content = Line | Table | Sheet | Summary | Part | Columns | Alarm | PlaceMark | SignedBy


@dataclass(frozen=True, slots=True)
class Report:
    """``name``: of the PDF, without suffix. ``timestamp``: the date that the PDF carries.

    ``made``: the day that is printed as that of the paper; ``number``: what the approval is held to,
    on each page (`tebiki.editions.approval_number`); ``version``: what of the manuals it is about.
    """

    name: str
    title: str
    subtitle: str
    timestamp: datetime
    content: tuple[Content, ...]
    made: date | None = None
    number: str | None = None
    version: str = ""


def line(text: str, *, strong: bool = False) -> Line:
    """A paragraph of one run."""
    return Line((Run(text, strong=strong),))


def cell(*lines: str) -> Cell:
    """A cell of plain paragraphs."""
    return tuple(map(line, lines))


def shots(content: Sequence[Content]) -> list[Shot]:
    """All pictures in a document, in order."""
    return [shot for cell in _cells(content) for shot in cell if isinstance(shot, Shot)]


def _cells(content: Sequence[Content]) -> Iterator[Cell]:
    for each in content:
        match each:
            case Part():
                yield from _cells(each.content)
            case Table():
                yield from (cell for row in each.rows for cell in row)
            case Summary():
                yield from (cell for _, cell in each.rows)
            case Sheet():
                yield from (field.value for field in (*each.cells, *each.fields))
            case Columns():
                yield from (cell for row in each.rows for cell in row)
            case Line() | Alarm() | PlaceMark() | SignedBy():
                pass
