"""Terms of a content: one spelling each in Japanese and in every language; ``docs/glossary.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ..errors import Place, Problem, TebikiError
from .formats import GLOSSARY
from .language import LANGUAGE
from .ruby import RUBY_LANGUAGE
from .settings import Strict, Text
from .toml_files import place_of, read_toml, validate

Spellings = Annotated[tuple[Text, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)]


class Term(Strict):
    """``texts``: language → the one spelling (``ja`` is always there); ``refused``: language → others.

    ``also``: language → spellings that stand beside the one until somebody has answered the question
    that ``open`` puts to those who know the language.
    """

    texts: dict[str, Text]
    refused: dict[str, Spellings] = Field(default_factory=dict)
    also: dict[str, Spellings] = Field(default_factory=dict)
    open: dict[str, Text] = Field(default_factory=dict)
    note: Text | None = None

    def spellings(self, language: str) -> tuple[str, ...]:
        """What may be written in a language, the chosen one first; none where it has none."""
        own = (self.texts[language],) if language in self.texts else ()
        return own + self.also.get(language, ())

    def told(self, language: str) -> str:
        """What may be written and what is asked of it, in one line for a translator."""
        said = " / ".join(self.spellings(language))
        return f"{said} ({self.open[language]})" if language in self.open else said


class Glossary(Strict):
    """All terms, in the order of the file."""

    terms: tuple[Term, ...] = ()

    @property
    def japanese(self) -> tuple[str, ...]:
        """Every Japanese spelling that may be written: no line breaks within one."""
        found = (
            text for term in self.terms for code in ("ja", RUBY_LANGUAGE) for text in term.spellings(code)
        )
        return tuple(dict.fromkeys(found))


#: Its name below ``docs``.
NAME = "glossary.toml"


def load_glossary(docs: Path) -> Glossary:
    """The glossary of a content; empty where it has none.

    A row is ``[[terms]]`` with the term by language (``ja``, ``en``, …); ``refused``, ``also`` and
    ``open`` by language.
    Raises `TebikiError`: what is wrong with a TOML file, ``glossary/ja``, ``glossary/language``,
    ``glossary/twice``, ``glossary/own``, ``glossary/open``, ``glossary/both``.
    """
    path = docs / NAME
    if not path.is_file():
        return Glossary()
    table = read_toml(path, GLOSSARY)
    rows = table.get("terms")
    if isinstance(rows, list):
        table = {**table, "terms": tuple(_row(row) for row in rows)}
    try:
        found = validate(Glossary, path, table)
    except TebikiError as error:
        raise TebikiError([_as_written(problem, path) for problem in error.problems]) from None
    if problems := list(_mistakes(found, path)):
        raise TebikiError(problems)
    return found


def _as_written(problem: Problem, path: Path) -> Problem:
    """The problem at the key that stands in the file: it has no ``texts``."""
    key = problem.place.key if problem.place else None
    if key is None or ".texts." not in key:
        return problem
    parts = [int(part) if part.isdigit() else part for part in key.replace(".texts.", ".").split(".")]
    return replace(problem, place=place_of(path, parts))


def _row(row: Any) -> Any:
    """The languages of a row are keys beside ``refused``, ``also``, ``open`` and ``note``."""
    if not isinstance(row, dict) or "texts" in row:
        return row
    texts = {key: value for key, value in row.items() if LANGUAGE.fullmatch(key)}
    return {"texts": texts, **{key: value for key, value in row.items() if key not in texts}}


def _mistakes(found: Glossary, path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, term in enumerate(found.terms):
        at = place_of(path, ["terms", index])
        if "ja" not in term.texts:
            yield Problem("glossary/ja", at, {})
            continue
        if term.texts["ja"] in seen:
            yield Problem("glossary/twice", at, {"term": term.texts["ja"]})
        seen.add(term.texts["ja"])
        yield from _refused(term, at)
        yield from _undecided(term, at)


def _refused(term: Term, at: Place) -> Iterator[Problem]:
    for language, spellings in term.refused.items():
        if not LANGUAGE.fullmatch(language):
            yield Problem("glossary/language", at, {"language": language})
        for spelling in spellings:
            if spelling == term.texts.get(language):
                yield Problem("glossary/own", at, {"term": spelling})


def _undecided(term: Term, at: Place) -> Iterator[Problem]:
    """A second spelling needs its question, a question its spellings, and both the chosen one."""
    for language in sorted({*term.also, *term.open}):
        if not all(language in one for one in (term.also, term.open, term.texts)):
            yield Problem("glossary/open", at, {"language": language})
        for spelling in term.also.get(language, ()):
            if spelling in (*term.refused.get(language, ()), term.texts.get(language)):
                yield Problem("glossary/both", at, {"term": spelling})
