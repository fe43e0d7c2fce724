"""Dates within a text that no calendar has: 令和13年2月30日, 平成43年, 2026-02-30, 31 April 2026.

Numbers may be typed in full width, in kanji or with readings. What is no date is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from ..messages import Said
from .calendar import ERAS, Month
from .language_files import read_engine_table
from .ruby import plain

#: First and last day of each era. Sources: 元号を改める政令 (昭和64年政令第1号、平成31年政令第143号); two
#: days of 1912 and 1926 belong to two eras each (詔書: 明治45年7月30日, 大正15年12月25日).
BOUNDS: Final = {
    "令和": (ERAS[0][1], date.max),
    "平成": (ERAS[1][1], date(2019, 4, 30)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "大正": (date(1912, 7, 30), date(1926, 12, 25)),
    "明治": (date(1868, 1, 25), date(1912, 7, 30)),
}
_LETTERS: Final = {"R": "令和", "H": "平成", "S": "昭和"}
_NUMBER: Final = r"(?:\d{1,4}|元|[〇一二三四五六七八九十]{1,4})"
_ERA: Final = "|".join(BOUNDS)
#: 年 that is the end of a span (3年間) or of a fiscal year (7年度) begins no date.
_JAPANESE: Final = re.compile(
    rf"(?:(?P<era>{_ERA})\s*)?(?P<year>{_NUMBER})\s*年(?![度間])(?:\s*(?P<month>{_NUMBER})\s*[月](?![間額例])"
    rf"(?:\s*(?P<day>{_NUMBER})\s*[日号](?![間]))?)?"
)
#: Of this year, as everybody understands it.
_SHORT: Final = re.compile(
    rf"(?<![年\d〇一二三四五六七八九十か月ヶ])(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*日(?!間)"
)
#: 3/20（金）: only what stands before a day of the week is a date for certain.
_SHORT_SIGNS: Final = re.compile(
    r"(?<![\w./-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=\s*[(（][月火水木金土日](?:曜|[)）・]))",
    re.ASCII,
)
_SIGNS: Final = re.compile(
    r"(?<![\w./-])(?:(?P<letter>[RHS])|(?=\d{4}))(?P<year>\d{1,4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<day>\d{1,2})(?![\w/-]|\.\d)",
    re.ASCII,
)
#: The end of a span within the same month: 4月1日から31日まで.
_UNTIL: Final = re.compile(rf"\s*(?:から|[~〜\-–―・、,と])\s*({_NUMBER})\s*日(?![間以前後目])")
_WEEKDAY: Final = re.compile(
    r"\s*(?:[(（]\s*(?P<short>[月火水木金土日])(?:曜日?)?\s*(?:[・･、,]\s*祝日?)?\s*[)）]"
    r"|(?P<long>[月火水木金土日])曜日?)"
)
_WEEKDAYS: Final = "月火水木金土日"
#: 令和8/3/20, 令和8.3.20.
_TYPED_ERA: Final = rf"^({_ERA})\s*(\d{{1,2}}|元)[-/.](\d{{1,2}})[-/.](\d{{1,2}})$"
_DIGITS: Final = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class ImpossibleDate:
    """A date as it is written, and why there is none such.

    ``why``: the code ``date/month``, ``date/day``, ``date/era`` or ``date/weekday``, filled by ``values``.
    """

    text: str
    why: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Written:
    """A date in a text, from ``start`` to ``end``; what is not said is None."""

    start: int
    end: int
    era: str | None
    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def western(self) -> int | None:
        """The year of the Gregorian calendar."""
        if self.year is None or self.era is None:
            return self.year
        return BOUNDS[self.era][0].year + self.year - 1


def impossible_dates(text: str) -> Iterator[ImpossibleDate]:
    """Each date in ``text`` that does not exist, in order; of one date the first mistake alone."""
    said = unicodedata.normalize("NFKC", plain(text))
    for written in sorted(_dates(said), key=lambda one: one.start):
        shown = said[written.start : written.end]
        if found := _mistake(written):
            yield ImpossibleDate(shown, *found)
        elif wrong := [*_of_what_follows(said, written)]:
            yield wrong[0]


def read_day(text: str) -> date | ImpossibleDate | None:
    """A day as people type it: 2026-03-20, 2026/3/20, 20260320, 令和8年3月20日, R8.3.20, in any width.

    What no calendar has is given as that; None for what is no day of a year, or more than one.
    """
    said = re.sub(r"^[rhs]", lambda found: found[0].upper(), unicodedata.normalize("NFKC", text).strip())
    said = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", re.sub(_TYPED_ERA, r"\1\2年\3月\4日", said))
    found = [one for one in _dates(said) if (one.start, one.end) == (0, len(said.rstrip("。")))]
    if len(found) != 1 or found[0].day is None or found[0].month is None or found[0].year is None:
        return None
    if wrong := _mistake(found[0]):
        return ImpossibleDate(said, *wrong)
    return date(found[0].western or 0, found[0].month, found[0].day)


def read_day_near(text: str, today: date) -> date | ImpossibleDate | None:
    """The same as `read_day`; a day without its year (3/25, 3月25日) is the one nearest to ``today``."""
    said = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"(\d{1,2})\s*[/月]\s*(\d{1,2})\s*日?", said)
    if found is None:
        return read_day(text)
    days = [read_day(f"{year}-{found[1]}-{found[2]}") for year in range(today.year - 1, today.year + 2)]
    real = [day for day in days if isinstance(day, date)]
    return min(real, key=lambda day: abs(day - today)) if real else days[1]


def read_month(text: str) -> Month | None:
    """A month as people type it: 2026-04, 2026/4, 2026年4月, 令和8年4月, R8.4; None for anything else."""
    said = unicodedata.normalize("NFKC", text).strip().upper()
    found = re.fullmatch(rf"({_ERA}|[RHS])?\s*({_NUMBER})\s*[-/.年]\s*(\d{{1,2}})\s*月?", said)
    if found is None or not 1 <= int(found[3]) <= 12:
        return None
    era, number = _LETTERS.get(found[1] or "", found[1]), _number(found[2]) or 0
    year = BOUNDS[era][0].year + number - 1 if era else number
    return Month(year, int(found[3])) if 1900 <= year <= 9999 else None


def read_year(text: str) -> str | None:
    """A year in four digits of any width, also as 2026年度; None for anything else."""
    found = re.fullmatch(r"([0-9]{4})(?:年度?)?", unicodedata.normalize("NFKC", text).strip())
    return found[1] if found else None


def _dates(text: str) -> Iterator[_Written]:
    taken: list[tuple[int, int]] = []
    for written in _readings(text):
        if not any(start < written.end and written.start < end for start, end in taken):
            taken.append((written.start, written.end))
            yield written


def _readings(text: str) -> Iterator[_Written]:
    """What each form finds; the same place may be found twice."""
    for form in (_JAPANESE, _SIGNS, _SHORT, _SHORT_SIGNS):
        yield from map(_read, form.finditer(text))
    yield from _foreign(text)


def _read(found: re.Match[str]) -> _Written:
    parts = found.groupdict()
    era = parts.get("era") or _LETTERS.get(parts.get("letter") or "")
    numbers = (_number(parts.get(name)) for name in ("year", "month", "day"))
    return _Written(*found.span(), era, *numbers)


def _number(text: str | None) -> int | None:
    """A number in digits or in kanji (十三, 二〇二六); 元 is 1."""
    if not text:
        return None
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS.index(sign)) for sign in text))
    tens, _, ones = text.partition("十")
    return (_number(tens) or 1) * 10 + (_number(ones.replace("十", "")) or 0)


def _foreign(text: str) -> Iterator[_Written]:
    """Dates as other languages write them: 30 February 2026, February 30, ngày 30 tháng 2 năm 2026."""
    for form, months in _forms():
        for found in form.finditer(text):
            month = months.index(found["month"]) % 12 + 1 if months else int(found["month"])
            year = found["year"]
            yield _Written(*found.span(), None, int(year) if year else None, month, int(found["day"]))


@cache
def _forms() -> tuple[tuple[re.Pattern[str], list[str]], ...]:
    """Forms of dates, each with the months' names that it may hold."""
    forms: list[tuple[re.Pattern[str], list[str]]] = []
    for language in ("en", "id"):
        names = [*read_engine_table(language)["months"]]
        months = [*names, *(name[:3] for name in names)]
        month = rf"(?P<month>{'|'.join(sorted(months, key=len, reverse=True))})\.?"
        day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?:,?\s+(?P<year>\d{4}))?"
        shapes = rf"(?<![\w.]){day}\s+{month}(?!\w){year}", rf"\b{month}\s+{day}(?![\w.]){year}"
        forms += [(re.compile(shape), months) for shape in shapes]
    shape = r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm\s+(?P<year>\d{4}))?"
    return *forms, (re.compile(shape, re.IGNORECASE), [])


def _mistake(one: _Written) -> tuple[str, dict[str, object]] | None:
    """The code of what is wrong with a date and its values; None where the calendar has it."""
    if one.month is not None and not 1 <= one.month <= 12:
        return "date/month", {"month": one.month}
    if one.era is None and one.year == 0:
        return "date/month", {"month": one.month or 0}
    if one.month is not None and one.day is not None:
        last = 29 if one.western is None and one.month == 2 else 0
        last = last or monthrange(min(one.western or 2001, 9999), one.month)[1]
        if not 1 <= one.day <= last:
            return "date/day", {"month": one.month, "last": last}
    return _era_mistake(one)


def _era_mistake(one: _Written) -> tuple[str, dict[str, object]] | None:
    """An era's year, month or day that lies before its first day or after its last."""
    if one.era is None or one.year is None or one.western is None:
        return None
    first, last = BOUNDS[one.era]
    until = "" if last == date.max else Said("date/era-end", {"last": last})
    values: dict[str, object] = {"era": one.era, "first": first, "until": until}
    if one.year < 1 or one.western > 9999:
        return "date/era", {**values, "meant": "-", "advice": ""}
    start = date(one.western, one.month or 1, one.day or 1)
    end_month = one.month or 12
    end = date(one.western, end_month, one.day or monthrange(one.western, end_month)[1])
    if end < first or start > last:
        meant = _in_its_era(end)
        return "date/era", {**values, "meant": meant, "advice": Said("date/era-meant", {"meant": meant})}
    return None


def _in_its_era(day: date) -> str:
    """The year of a day in the era that it belongs to: 令和13年（2031年）."""
    for name, (first, _) in BOUNDS.items():
        if day >= first:
            number = day.year - first.year + 1
            return f"{name}{'元' if number == 1 else number}年（{day.year}年）"
    return f"{day.year}年"


def _of_what_follows(text: str, one: _Written) -> Iterator[ImpossibleDate]:
    """A weekday in brackets that is not the date's, and the last day of a span within the month."""
    year, at = one.western, one.end
    if one.month is None or one.day is None:
        return
    if year and (found := _WEEKDAY.match(text, at)):
        at, right = found.end(), _WEEKDAYS[date(year, one.month, one.day).weekday()]
        if (found["short"] or found["long"]) != right:
            yield ImpossibleDate(text[one.start : at], "date/weekday", {"weekday": right})
    if found := _UNTIL.match(text, at):
        last = monthrange(year or 2000, one.month)[1]
        if not 1 <= (_number(found[1]) or 0) <= last:
            values: dict[str, object] = {"month": one.month, "last": last}
            yield ImpossibleDate(text[one.start : found.end()], "date/day", values)
