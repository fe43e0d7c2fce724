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
    "day": "日(?![元圓圆本])|天",
    "week": "週|周",
    "month": "[かカヶケ箇个個]月",
    "percent": "%",
    "step": "手順|步骤",
}
_MONTHS: Final = 12
#: An hour with its minutes: 9:30, 9:30 p.m., with the language's own word 09.30.
_CLOCK: Final = r"(?i)(?<!\d)(?:(\d{{1,2}}):|{before} (\d{{1,2}})\.)(\d\d)(\s*[ap]\.?m\b)?"


@cache
def unit_patterns(language: str) -> dict[str, str]:
    """Unit → an expression for its words in Japanese, Chinese, English and ``language``."""
    patterns = {unit: [pattern] for unit, pattern in _HAN_UNITS.items()}
    for data in map(load_language, dict.fromkeys(("en", language))):
        for unit, words in data.units.items():
            patterns.setdefault(unit, []).extend(_word_pattern(word, unit, data) for word in words)
    return {unit: "|".join(found) for unit, found in patterns.items()}


def _word_pattern(word: str, unit: str, data: LanguageData) -> str:
    """An expression for a unit's word. Before a number, a word for months begins a month's name: tháng 4."""
    edge = r"\b" if data.spaced else ""
    if unit == "step":
        return f"{edge}{re.escape(word)}"
    begins_name = unit == "month" and word == data.month_before
    return f"{re.escape(word)}{edge}" + (rf"(?!\s*(?:\d|{_names_of_months(data)}))" if begins_name else "")


def _names_of_months(data: LanguageData) -> str:
    """What stands behind a word for months in a month's name: its number in words."""
    return (
        "|".join(re.escape(word) for word, number in data.number_words.items() if number <= _MONTHS) or "(?!)"
    )


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
