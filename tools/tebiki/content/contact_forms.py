"""The shape of a telephone number and of a mail address, as people in Japan write them.

Sources: 電気通信番号計画 (令和元年総務省告示第6号) for the length of numbers; ITU-T E.164 for numbers with a
country; RFC 5321, 4.1.2 and 4.5.3.1, for addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

#: Signs that stand between the digits of one number; the long vowel ー is a letter and none of them.
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500"), "-")
#: An address of a link, or a hyphen typed twice.
_NO_NUMBER: Final = re.compile(r"(?i)\btel:(?=[\d+])|--")
_NUMBER: Final = re.compile(r"[+#]?[(]?\d(?:[\d().\s-]*\d)?")
#: Words in Latin letters that stand beside numbers.
_WORDS: Final = re.compile(
    r"(?i)\b(?:tel|phone|telephone|fax|ext|extension|main|direct|dial|toll|free|mobile|and|or|from|to|on|the"
    r"|weekdays?|mon|tue|wed|thu|fri|sat|sun|am|pm|only|in|japanese|english|vpn|ip|ivr|x)\b\.?"
)
_LATIN: Final = re.compile(r"[A-Za-z]+")
#: What is no number to call: hours, days, the key to press, floors.
_BESIDE: Final = re.compile(
    r"(?<!\d)\d{1,2}\s*[:時]\s*\d{0,2}分?|(?<![\d-])(?:\d{1,2}/\d{1,2}(?![\d/-])|\d{1,2}\s*(?=[ap]\.?m\b)"
    r"|\d{1,2}\s*(?:月|日|番|階|号|人|名|回線|分|係|課|丁目|つ))"
)
#: Numbers within an exchange.
_EXTENSION: Final = re.compile(
    r"(?i)(?:内線(?:番号)?|内|(?<![a-z])(?:ext(?:ension)?\.?|x)|#(?!\d{4}\b))\s*[:：]?\s*\d{1,6}"
    r"(?:\s*[~〜・,、/-]\s*\d{1,6}(?![\d-]))*"
)
#: The last digits of further lines: 04-7150-6531～6533, ・6532, (2).
_FURTHER: Final = re.compile(r"(?<=\d)\s*(?:[~〜・、,/]|から)\s*\d{1,4}(?![\d-])|(?<=\d{4})\s*\(\d\)")
#: A number with its area code within a sentence.
_IN_TEXT: Final = re.compile(r"(?<![\w.-])0\d{1,4}-\d{1,4}-\d{3,5}(?![\w-])", re.ASCII)
#: Three digits that are a whole number, and those that begin with #.
_SHORT: Final = re.compile(r"1[0-9]{2}|#\d{4}")
_DOMESTIC: Final = re.compile(r"0(?:[5789]0\d{8}|60\d{8}|20\d{8}|800\d{7}|(?!0)\d{9})")

_LOCAL: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL: Final = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_AROUND: Final = re.compile(
    r"(?i)^\s*(?:e?-?mail\s*[:：]|mailto:|メール\s*[:：])?\s*|\s+|[。、,.;<>＜＞]+$|^[<＜]"
)


def is_phone(text: str) -> bool:
    """Whether a text names at least one telephone number, and every number in it can be one."""
    said = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if _NO_NUMBER.search(said) or said.count("(") != said.count(")"):
        return False
    said = _EXTENSION.sub(" 内線 ", _BESIDE.sub(" 、", said))
    said = _FURTHER.sub("", said)
    if _LATIN.search(_WORDS.sub("", said)) or re.search(r"\dー|ー\d|@", said):
        return False
    numbers = [*_numbers(said)]
    return any(len(number) > 2 for number in numbers) and all(map(_is_number, numbers))


def wrong_numbers(text: str) -> Iterator[str]:
    """What is written in a sentence as a telephone number and has too few digits, or too many, to be one."""
    said = unicodedata.normalize("NFKC", text).translate(_DASHES)
    for found in _IN_TEXT.finditer(said):
        digits = re.sub(r"\D", "", found.group())
        if len(digits) >= 8 and not _is_number(digits):
            yield found.group()


def _numbers(text: str) -> Iterator[str]:
    """Digits of each number, with the sign before them."""
    for found in _NUMBER.finditer(text):
        written = re.sub(r"\(0\)", "", found.group()) if found.group().startswith("+") else found.group()
        for part in re.split(r"(?<=\d)\s+(?=0\d{1,3}[-(])", written):  # two numbers beside each other
            yield re.sub(r"[^\d+#]", "", part)


def _is_number(digits: str) -> bool:
    if digits.startswith("+81"):
        return _DOMESTIC.fullmatch("0" + digits[3:]) is not None
    if digits.startswith("+"):
        return 7 <= len(digits) - 1 <= 15 and digits[1] != "0"
    return bool(_DOMESTIC.fullmatch(digits) or _SHORT.fullmatch(digits))


def is_mail(text: str) -> bool:
    """Whether a text is one mail address and nothing else: no name, no ``mailto:``, no full-width letter."""
    local = text.partition("@")[0]
    return _MAIL.fullmatch(text) is not None and len(local) <= 64 and len(text) <= 254


def likely_mail(text: str) -> str | None:
    """The address that was probably meant; None where none can be told."""
    said = unicodedata.normalize("NFKC", text)
    meant = _AROUND.sub("", _AROUND.sub("", said))
    return meant if is_mail(meant) and meant != text else None
