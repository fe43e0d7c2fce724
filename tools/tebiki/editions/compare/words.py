"""Words of Japanese text, and which of them two texts do not share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from .blocks import Token

#: No dictionary: a run of one script is what a reader takes for a word, and never changes with a library.
_RUNS: Final = re.compile(
    r"[一-鿿々〆ヶ]+|[ァ-ヺー]+|[ぁ-ゖ]+|[A-Za-zÀ-ɏ]+|[0-9]+|\s+|.",
    re.DOTALL,
)


def tokens(text: str) -> tuple[Token, ...]:
    """Text in runs of kanji, katakana, hiragana, Latin letters or digits; each other sign alone."""
    return tuple(map(Token, _RUNS.findall(text)))


def changed(new: Sequence[Hashable], old: Sequence[Hashable]) -> tuple[list[bool], list[bool]]:
    """For each word of both sides, by what makes it the same, whether the other side lacks it."""
    fresh, gone = [True] * len(new), [True] * len(old)
    for a, b, size in SequenceMatcher(None, new, old, autojunk=False).get_matching_blocks():
        fresh[a : a + size] = [False] * size
        gone[b : b + size] = [False] * size
    return fresh, gone


def likeness(one: Iterable[object], other: Iterable[object]) -> float:
    """How much two bags of words share, 0 to 1 (Dice); two empty ones are alike."""
    first, second = Counter(one), Counter(other)
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 1.0
