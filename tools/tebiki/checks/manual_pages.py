"""What a text may hold by where it stands: chapters that are there and take in no circle, boxes of pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.output_names import INDEX
from ..content.sources import PART
from ..errors import Place, Problem

#: The first line of a box: its name, the word behind it.
_BOX: Final = re.compile(r"\s*(?:`{3,}|:{3,}|~{3,})\s*\{(include|devices|contents)\}(?:\s+(\S+))?\s*$")


def check_pages(docs: Path, texts: Mapping[Path, str]) -> list[Problem]:
    """Boxes that do not work where they stand, in the ``texts`` of ``docs`` by file.

    Without this a chapter that is not there is told by Sphinx, with a path of this machine, and one that
    takes in itself ends in a RecursionError.
    """
    called = {path: [*_boxes(path, text)] for path, text in texts.items()}
    pages = _Pages(docs, {path: _taken(docs, boxes) for path, boxes in called.items()})
    return [problem for boxes in called.values() for box in boxes for problem in pages.check(box)]


@dataclass(frozen=True, slots=True)
class _Called:
    """A box by its name and the word behind that; ``line`` from 1."""

    path: Path
    line: int
    name: str
    word: str


def _boxes(path: Path, text: str) -> Iterator[_Called]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _BOX.match(line):
            yield _Called(path, number, found[1], found[2] or "")


def _taken(docs: Path, boxes: Iterable[_Called]) -> frozenset[Path]:
    """The chapters that a text takes in."""
    return frozenset(docs / box.word for box in boxes if box.name == "include" and PART.fullmatch(box.word))


@dataclass(frozen=True, slots=True)
class _Pages:
    """All texts, by file, with the chapters that each takes in."""

    docs: Path
    chapters: Mapping[Path, Collection[Path]]

    def check(self, box: _Called) -> Iterator[Problem]:
        """What is wrong with a box where it stands."""
        place, index = Place.of(box.path, box.line), self.docs / f"{INDEX}.md"
        if box.name == "devices" and box.path != index:
            yield Problem("source/devices-here", place, {})
        elif box.name == "contents" and (box.path == index or box.path.parent != self.docs):
            yield Problem("source/contents-here", place, {})
        elif box.name == "include" and PART.fullmatch(box.word):
            yield from self._included(box, place)

    def _included(self, box: _Called, place: Place) -> Iterator[Problem]:
        target = self.docs / box.word
        if target not in self.chapters:
            known = sorted(f"parts/{path.name}" for path in self.chapters if path.parent != self.docs)
            yield Problem(
                "source/include-missing", place, {"text": box.word, "allowed": ", ".join(known) or "―"}
            )
        elif box.path in self._reached(target):
            yield Problem("source/include-circle", place, {"text": box.word})

    def _reached(self, start: Path) -> set[Path]:
        """The chapter ``start`` and all that it takes in."""
        found, new = set[Path](), {start}
        while new:
            found |= new
            new = {path for one in new for path in self.chapters.get(one, ())} - found
        return found
