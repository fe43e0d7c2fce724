"""The list of readings: in やさしい日本語 a term is read in one way wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..errors import Place, Problem, TebikiError, fail
from .catalogs.language_folder import folder_of
from .formats import READINGS
from .ruby import KANJI, READING, RUBY, RUBY_LANGUAGE
from .toml_files import place_of, read_toml
from .words import load_words

#: A word in foreign letters.
FOREIGN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-&+.][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Readings:
    """``docs/locales/ja_simple/readings.toml``.

    ``own``: term → reading, as the file has it. ``terms`` and ``names`` (words that may stand in
    foreign letters) are with those of the engine's own words, which a list need not repeat.
    """

    path: Path
    own: Mapping[str, str]
    terms: Mapping[str, str]
    names: frozenset[str]


#: The only key of the list that is no term.
NAMES: Final = "names"


def readings_path(docs: Path) -> Path:
    """Where the list lies."""
    return folder_of(docs, RUBY_LANGUAGE) / "readings.toml"


def readings_for(docs: Path, language: str) -> Readings | None:
    """The list of a language that has one; None for all others, which pay nothing."""
    return load_readings(docs) if language == RUBY_LANGUAGE else None


def load_readings(docs: Path) -> Readings:
    """The list. Raises `TebikiError` with all that is wrong with it (``simple/…``)."""
    path = readings_path(docs)
    if not path.is_file():
        fail("simple/no-list", Place.of(path))
    table = read_toml(path, READINGS)
    if found := [*_mistakes(table, path)]:
        raise TebikiError(found)
    names = table.pop(NAMES, [])
    terms, words = _engine()
    return Readings(path, table, {**terms, **table}, words.union(*(name.split() for name in names)))


@cache
def _engine() -> tuple[Mapping[str, str], frozenset[str]]:
    """Terms of the engine's own words with their readings, and its names."""
    texts = [re.sub(r"\{\w+\}", " ", text) for text in load_words(RUBY_LANGUAGE).table.values()]
    terms = {term: reading for text in texts for term, reading in RUBY.findall(text) if reading.strip()}
    return terms, frozenset(word for text in texts for word in FOREIGN.findall(text))


def _mistakes(table: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    for term, reading in table.items():
        if code := _mistake(term, reading):
            yield Problem(code, place_of(path, [term]), {"term": term, "found": reading})


def _mistake(term: str, reading: object) -> str | None:
    """The code of what is wrong with a row, or None."""
    if term == NAMES:
        right = isinstance(reading, list) and all(isinstance(name, str) for name in reading)
        return None if right else "simple/names"
    if not KANJI.search(term) or re.search(r"[｜《》\s]", term):
        return "simple/term"
    right = isinstance(reading, str) and READING.fullmatch(reading) is not None
    return None if right else "simple/list-reading"
