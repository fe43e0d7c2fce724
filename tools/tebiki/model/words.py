"""The engine's own words in the outputs, one table a language (``words/<language>.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
        """A day as the language writes it: 2026年3月1日, 1 March 2026."""
        reading = self.days[day.day - 1] if self.days else ""
        name = self._name(day.month)
        return self("day.text", year=day.year, month=day.month, day=day.day, name=name, reading=reading)

    def _name(self, month: int) -> str:
        return self.months[month - 1] if self.months else ""
