"""Reads the corpus: texts and values of an invented town, each with what must be told of it.

``tests/checks/corpus/faulty``: a slip each, and its line; ``honest``: nothing to tell; ``facts``: the
same two for values of a year's file. Whoever wrote them had not read the rules. A rule that misses a
case is mended; a case is changed only where it is untrue, with the reason in the commit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "checks" / "corpus"
#: Of the faulty ones this part must be told at the right line.
LEAST_TOLD = 0.99


@dataclass(frozen=True, slots=True)
class CorpusText:
    """A page or a part of one. ``lines``: where its slip may be told (from 1); none where it is right."""

    name: str
    text: str
    lines: frozenset[int]
    #: Whether remarks that are no errors may be made of it.
    warning: bool


@dataclass(frozen=True, slots=True)
class CorpusValue:
    """A value of the year's file at ``key``, where digits count the tables of a list from 0."""

    name: str
    key: str
    value: str


def read_texts(kind: str, corpus: Path = CORPUS) -> list[CorpusText]:
    """All texts that are ``faulty`` or ``honest``."""
    return [
        CorpusText(name, row["text"], frozenset(_lines(row)), row.get("warning", False))
        for name, row in _rows(corpus / kind)
    ]


def read_values(kind: str, corpus: Path = CORPUS) -> list[CorpusValue]:
    """All values that are ``faulty`` or ``honest``."""
    return [CorpusValue(name, row["key"], row["value"]) for name, row in _rows(corpus / "facts" / kind)]


def describe_rate(what: str, hits: int, total: int) -> str:
    """``faulty texts told at their line: 329 of 330 (99.7 %)``."""
    return f"{what}: {hits} of {total} ({100 * hits / total:.1f} %)"


def listed(misses: Iterable[tuple[str, object]]) -> str:
    """One line a case that went wrong: its name, what was said."""
    return "\n".join(f"{name}: {said}" for name, said in misses)


def _rows(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield f"{path.stem}/{row['name']}", row


def _lines(row: dict[str, Any]) -> list[int]:
    return row.get("lines") or [row["line"]] if "lines" in row or "line" in row else []
