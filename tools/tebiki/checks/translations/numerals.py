"""Numbers that are not written in digits: words, kanji, months by name, years of an era."""

from __future__ import annotations

import re
from functools import cache
from math import prod
from typing import Final

from ...content.languages import load_language
from .number_words import compound_words, powers
from .word_edges import one_of, word_edges

_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,2}})\s*(?=年)")
_DIGITS: Final = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = "万萬"
_NUMERALS = f"[{''.join([*_DIGITS, *_POWERS, *_LARGE])}]"
#: A number in kanji. It gives nothing back to what follows it: text from outside must not make it slow.
KANJI: Final = re.compile(f"(?<!{_NUMERALS}){_NUMERALS}++")


def kanji_value(text: str) -> int:
    """The number that kanji write: 二 → 2, 十二 → 12, 二〇二五 → 2025."""
    large = next((sign for sign in _LARGE if sign in text), "")
    if large:
        before, _, after = text.partition(large)
        return (kanji_value(before) if before else 1) * 10_000 + (kanji_value(after.strip(_LARGE) or "零"))
    if not any(c in _POWERS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = digit = 0
    for char in text:
        if char in _POWERS:
            total += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def western(text: str) -> str:
    """``text`` with years of an era as Gregorian ones: 令和5年 → 2023年."""
    if "年" not in text:
        return text
    return _ERA.sub(lambda m: str(_ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), text)


def months(text: str, language: str) -> str:
    """``text`` with names of months as numbers where a number stands beside: ``May 2023``, not ``may``."""
    names = month_names(language)

    def number(match: re.Match[str]) -> str:
        if not (match["before"] or match["after"]):
            return match[0]
        return f"{match['before'] or ''}{names[match['name']]}{match['after'] or ''}"

    return _month_pattern(language).sub(number, text)


@cache
def month_names(language: str) -> dict[str, int]:
    """Names of months in ``language`` and in English."""
    found: dict[str, int] = {}
    for data in map(load_language, ("en", language)):
        found |= {name: n for n, name in enumerate(data.months, 1)} | data.month_words
    return found


@cache
def sure_month_names(language: str) -> frozenset[str]:
    """Those that are no other word: where not all is read, whole ones (``mar`` is a sea, ``dez`` ten)."""
    data = load_language(language)
    whole = set(data.months) | set(load_language("en").months) | set(load_language("en").month_words)
    if data.reads_numbers:
        return frozenset(month_names(language))
    return frozenset(name for name in whole if data.spaced or len(name) >= _SURE)


@cache
def _month_pattern(language: str) -> re.Pattern[str]:
    before, after = word_edges(language)
    names = one_of(month_names(language))
    return re.compile(
        rf"(?P<before>\d(?:st|nd|rd|th)?(?: of)? )?{before}(?P<name>{names}){after}(?P<after>\.?,? \d)?"
    )


#: Letters of a name that does not stand within other words by chance, where no blanks part them.
_SURE: Final = 4
_HOURS: Final = 12


@cache
def words(language: str) -> dict[str, int]:
    """Words for numbers in ``language``, longest first."""
    data = load_language(language)
    if not data.spaced:  # they would be found within others: Burmese နှစ် is two, and a year
        return {}
    table = compound_words(language) | data.number_words | data.ordinals
    return _longest_first({fold_word(word): number for word, number in table.items()})


def fold_word(word: str) -> str:
    """A word in small letters, as tables have it; the İ of Turkish is an i."""
    return word.lower().replace("i\u0307", "i")


def _longest_first(table: dict[str, int]) -> dict[str, int]:
    return dict(sorted(table.items(), key=lambda row: -len(row[0])))


@cache
def word_pattern(language: str) -> str:
    """An expression for a number in words; of no use (but valid) where there are none."""
    return "|".join(map(re.escape, words(language))) or r"(?!)"


def has_words(language: str) -> bool:
    """Whether the engine knows how ``language`` says numbers: by a table here, or in kanji."""
    return load_language(language).reads_numbers


def said(text: str, language: str) -> list[str]:
    """Numbers that ``text`` says in words or kanji anywhere, each as often as it does."""
    found = [str(number) for _, number in words_said(text, language)]
    return found + [str(kanji_value(k)) for k in KANJI.findall(text)]


def words_said(text: str, language: str) -> list[tuple[str, int]]:
    """Words for numbers and what they say: ``twenty thousand`` is one."""
    data, table = load_language(language), words(language)
    if data.year_before:  # năm is a year before its number, and five elsewhere
        text = _year_pattern(language).sub("", text)
    said = []
    for match in _said_pattern(language).finditer(text):
        word = fold_word(match["word"])
        said.append((word, _multiplied(table[word], match["many"], language, half=bool(match["half"]))))
    for name, before, minutes in (("half", data.half_before, 30), ("quarter", data.quarter_before, 45)):
        for hour in _hour_pattern(before, language).findall(text) if before else ():  # half to four
            said += [(name, table[fold_word(hour)] - 1), (name, minutes)]
    return said


def _multiplied(number: int, many: str, language: str, *, half: bool) -> int:
    """``number`` with the words that multiply it; ``half``: and half of the last of them (triệu rưỡi)."""
    times = {fold_word(word): n for word, n in powers(language).items()}
    found = [times[fold_word(word)] for word in re.findall(rf"(?i){one_of(powers(language))}", many)]
    return number * prod(found) + (found[-1] // 2 if found and half else 0)


@cache
def _year_pattern(language: str) -> re.Pattern[str]:
    before, after = word_edges(language)
    return re.compile(rf"(?i){before}{re.escape(load_language(language).year_before)}{after}(?= \d)")


@cache
def _hour_pattern(beginnings: tuple[str, ...], language: str) -> re.Pattern[str]:
    before, after = word_edges(language)
    hours = one_of(word for word, number in words(language).items() if 1 < number <= _HOURS)
    return re.compile(rf"(?i){before}(?:{one_of(beginnings)})\s+({hours}){after}")


@cache
def _said_pattern(language: str) -> re.Pattern[str]:
    before, after = word_edges(language)
    many = rf"(?:\s+(?:{one_of(powers(language))}){after})*"
    half = rf"(?:\s+(?:{one_of(load_language(language).half_after)}){after})?"
    return re.compile(
        rf"(?i){before}(?P<word>{word_pattern(language)}){after}(?P<many>{many})(?P<half>{half})"
    )


def months_named(text: str, language: str, *, sure: bool = False) -> set[str]:
    """Months that ``text`` names: ``May``, not ``may``; ``sure``: by a name that is no other word."""
    names, known = month_names(language), sure_month_names(language)
    found = (match["name"] for match in _month_pattern(language).finditer(text))
    return {str(names[name]) for name in found if not sure or name in known}
