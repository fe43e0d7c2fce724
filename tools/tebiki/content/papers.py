"""A document that the engine itself writes (新旧対照表, 確認表): plain data for both writers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line. ``side``: on which side of a comparison they are new or gone; None for all else."""

    text: str
    side: Literal["new", "old"] | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: a PNG on disk, its name in the document, its text, its size in pixels."""

    name: str
    path: Path
    alt: str
    width: int
    height: int


Cell = tuple[Line | Shot, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``widths``: the columns' shares of the width. The first cell of a row heads it."""

    widths: tuple[int, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it."""

    id: str
    title: str
    content: tuple[Line | Table | Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """``name``: of the PDF, without suffix. ``timestamp``: the date that the PDF carries."""

    name: str
    title: str
    subtitle: str
    timestamp: datetime
    content: tuple[Line | Table | Part, ...]


def line(text: str, *, strong: bool = False) -> Line:
    """A paragraph of one run."""
    return Line((Run(text, strong=strong),))


def cell(*lines: str) -> Cell:
    """A cell of plain paragraphs."""
    return tuple(map(line, lines))


def shots(content: Sequence[Line | Table | Part]) -> list[Shot]:
    """All pictures in a document, in order."""
    found: list[Shot] = []
    for each in content:
        if isinstance(each, Part):
            found += shots(each.content)
        elif isinstance(each, Table):
            found += [shot for row in each.rows for cell in row for shot in cell if isinstance(shot, Shot)]
    return found
