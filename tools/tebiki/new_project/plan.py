"""What a new project is made of, when every question has its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..content.calendar import Month
from ..content.catalogs.language_folder import SOURCE
from ..content.placeholders import placeholder_id, placeholder_texts
from ..content.ruby import RUBY_LANGUAGE

#: Devices that there is a manual for, in the order of their cards.
DEVICES: Final = ("android", "ios", "windows")
#: What a fiscal year begins with.
_APRIL: Final = 4


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate's id, and how its file's name ends."""

    id: str
    suffix: str = ".p12"


@dataclass(frozen=True, slots=True)
class Example:
    """What an example has besides: the certificate of the year before, an address, the office's hours."""

    certificate_before: str
    login: str
    hours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """All answers. ``name``, ``system``, ``publisher``: texts by language, ``ja`` among them."""

    name: Mapping[str, str]
    year: int
    published: Month
    system: Mapping[str, str]
    publisher: Mapping[str, str]
    certificate: Certificate
    languages: tuple[str, ...] = (SOURCE,)
    devices: tuple[str, ...] = (DEVICES[0],)
    example: Example | None = None

    def spoken(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Texts of the languages that the project has."""
        return {code: texts[code] for code in self.languages if code in texts}


def with_open(texts: Mapping[str, str], kind: str, languages: Sequence[str]) -> dict[str, str]:
    """Texts, with placeholders of ``kind`` in languages whose PDFs could not read Japanese aloud.

    Plain Japanese has none for what is there: it prints the Japanese text.
    """
    known = placeholder_texts(kind)
    lacking = [code for code in languages if code in known and code not in (*texts, SOURCE, RUBY_LANGUAGE)]
    return {**texts, **{code: known[code] for code in lacking}}


def fiscal_year(day: date) -> int:
    """The fiscal year of a day: it begins in April."""
    return day.year if day.month >= _APRIL else day.year - 1


def first_month(year: int, today: date) -> Month:
    """The month of publication to begin with: today's within the fiscal year, else its first one."""
    return Month(today.year, today.month) if fiscal_year(today) == year else Month(year, _APRIL)


def open_certificate() -> Certificate:
    """The certificate while nobody has named it."""
    return Certificate(placeholder_id())
