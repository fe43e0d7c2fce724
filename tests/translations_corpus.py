"""Reads the corpus of translations: right ones that must pass, wrong ones that must be told.

``tests/checks/translations_corpus/sources.toml``: sentences of an invented city's manuals, by key.
``honest``: right translations of them, by language and key, as many a sentence as translators find.
``hostile``: edits that make one of those wrong, by kind. Whoever wrote them had not read the guard. A
guard that fails a case is mended; a case is changed only where it is untrue, with the reason in the
commit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "checks" / "translations_corpus"
#: What an edit replaces to change the whole text.
WHOLE = "*"


@dataclass(frozen=True, slots=True)
class CorpusTranslation:
    """A sentence and its translation. ``name``: language, key of the sentence, number from 0."""

    name: str
    language: str
    msgid: str
    msgstr: str


@dataclass(frozen=True, slots=True)
class CorpusFault:
    """A wrong translation of a kind. ``edit``: what was replaced in the right one, and by what."""

    kind: str
    edit: tuple[str, str]
    pair: CorpusTranslation


@cache
def read_translations(corpus: Path = CORPUS) -> dict[str, CorpusTranslation]:
    """All right translations by name; ValueError where two files hold a sentence of one language."""
    sources = _tables(corpus / "sources.toml")
    pairs = [pair for path in _files(corpus / "honest") for pair in _pairs(path, sources)]
    named = {pair.name: pair for pair in pairs}
    if len(named) < len(pairs):
        msg = "two files hold a sentence of one language"
        raise ValueError(msg)
    return named


@cache
def read_faults(corpus: Path = CORPUS) -> tuple[CorpusFault, ...]:
    """All wrong translations, kind by kind."""
    honest = read_translations(corpus)
    return tuple(
        CorpusFault(kind, (old, new), _edited(honest[f"{name}/0"], old, new))
        for path in _files(corpus / "hostile")
        for kind, table in _tables(path).items()
        for name, edits in table.items()
        for old, new in edits
    )


def read_known_refusals(corpus: Path = CORPUS) -> dict[str, str]:
    """Right translations that the guard refuses all the same: name, why. To be emptied."""
    return dict(_tables(corpus / "known.toml"))


def read_least_told(corpus: Path = CORPUS) -> dict[str, int]:
    """How many wrong translations of a kind must be told at least. Only ever raised."""
    return dict(_tables(corpus / "floors.toml"))


def _pairs(path: Path, sources: dict[str, Any]) -> Iterator[CorpusTranslation]:
    for language, table in _tables(path).items():
        for key, texts in table.items():
            for number, text in enumerate(texts):
                yield CorpusTranslation(f"{language}/{key}/{number}", language, sources[key], text)


def _edited(right: CorpusTranslation, old: str, new: str) -> CorpusTranslation:
    """The translation with its first ``old`` replaced; ValueError where it holds none."""
    if old == WHOLE:
        text = new
    elif old:
        place = right.msgstr.index(old)
        text = right.msgstr[:place] + new + right.msgstr[place + len(old) :]
    else:
        text = right.msgstr + new
    return CorpusTranslation(right.name, right.language, right.msgid, text)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
