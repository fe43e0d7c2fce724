"""Numbers keep their sense: 令和5年5月 may become May 2023, 8分 eight minutes, and nothing else.

A number in digits that the message does not have is refused, whatever it counts: a step, a
version, a date. Words for numbers are free, but for those beside a unit (``nine minutes``).
Every number above 2 of the message must be there, in digits or in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...content.catalogs.language_folder import SOURCE
from .numerals import KANJI, kanji_value, months, said, western, word_pattern, words
from .pair import Found, Pair
from .units import clock_pattern, date_pattern, unit_patterns

#: Possessive: a long row of digits from outside must not make it slow.
_DIGITS = r"(?<!\d)(?<!\d\.)\d++(?:\.\d++)*+"
_NUMBER = re.compile(_DIGITS)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DOTTED_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_HALF_DAY = re.compile(r"(?:(午前|上午)|午後|下午)\s*+(\d++)")
#: Words of a message that hold a number without a numeral.
_HIDDEN = {"ダブル": "2", "両": "2", "トリプル": "3", "片方": "1", "時半": "30"}

#: Words of a message with a kanji that is no number there: 一覧, 一般, 十分.
_NO_NUMBER = re.compile(r"(?<![第])一(?![つ人度回日枚台個番分時月年週秒本名件種、。])|十分(?![\d前後間])")

#: Units after which kanji are numbers for certain; 十分 is a word.
_KANJI_UNITS = r"分钟|分間|小时|小時|時間|秒|天|日間|周|週間|[かヶ个個]月|%"
_KANJI_NUMBER = re.compile(
    rf"{KANJI.pattern}(?=\s*(?:{_KANJI_UNITS}))|(?<=第){KANJI.pattern}(?=步)"
    rf"|(?<=手順|步骤){KANJI.pattern}(?![一-鿿])"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a text: those in digits, and those beside a unit."""

    digits: frozenset[str]
    units: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, text: str, language: str = SOURCE) -> Numbers:
        """The numbers of a text in which what counts is in digits already."""
        text = _HALF_DAY.sub(lambda m: f"{m[2]} {'am' if m[1] else 'pm'} {m[2]}", text)
        text = clock_pattern(language).sub(_spelt_clock, text)
        text = _DOTTED_DATE.sub(r"\1 \2 \3", text)
        counted = _counted_units(language)
        units = {(canonical(m[1]), name) for name, unit in counted for m in unit.finditer(text)}
        units |= {(canonical(m[1] or m[2]), "step") for m in _step_number(language).finditer(text)}
        return cls(frozenset(map(canonical, _NUMBER.findall(text))), frozenset(units))


def _spelt_clock(match: re.Match[str]) -> str:
    """9:30 p.m. as hours and minutes that are counted: 9時30分, and 9 p.m."""
    hour = match[1] or match[2]
    return f"{hour}時{match[3]}分 {hour + match[4] if match[4] else ''}"


def check(pair: Pair) -> Iterator[Found]:
    """Numbers that the message does not have, those with another unit, and those that are lost."""
    there, here = (_THOUSANDS.sub(lambda m: m[0].replace(",", ""), text) for text in pair.texts)
    if there == here:
        return
    source, known = Numbers.of(western(there), pair.language), _known(there, pair.language)
    target = Numbers.of(_counted(western(months(here, pair.language)), pair.language), pair.language)
    strange = sorted(target.digits - known.digits)
    if strange:
        yield "catalog/number", {"text": " ".join(strange), "allowed": " ".join(sorted(source.digits)) or "–"}
    units = sorted((number, unit) for number, unit in target.units - known.units if number not in strange)
    if units:
        yield "catalog/unit", {"text": " ".join(f"{number} ({unit})" for number, unit in units)}
    told = target.digits | said(here, pair.language)
    told |= {n for n, other in _clock(source.units).items() if other in target.digits}
    lost = sorted(filter(_weighs, source.digits - told))
    if lost:
        yield "catalog/number-missing", {"text": " ".join(lost)}


def canonical(number: str) -> str:
    """A number in ASCII digits without leading zeros; a version's dots stay (6.0)."""
    plain = "".join(c if c == "." else str(unicodedata.digit(c)) for c in number)
    return plain if "." in plain else plain.lstrip("0") or "0"


def _weighs(number: str) -> bool:
    """Whether a number must not be lost; one and two are often said otherwise (``both``, ``a``)."""
    return number not in ("0", "1", "2")


def _known(text: str, language: str) -> Numbers:
    """All numbers that a translation of the message ``text`` may have."""
    counted = _NO_NUMBER.sub(" ", western(text))
    full = Numbers.of(KANJI.sub(lambda m: f" {kanji_value(m[0])}", counted), language)
    hidden = {number for word, number in _HIDDEN.items() if word in text}
    digits = full.digits | Numbers.of(text, language).digits | hidden
    units = set(full.units)
    for number, other in _clock(full.units).items():
        digits |= {other, "0"}  # 9:00
        units |= {(other, "hour"), ("0", "minute")}
        if (number, "pm") not in units:
            units.add((number, "am") if int(number) <= 12 else (other, "pm"))
    return Numbers(digits, frozenset(units))


def _clock(units: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Hours of day in the other way to write them: 15 is 3 p.m., and 3 p.m. 15."""
    hours = {number for number, unit in units if unit == "hour" and re.fullmatch(r"\d{1,2}", number)}
    return {n: str(int(n) + 12 if (n, "pm") in units else int(n) - 12 if int(n) > 12 else n) for n in hours}


def _counted(text: str, language: str) -> str:
    """``text`` with words for numbers as digits where they count a unit or a step."""
    table = words(language)
    before, after = _beside(language)
    text = before.sub(lambda m: str(table[m[1].lower()]), text)
    text = after.sub(lambda m: f"{m[1]} {table[m[2].lower()]}", text)
    return _KANJI_NUMBER.sub(lambda m: str(kanji_value(m[0])), text)


@cache
def _counted_units(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    units = {name: text for name, text in unit_patterns(language).items() if name != "step"}
    return tuple((name, re.compile(rf"(?i)({_DIGITS})[\s-]*+(?:{text})")) for name, text in units.items())


@cache
def _step_number(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{unit_patterns(language)['step']})\s*+(\d++)|第\s*+(\d++)\s*步")


@cache
def _beside(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word, step, dates = word_pattern(language), unit_patterns(language)["step"], date_pattern(language)
    units = "|".join(text for name, text in unit_patterns(language).items() if name != "step")
    return (
        re.compile(rf"(?i)\b({word})(?=[\s-]+(?:{units}))"),
        re.compile(rf"(?i)({step}|{dates})\s+({word})\b"),
    )
