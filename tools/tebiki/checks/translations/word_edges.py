"""Where a word begins and ends: marks of vowels belong to it, and without blanks nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from ...content.languages import load_language


@cache
def word_edges(language: str) -> tuple[str, str]:
    """Expressions that stand before and after a word; empty where no blanks stand between words."""
    data = load_language(language)
    if not data.spaced:
        return "", ""
    letters = sorted(data.letters.own | data.letters.others)
    marks = re.escape("".join(char for char in letters if unicodedata.category(char)[0] == "M"))
    return rf"(?<![\w{marks}])", "" if data.endings else rf"(?![\w{marks}])"


def one_of(words: Iterable[str]) -> str:
    """An expression for any of ``words``, the longest first; one that matches nothing for none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def find_words(words: Iterable[str], language: str) -> re.Pattern[str]:
    """An expression for whole words of a language, in capitals or not."""
    before, after = word_edges(language)
    return re.compile(rf"(?i){before}(?:{one_of(words)}){after}")
