"""Numbers keep their sense: 令和5年5月 may become May 2023, 8分 eight minutes, and nothing else.

A number in digits that the message does not have is refused, whatever it counts: a step, a
version, a date. Words for numbers are free, but for those beside a unit (``nine minutes``), and where
another number is there less often (`tebiki.checks.translations.counts`). Every number above 2 of the
message must be there, in digits or in words; where the engine knows no words, somebody has to look.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from ...content.catalogs.language_folder import SOURCE
from ...content.languages import load_language
from .counts import Counts, exchanged, number_words
from .equal_values import (
    approximate_numbers,
    equal_times,
    floors_counted_up,
    numbers_without_digits,
    of_other_calendar,
    times_without_number,
)
from .notations import multiples, read_localised, spell_large, spell_letters
from .number_words import count_instead
from .numerals import (
    KANJI,
    fold_word,
    has_words,
    kanji_value,
    months,
    months_named,
    said,
    western,
    word_pattern,
    words,
)
from .pair import Found, Pair
from .units import clock_pattern, date_pattern, unit_patterns
from .word_edges import find_words

#: Possessive: a long row of digits from outside must not make it slow.
_DIGITS = r"(?<!\d)(?<!\d\.)\d++(?:\.\d++)*+"
_NUMBER = re.compile(_DIGITS)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DOTTED_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_HALF_DAY = re.compile(r"(?:(午前|上午)|午後|下午)\s*+(\d++)")
#: Words of a message that hold a number without a numeral.
_HIDDEN = {"ダブル": "2", "両": "2", "トリプル": "3", "片方": "1", "時半": "30"}

#: Words of a message with a kanji that is no number there: 一覧, 一般, 十分.
_NO_NUMBER = re.compile(r"(?<![第])一(?![つ人度回日枚台個番分時月年週秒本名件種、。])|十分(?![\d前後間])")

_LISTED = re.compile(r"\d\s*[、,・〜～~–-]\s*\d")
_MILLION = 10**6
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
        if not _NUMBER.search(text):
            return cls(frozenset(), frozenset())
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
    there, here = _written(pair)
    if there == here:
        return
    source, known = _of_message(there, pair.language), _known(there, pair.language)
    counted = _counted(western(months(here, pair.language)), pair.language)
    target = Numbers.of(counted, pair.language)
    if not (known.digits or target.digits):
        return
    strange = sorted((target.digits | _other_months(there, here, pair.language)) - known.digits)
    if strange:
        yield "catalog/number", {"text": " ".join(strange), "allowed": " ".join(sorted(source.digits)) or "–"}
    units = sorted((number, unit) for number, unit in target.units - known.units if number not in strange)
    if units:
        yield "catalog/unit", {"text": " ".join(f"{number} ({unit})" for number, unit in units)}
    optional = _optional(pair.language, source, target, (there, here))
    lost = sorted(n for n in source.digits - optional if _weighs(n))
    if lost and has_words(pair.language):
        yield "catalog/number-missing", {"text": " ".join(lost)}
    if not (strange or units or lost):
        message = _counts_of_message(there, source, known.digits, optional - target.digits)
        yield from _exchanged(message, counted, pair.language)


def _exchanged(there: Counts, text: str, language: str) -> Iterator[Found]:
    if found := exchanged(there, _counts(text, language), text, language):
        yield "catalog/number-count", {"more": found[0], "less": found[1]}


def look(pair: Pair) -> Iterator[Found]:
    """Numbers that are not there in digits, in a language whose number words the engine does not know."""
    if has_words(pair.language):
        return
    there, here = _written(pair)
    source = _of_message(there, pair.language)
    target = Numbers.of(western(months(here, pair.language)), pair.language)
    optional = _optional(pair.language, source, target, (there, here))
    if lost := sorted(n for n in source.digits - optional if _weighs(n)):
        yield "catalog/number-unread", {"text": " ".join(lost), "language": pair.language}


@lru_cache(4096)
def _of_message(text: str, language: str) -> Numbers:
    return Numbers.of(western(text), language)


def _other_months(there: str, here: str, language: str) -> set[str]:
    """Months that a translation names where the message has one and its own is named nowhere."""
    wanted = {*_MONTHS.findall(western(there))}
    if not wanted or wanted & months_named(here, language):
        return set()
    return months_named(here, language, sure=True)


def _written(pair: Pair) -> tuple[str, str]:
    """Both texts with their numbers in digits, whatever notation they are in."""
    there, here = _spell(pair.texts[0], SOURCE), _spell(pair.texts[1], pair.language)
    return there, read_localised(here, _known(there, pair.language).digits, pair.language)


@lru_cache(4096)
def _spell(text: str, language: str) -> str:
    joined = _THOUSANDS.sub(_joined, text) if "," in text else text
    return spell_letters(spell_large(joined), language)


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(",", "")


def _optional(language: str, source: Numbers, target: Numbers, texts: tuple[str, str]) -> AbstractSet[str]:
    """Numbers of the message that the translation need not have in digits. ``texts``: both."""
    there, here = texts
    otherwise = _said_otherwise(source, target, here, language)
    return approximate_numbers(there) | floors_counted_up(there, target.digits, language) | otherwise


def _said_otherwise(source: Numbers, target: Numbers, here: str, language: str) -> AbstractSet[str]:
    """Numbers of the message that the translation ``here`` has in digits, in words or by an equal value."""
    told = target.digits | {*said(here, language)} | months_named(here, language)
    told |= {n for n, other in _clock(source.units).items() if other in target.digits}
    told |= {n for n, unit in source.units if equal_times({(n, unit)}) & target.units}
    told |= {n for n in source.digits if of_other_calendar(n, language) in target.digits}
    if _large_word(language).search(here):  # one and a half million
        told |= {n for n in source.digits if len(n) > 4 and n.isdigit()}
    return told | {n for n in source.digits if count_instead(n, here, language)}


@cache
def _large_word(language: str) -> re.Pattern[str]:
    return find_words((word for word, n in multiples(language).items() if n >= _MILLION), language)


def _counts_of_message(
    text: str, source: Numbers, known: frozenset[str], optional: AbstractSet[str]
) -> Counts:
    """The numbers of a message; hours count in the other way to write them, too.

    ``known``: all that a translation may have; ``optional``: what it says by an equal value or in words.
    """
    sure, raw = _digits(western(text)), _digits(text)
    kanji = KANJI.findall(_NO_NUMBER.sub(" ", western(text)))
    words = Counter(str(kanji_value(k)) for k in kanji)
    words += Counter({number: text.count(word) for word, number in _HIDDEN.items() if word in text})
    most = (sure | raw) + words
    for number, other in _clock(source.units).items():
        most["0"] += 9
        if other != number:
            sure[number], most[other] = 0, most[other] + most[number]
    for number in optional & equal_sources(source):
        sure[number] = 0
    return Counts(sure, most | Counter(dict.fromkeys(known, 1)), words)


def equal_sources(source: Numbers) -> set[str]:
    """Numbers of a message that have an equal value in another unit or calendar, or are about right."""
    return {n for n, unit in source.units if equal_times({(n, unit)})} | {
        n for n in source.digits if len(n) == 4
    }


def _counts(text: str, language: str) -> Counts:
    """The numbers of a translation whose number words beside units are digits already."""
    sure, words = _digits(text, language), number_words(text, language)
    return Counts(sure, sure + Counter([*said(text, language), *months_named(text, language)]), words)


def _digits(text: str, language: str = SOURCE) -> Counter[str]:
    text = _DOTTED_DATE.sub(r"\1 \2 \3", text)
    text = clock_pattern(language).sub(lambda m: f"{m[1] or m[2]} {m[3]} ", text)
    return Counter(map(canonical, _NUMBER.findall(text)))


def canonical(number: str) -> str:
    """A number in ASCII digits without leading zeros; a version's dots stay (6.0)."""
    plain = "".join(c if c == "." else str(unicodedata.digit(c)) for c in number)
    return plain if "." in plain else plain.lstrip("0") or "0"


def _weighs(number: str) -> bool:
    """Whether a number must not be lost; one and two are often said otherwise (``both``, ``a``)."""
    return number not in ("0", "1", "2")


@lru_cache(4096)
def _known(text: str, language: str) -> Numbers:
    """All numbers that a translation of the message ``text`` may have."""
    spelt, hidden = _with_digits(text)
    full = Numbers.of(spelt, language)
    digits = full.digits | Numbers.of(text, language).digits | hidden
    units = set(full.units)
    for number, other in _clock(full.units).items():
        digits |= {other, "0"}  # 9:00
        units |= {(other, "hour"), ("0", "minute")}
        if (number, "pm") not in units:
            units.add((number, "am") if int(number) <= 12 else (other, "pm"))
    units |= _listed_units(text, language) | times_without_number(text)
    units |= equal_times(units)
    digits |= {number for number, _ in units} | numbers_without_digits(western(text), language)
    return Numbers(digits | {of_other_calendar(n, language) for n in digits}, frozenset(units))


@lru_cache(4096)
def _with_digits(text: str) -> tuple[str, frozenset[str]]:
    """A message with its kanji numbers in digits, and the numbers that it has without a numeral."""
    counted = _NO_NUMBER.sub(" ", western(text))
    hidden = frozenset(number for word, number in _HIDDEN.items() if word in text)
    return KANJI.sub(lambda m: f" {kanji_value(m[0])}", counted), hidden


def _listed_units(text: str, language: str) -> set[tuple[str, str]]:
    """Numbers of a list whose last one alone has the unit: 2、3分."""
    if not _LISTED.search(text):
        return set()
    return {(canonical(n), name) for name, unit in _units_of_lists(language) for n in unit.findall(text)}


def _clock(units: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Hours of day in the other way to write them: 15 is 3 p.m., and 3 p.m. 15."""
    hours = {number for number, unit in units if unit == "hour" and re.fullmatch(r"\d|1\d|2[0-3]", number)}
    return {n: str(int(n) + 12 if (n, "pm") in units else int(n) - 12 if int(n) > 12 else n) for n in hours}


def _counted(text: str, language: str) -> str:
    """``text`` with words for numbers as digits where they count a unit or a step."""
    if has_words(language):
        table, (before, after) = words(language), _beside(language)
        text = before.sub(lambda m: str(table[fold_word(m[1])]), text)
        text = after.sub(lambda m: f"{m[1]} {table[fold_word(m[2])]}", text)
    return _KANJI_NUMBER.sub(lambda m: str(kanji_value(m[0])), text)


@cache
def _counted_units(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    units = {name: text for name, text in unit_patterns(language).items() if name != "step"}
    return tuple((name, re.compile(rf"(?i)({_DIGITS})[\s-]*+(?:{text})")) for name, text in units.items())


@cache
def _units_of_lists(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    units = {name: text for name, text in unit_patterns(language).items() if name != "step"}
    row = r"(\d++)\s*[、,・〜～~–-]\s*\d++\s*"
    return tuple((name, re.compile(rf"(?i){row}(?:{text})")) for name, text in units.items())


@cache
def _step_number(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{unit_patterns(language)['step']})\s*+(\d++)|第\s*+(\d++)\s*步")


@cache
def _beside(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word, step, dates = word_pattern(language), unit_patterns(language)["step"], date_pattern(language)
    units = "|".join(text for name, text in unit_patterns(language).items() if name != "step")
    place = load_language(language).order_before  # thứ hai is the second one, or Monday
    order = f"(?<!{re.escape(place)} )" if place else ""
    return (
        re.compile(rf"(?i){order}\b({word})(?=[\s-]+(?:{units}))"),
        re.compile(rf"(?i)({step}|{dates})\s+({word})\b"),
    )
