"""Other numbers that say the same: 1 week and 7 days, 2025 and 2568 in Thailand, Monday and thứ 2."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from ...content.languages import load_language
from .weekdays import numbered_days

#: A number and the unit that it counts.
Counted = tuple[str, str]

_LARGER: Final = (
    ("second", "minute", 60),
    ("minute", "hour", 60),
    ("hour", "day", 24),
    ("day", "week", 7),
    ("month", "year", 12),
)
#: Words of a message that say a time without a number.
_TIMES: Final = {
    "半年": ("6", "month"),
    "半月": ("15", "day"),
    "半日": ("12", "hour"),
    "一日中": ("24", "hour"),
    "正午": ("12", "hour"),
}
_YEARS: Final = re.compile(r"(?<!\d)(\d{1,2})\s*年(?!度|\d|\s?\d)")
_HOUR_AND_HALF: Final = re.compile(r"(?<!\d)(\d{1,2})時間半")
_TIMES_OVER: Final = re.compile(r"(?<!\d)(\d)倍")
_FLOOR: Final = re.compile(r"(?<!\d)(\d)階")
_FISCAL: Final = re.compile(r"(?<!\d)(20\d\d)年度")
#: What may be called the first step.
_FIRST: Final = ("まず", "最初", "初め", "はじめ")
#: What is done once in a time.
_EACH: Final = ("ごと", "毎")
_WEEKEND: Final = "土日"
#: 2、3分: two or three, which is a few in other words.
_APPROXIMATE: Final = re.compile(r"(?<!\d)(\d)、(\d)(?=分|秒|日|週|時間|回|度|人|個|つ|年|[かカヶ]月)")


def equal_times(counted: Iterable[Counted]) -> set[Counted]:
    """The same times in the next larger or smaller unit."""
    found = set()
    for number, unit in counted:
        for small, large, times in _LARGER:
            if unit == large and number.isdigit():
                found.add((str(int(number) * times), small))
            if unit == small and number.isdigit() and int(number) and int(number) % times == 0:
                found.add((str(int(number) // times), large))
    return found


def times_without_number(message: str) -> set[Counted]:
    """Times of a message that it says without a number, years, and what comes first."""
    found = {time for word, time in _TIMES.items() if word in message}
    found |= {(number, "year") for number in _YEARS.findall(message)}
    if "正午" in message:
        found |= {("12", "pm"), ("0", "minute")}
    for n in _HOUR_AND_HALF.findall(message):
        found |= {(f"{n}.5", "hour"), ("30", "minute"), (str(60 * int(n) + 30), "minute")}
    found |= {(str(100 * int(n)), "percent") for n in _TIMES_OVER.findall(message)}
    return found | {("1", "step") for word in _FIRST if word in message}


def numbers_without_digits(message: str, language: str) -> set[str]:
    """Numbers that a translation may have for words of a message: thứ 2, 3 things, once in six months."""
    found = {"1"} if any(word in message for word in _EACH) else set()
    for day, numbers in numbered_days(language).items():
        if f"{day}曜" in message or (day in _WEEKEND and _WEEKEND in message):
            found |= numbers
    if "正午" in message:
        found.add("0")
    for year in _FISCAL.findall(message):  # from April to March
        found |= {"3", "4", str(int(year) + 1)}
    if load_language(language).upper_floors:
        found |= {str(int(n) - 1) for n in _FLOOR.findall(message)}
    if listed := message.count("と、"):
        found.add(str(listed + 1))
    return found


def floors_counted_up(message: str, digits: AbstractSet[str], language: str) -> set[str]:
    """Floors of a message that a translation counts from the one above the ground: lầu 1 for 2階."""
    if not load_language(language).upper_floors:
        return set()
    return {floor for floor in _FLOOR.findall(message) if str(int(floor) - 1) in digits}


def of_other_calendar(number: str, language: str) -> str:
    """A year as the language counts it, all else as it is."""
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return str(int(number) + load_language(language).year_offset)
    return number


def approximate_numbers(message: str) -> set[str]:
    """Numbers of a message that stand for ``a few``."""
    return {n for a, b in _APPROXIMATE.findall(message) if int(b) == int(a) + 1 for n in (a, b)}
