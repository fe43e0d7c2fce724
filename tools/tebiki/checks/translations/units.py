"""Words that count: units, steps, what stands before a month or an hour, by language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ...content.languages import LanguageData, load_language

#: Units in Han characters: of Japanese messages and of Chinese ones, which are compared with each other.
_HAN_UNITS: Final = {
    "minute": "分(?!の)(?:钟|間)?",
    "hour": "時間?|小时|小時",
    "second": "秒",
    "day": "日|天",
    "week": "週|周",
    "month": "[かカヶケ箇个個]月",
    "percent": "%",
    "step": "手順|步骤",
}
#: An hour with its minutes: 9:30, 9:30 p.m., with the language's own word 09.30.
_CLOCK: Final = r"(?i)(?<!\d)(?:(\d{{1,2}}):|{before} (\d{{1,2}})\.)(\d\d)(\s*[ap]\.?m\b)?"


@cache
def unit_patterns(language: str) -> dict[str, str]:
    """Unit → an expression for it as Japanese, English and ``language`` write it: 8分 must not become 8 hours."""
    languages = [load_language(code) for code in dict.fromkeys(("en", language))]
    names = dict.fromkeys([*_HAN_UNITS, *(name for data in languages for name in data.units)])
    own = {name: [_word(word, name, data) for data in languages for word in data.units.get(name, ())] for name in names}
    return {name: "|".join([*([_HAN_UNITS[name]] if name in _HAN_UNITS else []), *own[name]]) for name in names}


def _word(word: str, unit: str, data: LanguageData) -> str:
    """A unit's word. Before a number, a word for months begins a month's name: tháng 4."""
    edge = r"\b" if data.spaced else ""
    start = edge if unit == "step" else ""
    if unit == "step":
        return f"{start}{re.escape(word)}"
    named = r"(?!\s*\d)" if unit == "month" and word == data.month_before else ""
    return f"{re.escape(word)}{edge}{named}"


@cache
def clock_pattern(language: str) -> re.Pattern[str]:
    """Hours with minutes: groups hour, hour after the language's word, minutes, half of the day."""
    before = load_language(language).clock_before
    return re.compile(_CLOCK.format(before=re.escape(before) if before else "(?!)"))


@cache
def date_pattern(language: str) -> str:
    """What stands before a month in words, where a year follows: tháng in ``tháng tư năm 2025``."""
    data = load_language(language)
    if not (data.month_before and data.year_before):
        return "(?!)"
    return rf"\b{re.escape(data.month_before)}(?=\s+\S+(?:\s+\S+)?\s+{re.escape(data.year_before)}\s+\d)"
