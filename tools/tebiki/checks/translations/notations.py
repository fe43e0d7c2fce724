"""Other ways to write a number down: 1.000, 6,0, 1万, IV, Ⅳ, ➃, 手順よん. Each becomes plain digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from functools import cache
from typing import Final

from ...content.languages import LanguageData, load_language
from .word_edges import one_of

_HUNDRED: Final = 100
_PARTED: Final = re.compile(r"(?<![\d.,])\d+(?:[.,' ]\d+)+(?![\d])")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,' ]\d{2,3})*[.,' ]\d{3}")
_DAY: Final = re.compile(r"[0-3]?\d\.[01]?\d")
_CLOCK: Final = re.compile(r"(\d{1,2})\.([0-5]\d)")
#: Digits of other scripts, and numbers of one character that have no normal form.
_NUMERAL: Final = re.compile("(?![0-9])\\d|[Ⅰ-ↈ⓫-⓿❶-➓٬٫]")
_ARABIC_SIGNS: Final = {"٬": ",", "٫": "."}
_LARGE: Final = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d)?)\s?(千(?![米克瓦卡])|万|萬|億|亿)")
_SIZES: Final = {"千": 10**3, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}

#: Of two signs or more; a single one is a letter, but for what follows a word for a step. VI PHẠM is a word.
_HAN_STEPS: Final = ("步骤", "手順")
_HAN: Final = re.compile("[぀-ヿ一-鿿]")
_LETTER: Final = "A-Za-zÀ-ɏḀ-ỹ0-9_"
_ROMAN: Final = (
    rf"(?<![{_LETTER}.'’-])(?=[IVX]{{2}})X{{0,2}}(?:IX|IV|V?I{{0,3}})(?![{_LETTER}'’]|\s[A-ZÀ-ÞĐƠƯẠ-Ỹ]{{2}})"
    rf"|(?:%s)(?!I\b)[IVXivx]{{1,5}}(?![{_LETTER}])"
    rf"|(?<![{_LETTER}.'’(-])(?:iii?|iv|viii?|ix|xiii?)(?![{_LETTER}'’)])"
)
#: Two kanji that follow each other say about how many.
_FEW: Final = re.compile(
    "(?<![一二两三四五六七八九十百千万])[一二两三四五六七八][二三四五六七八九](?=分|秒|天|日|周|次|个|步|人|小时)"
)
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10}

_KANA_DIGITS: Final = ["いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"]
_KANA_UNITS: Final = ["ひと", "ふた", "みっ", "よっ", "いつ", "むっ", "なな", "やっ", "ここの"]
_KANA_ONE: Final = "|".join(_KANA_DIGITS)
#: Without に and ご alone: a particle, and the beginning of many words.
_KANA: Final = rf"(?:{_KANA_ONE})?じゅう(?:{_KANA_ONE})?|いち|さん|よん|ろく|なな|しち|はち|きゅう"
_STEP_KANA: Final = re.compile(
    rf"(?:(?<=手順)|(?<=番号)|(?<=ステップ)|(?<=\d・)|(?<=[A-Za-z] ))(?:{_KANA})"
    rf"(?=[をへのでがはとにやかまも]|[^ぁ-ん]|$)"
)
_COUNTED_KANA: Final = re.compile(
    rf"(?<![ぁ-んァ-ヶ一-鿿A-Za-z])(?:{_KANA})(?=分|秒|時間|回|度|番目|人|枚|個|ふん|ぷん|びょう|じかん|かい|ばんめ|まい)"
)
_KANA_THINGS: Final = re.compile(
    rf"(?:(?<![ぁ-ん])|(?<=[のがはをにとで]))({'|'.join(_KANA_UNITS)})つ(?![もけり])"
)


def plain_numerals(text: str) -> str:
    """``text`` with numbers that are one character, and digits of any script, as plain digits: Ⅳ, ➃, ၈."""
    return text if text.isascii() else _NUMERAL.sub(lambda m: _plain_numeral(m[0]), text)


def _plain_numeral(char: str) -> str:
    if char in _ARABIC_SIGNS:
        return _ARABIC_SIGNS[char]
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    if char == "〇" or unicodedata.category(char) not in ("Nl", "No"):
        return char
    value = unicodedata.numeric(char, 0.5)
    if not value.is_integer() or (unicodedata.category(char) == "No" and _has_normal_form(char)):
        return char
    return str(int(value))


def _has_normal_form(char: str) -> bool:
    return unicodedata.normalize("NFKC", char) != char


def spell_large(text: str) -> str:
    """``text`` with 1万 as 10000."""
    if text.isascii():
        return text
    return _LARGE.sub(lambda m: str(round(float(m[1]) * _SIZES[m[2]])), text)


def spell_letters(text: str, language: str) -> str:
    """``text`` with Roman numerals and numbers in kana as digits. Text all in capitals has none."""
    roman, has_han = _roman(language), _HAN.search(text) is not None
    if roman.search(text) and (has_han or not roman.sub("", text).isupper()):
        text = roman.sub(lambda m: f" {roman_value(m[0])}", text)
    if not has_han:
        return text
    text = _FEW.sub(lambda m: _list_of_two(m[0]), text)
    for pattern in (_STEP_KANA, _COUNTED_KANA):
        text = pattern.sub(lambda m: str(kana_value(m[0])), text)
    return _KANA_THINGS.sub(lambda m: f"{_KANA_UNITS.index(m[1]) + 1}つ", text)


@cache
def _roman(language: str) -> re.Pattern[str]:
    """Roman numerals; a single sign is one after a word for a step or a chapter alone."""
    words = [
        f"{word} " if data.spaced else word
        for data in map(load_language, dict.fromkeys(("en", language)))
        for word in (*data.units.get("step", ()), *data.chapters)
    ]
    return re.compile(_ROMAN % "|".join(f"(?<=(?i:{re.escape(word)}))" for word in (*_HAN_STEPS, *words)))


def _list_of_two(text: str) -> str:
    """两三 as 2、3; what is no row of two stays."""
    first, second = ("一二三四五六七八九".index(sign.replace("两", "二")) + 1 for sign in text)
    return f"{first}、{second}" if second == first + 1 else text


def roman_value(text: str) -> int:
    """The number that Roman numerals below 40 write."""
    digits = [_ROMAN_DIGITS[sign] for sign in text.upper()]
    return sum(-n if n < max(digits[at:]) else n for at, n in enumerate(digits))


def kana_value(text: str) -> int:
    """The number below 100 that kana write: じゅういち → 11."""
    tens, ten, units = text.replace("しち", "なな").rpartition("じゅう")
    return (10 * _kana_digit(tens, 1) if ten else 0) + _kana_digit(units, 0)


def _kana_digit(text: str, empty: int) -> int:
    return _KANA_DIGITS.index(text) + 1 if text else empty


def read_localised(text: str, known: Container[str], language: str) -> str:
    """``text`` with numbers as its language writes them turned into those of the message, ``known``.

    1.000 is 1000 and 6,0 is 6.0 only where the message has that number: 9,10 may be a list. 17.00 is a time
    where the message has that hour, 20 mil is 20000.
    """
    comma = _may_have_comma(load_language(language))

    def read(match: re.Match[str]) -> str:
        written = match[0]
        if all(number in known for number in re.findall(r"\d+(?:\.\d+)*", written)):
            return written
        joined, decimal = re.sub(r"\D", "", written), written.replace(",", ".")
        if (clock := _CLOCK.fullmatch(written)) and _is_time(clock, known):
            return f"{clock[1]}:{clock[2]}"
        if comma and _DAY.fullmatch(written) and all(str(int(n)) in known for n in written.split(".")):
            return written.replace(".", " ")
        if (comma or "." not in written) and joined in known and _GROUPED.fullmatch(written):
            return joined
        return decimal if comma and decimal in known else written

    times = multiples(language)
    return _times(language).sub(lambda m: _multiplied(m, times, known), _PARTED.sub(read, text))


def _may_have_comma(data: LanguageData) -> bool:
    """Whether a comma may stand before decimals, and a dot between thousands."""
    return data.decimal == "," or not (data.known or data.letters.main)


@cache
def multiples(language: str) -> dict[str, int]:
    """Words of a language, and of English, that multiply the digits before them."""
    return {
        word.lower(): times
        for data in map(load_language, ("en", language))
        for word, times in data.powers.items()
        if times > _HUNDRED
    }


@cache
def _times(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<![\d.,])(\d{{1,4}}(?:[.,]\d)?)\s?({one_of(multiples(language))})(?![a-zà-ɏḀ-ỹ])"
    )


def _is_time(clock: re.Match[str], known: Container[str]) -> bool:
    return str(int(clock[1])) in known and (clock[2] == "00" or str(int(clock[2])) in known)


def _multiplied(match: re.Match[str], times: Mapping[str, int], known: Container[str]) -> str:
    """20 mil as 20000, where the message has that."""
    product = float(match[1].replace(",", ".")) * times[match[2].lower()]
    return str(round(product)) if str(round(product)) in known else match[0]
