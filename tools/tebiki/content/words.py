"""The engine's own words in the outputs, one table a language (``words/<language>.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from ..characters import joiners_of, names_of, unseen
from ..errors import Place, Problem, TebikiError, fail
from .calendar import Month


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language.

    ``language`` is the Sphinx code (``zh_CN``), ``tag`` the BCP 47 one (``zh-Hans``).
    Call it with a key: ``words("step", n=3)`` → ``手順3``. A key that is not there is a
    `KeyError`: the catalogue is the engine's own, and a test holds every language to it.
    """

    language: str
    tag: str
    table: Mapping[str, str]
    #: Names of the months, where the language writes them out.
    months: tuple[str, ...] = ()
    #: Readings of the days of a month, where the language shows readings.
    days: tuple[str, ...] = ()

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of ``key`` with ``values`` put in."""
        return self.table[key].format_map(values) if values else self.table[key]

    def month(self, month: Month) -> str:
        """A month as the language writes it: 令和7年4月, April 2025."""
        era, era_year = month.era
        name = self._name(month.month)
        return self("date.month", era=era, era_year=era_year, year=month.year, month=month.month, name=name)

    def day(self, day: date) -> str:
        """A day as the language writes it: 令和8年3月1日, 1 March 2026."""
        reading = self.days[day.day - 1] if self.days else ""
        name = self._name(day.month)
        era, era_year = Month(day.year, day.month).era
        values = {"era": era, "era_year": era_year, "name": name, "reading": reading}
        return self("day.text", year=day.year, month=day.month, day=day.day, **values)

    def version(self, version: int, correction: int = 0) -> str:
        """A version as the language writes it: Ver.4, Ver.4 訂正1."""
        shown = self("version", n=version)
        return self("correction", version=shown, n=correction) if correction else shown

    def issued(self, month: Month, corrected: date | None = None) -> str:
        """When a version came out: its month, or the day of its correction."""
        return self.month(month) if corrected is None else self.day(corrected)

    def fiscal_year(self, year: int) -> str:
        """A fiscal year with its first and last month: 令和7年度（令和7年4月から令和8年3月まで）."""
        first, last = Month(year, 4), Month(year + 1, 3)
        era, era_year = first.era
        values = {"first": self.month(first), "last": self.month(last)}
        return self("fiscal_year", era=era, era_year=era_year, year=year, **values)

    def _name(self, month: int) -> str:
        return self.months[month - 1] if self.months else ""


@cache
def languages() -> tuple[str, ...]:
    """Languages that the engine can speak, as Sphinx codes."""
    folder = files("tebiki").joinpath("words")
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


@cache
def load_words(language: str) -> Words:
    """The words of ``language``. Raises `TebikiError`: ``words/none`` for none, ``text/unseen``."""
    if language not in languages():
        fail("words/none", None, language=language, known=", ".join(languages()))
    text = files("tebiki").joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    _refuse_unseen(language, table)
    months, days = tuple(table.pop("months", ())), tuple(table.pop("days", ()))
    return Words(language, table.pop("tag"), dict(_flat("", table)), months, days)


def words_or_japanese(language: str) -> Words:
    """The words of ``language``, else the Japanese ones under its code. Raises `TebikiError`."""
    known = language in languages()
    return load_words(language) if known else replace(load_words("ja"), language=language)


def _refuse_unseen(language: str, table: dict[str, object]) -> None:
    """Raise ``text/unseen`` for words with characters that nobody can see."""
    place = f"tools/tebiki/words/{language}.toml"
    allowed = joiners_of(language)
    problems = [
        Problem("text/unseen", Place(place, key=key), {"text": names_of(found)})
        for key, text in _flat("", table)
        if (found := [char for _, _, char in unseen(text, allowed=allowed)])
    ]
    if problems:
        raise TebikiError(problems)


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        rows += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, str(value))]
    return rows
