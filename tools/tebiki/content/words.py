"""The engine's own words in the outputs: ``[words]`` of each language's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..characters import names_of, unseen
from ..errors import Place, Problem, TebikiError, fail
from .calendar import Month
from .language_files import engine_codes
from .languages import LanguageData, load_language


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language.

    Call it with a key: ``words("step", n=3)`` → ``手順3``. A key that is not there is a
    `KeyError`: the catalogue is the engine's own, and a test holds every language to it.
    """

    data: LanguageData
    table: Mapping[str, str]

    @property
    def language(self) -> str:
        """The Sphinx code: ``zh_CN``."""
        return self.data.code

    @property
    def tag(self) -> str:
        """The BCP 47 tag: ``zh-Hans``."""
        return self.data.tag

    @property
    def months(self) -> tuple[str, ...]:
        """Names of the months, where the language writes them out."""
        return self.data.months

    @property
    def days(self) -> tuple[str, ...]:
        """Readings of the days of a month, where the language shows readings."""
        return self.data.days

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
    return tuple(code for code in engine_codes() if load_language(code).words is not None)


@cache
def load_words(language: str) -> Words:
    """The words of ``language``. Raises `TebikiError`: ``words/none`` for none, ``text/unseen``."""
    data = load_language(language)
    if data.words is None:
        fail("words/none", None, language=language, known=", ".join(languages()))
    _refuse_unseen(data, data.words)
    return Words(data, data.words)


def _refuse_unseen(data: LanguageData, table: Mapping[str, str]) -> None:
    """Raise ``text/unseen`` for words with characters that nobody can see."""
    place = f"tools/tebiki/languages/{data.code}.toml"
    problems = [
        Problem("text/unseen", Place(place, key=f"words.{key}"), {"text": names_of(found)})
        for key, text in table.items()
        if (found := [char for _, _, char in unseen(text, allowed=data.invisible)])
    ]
    if problems:
        raise TebikiError(problems)
