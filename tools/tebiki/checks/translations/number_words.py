"""Number words beyond the first dozen, and words that say a number without being one (``both``, ``once``)."""

from __future__ import annotations

import re
from functools import cache

from ...content.languages import load_language
from .word_edges import find_words


def compound_words(language: str) -> dict[str, int]:
    """Words for tens, and for tens with units behind them: ``twenty-one``, ``twenty one``."""
    data = load_language(language)
    found = dict(data.tens)
    for word, ten in data.tens.items():
        found |= {f"{word}{sign}{unit}": ten + n for unit, n in data.after_tens.items() for sign in " -"}
    return found


def powers(language: str) -> dict[str, int]:
    """Words that multiply the number before them."""
    return load_language(language).powers


def count_instead(number: str, text: str, language: str, *, strict: bool = False) -> int:
    """How many words of ``text`` may stand for ``number`` without being numerals: ``both``, ``an``.

    ``strict``: without what stands for 1 in many sentences that count nothing; where no blanks part words,
    those are signs of their own (单, 初).
    """
    number = "30" if number in ("0.5", "1.5") else number  # half a second
    found = _instead(language)
    if number not in found or (strict and number == "1" and load_language(language).spaced):
        return 0
    return len(found[number].findall(text))


@cache
def _instead(language: str) -> dict[str, re.Pattern[str]]:
    table = load_language(language).instead
    return {number: find_words(words, language) for number, words in table.items()}
