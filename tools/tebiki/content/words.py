"""The engine's own words in the outputs: ``[words]`` of each language's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

from ..characters import names_of, unseen
from ..errors import Place, Problem, TebikiError, fail
from .calendar import Month
from .catalogs.language_folder import SOURCE
from .language_files import Stamp, project_file, project_fonts, spoken_codes
from .languages import LanguageData, load_language
from .toml_files import place_of

_PARTS: Final = Formatter().parse
_DATE: Final = frozenset({"era", "era_year", "year", "month", "name"})
#: Words with a month's name in them, where a language names its months.
_DATED: Final = ("date.month", "day.text")
#: Words that a language writes with other parts than Japanese does → the parts that there are.
_OWN_PLACES: Final[Mapping[str, frozenset[str]]] = {
    "date.month": _DATE,
    "day.text": _DATE | {"day", "reading"},
    "fiscal_year": frozenset({"era", "era_year", "year", "first", "last"}),
}


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


def languages() -> tuple[str, ...]:
    """Languages that pages can be made in, as Sphinx codes."""
    return spoken_codes()


def load_words(language: str) -> Words:
    """The words of ``language``.

    Raises `TebikiError`: ``words/none`` for none, ``text/unseen``; of a project's file also
    ``words/lacking``, ``words/unknown`` and ``words/places``.
    """
    data = load_language(language)
    if data.words is None:
        fail("words/none", None, language=language, known=", ".join(languages()))
    if problems := _problems_of(language, project_file(language), project_fonts()):
        raise TebikiError(problems)
    return Words(data, data.words)


@cache
def _problems_of(language: str, own: Stamp | None, fonts: tuple[Stamp, ...]) -> tuple[Problem, ...]:
    del fonts  # with them the language was loaded
    data = load_language(language)
    mistakes = [] if own is None else word_mistakes(data, load_language(SOURCE).words or {})
    return (*mistakes, *_unseen_words(data))


def words_or_japanese(language: str) -> Words:
    """The words of ``language``, else the Japanese ones under its code. Raises `TebikiError`."""
    if language in languages():
        return load_words(language)
    source = load_words(SOURCE)
    return replace(source, data=source.data.model_copy(update={"code": language}))


def word_mistakes(data: LanguageData, japanese: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with a project's words: those that lack, in the order of the Japanese ones, first."""
    words = data.words or {}
    if lacking := [key for key in japanese if not words.get(key, "").strip()]:
        yield Problem("words/lacking", _place(data, ""), {"keys": ", ".join(lacking), "count": len(lacking)})
    if strange := [key for key in words if key not in japanese]:
        yield Problem("words/unknown", _place(data, strange[0]), {"keys": ", ".join(strange)})
    for key in japanese.keys() & words.keys():
        own = _OWN_PLACES.get(key)
        allowed, there = own or _places(japanese[key]), _places(words[key])
        if not (there <= allowed if own else there == allowed):
            names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
            yield Problem("words/places", _place(data, key), {"key": key, "allowed": names or "–"})
        elif "name" in there and key in _DATED and not data.months:
            yield Problem("words/months", _place(data, key), {"key": key})


def _places(text: str) -> frozenset[str]:
    """What stands in braces; ``{`` alone where braces are not in pairs."""
    try:
        parts = [(name, *filter(None, form)) for _, name, *form in _PARTS(text) if name is not None]
    except ValueError:
        return frozenset("{")
    return frozenset(map("!".join, parts))


def _unseen_words(data: LanguageData) -> Iterator[Problem]:
    """Words with characters that nobody can see (``text/unseen``)."""
    for key, text in (data.words or {}).items():
        if found := [char for _, _, char in unseen(text, allowed=data.invisible)]:
            yield Problem("text/unseen", _place(data, key), {"text": names_of(found)})


def _place(data: LanguageData, key: str) -> Place:
    """A word in the file that tells of the language; the engine's own word where the project has none."""
    path = data.path or Path(f"{data.code}.toml")
    return place_of(path, ["words", *filter(None, key.split("."))])
