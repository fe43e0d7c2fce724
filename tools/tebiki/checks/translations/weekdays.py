"""Days of the week stay themselves: 月曜日 must not become Tuesday, where the words are known here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ...content.languages import load_language
from .pair import Found, Pair
from .word_edges import find_words

_NAMES: Final = "月火水木金土日"


def check(pair: Pair) -> Iterator[Found]:
    """Days that the message does not name, where one of its own is named nowhere."""
    there, here = pair.texts
    wanted = {day for day, name in enumerate(_NAMES, 1) if f"{name}曜" in there}
    if not wanted:
        return
    named = {day for day, form in _forms(pair.language).items() if form.search(here)}
    named |= {day for day, name in enumerate(_NAMES, 1) if f"{name}曜" in here}
    if (more := named - wanted) and wanted - named:
        yield "catalog/weekday", {"text": _names(more), "wanted": _names(wanted)}


@cache
def numbered_days(language: str) -> dict[str, set[str]]:
    """By the Japanese sign of a day, the numbers that are its name: thứ 2 and 2ª feira are Monday.

    Not to be changed: each message is asked for by every language.
    """
    found: dict[str, set[str]] = {}
    for word, day in load_language(language).weekday_words.items():
        if number := re.search(r"\d", word):
            found.setdefault(_NAMES[day - 1], set()).add(number[0])
    return found


@cache
def _forms(language: str) -> dict[int, re.Pattern[str]]:
    """By the day, from Monday (1) on, what the language and English call it."""
    found: dict[int, re.Pattern[str]] = {}
    for day in range(1, 8):
        rows = {code: load_language(code).weekday_words for code in ("en", language)}
        forms = [
            find_words([w for w, n in row.items() if n == day], code).pattern for code, row in rows.items()
        ]
        found[day] = re.compile("(?i)" + "|".join(form.removeprefix("(?i)") for form in forms))
    return found


def _names(days: set[int]) -> str:
    return "、".join(f"{_NAMES[day - 1]}曜" for day in sorted(days))
