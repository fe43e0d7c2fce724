"""Two texts as one, with what is gone and what is new marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from ..editions.compare.words import tokens


class MarkedWords(NamedTuple):
    """Some words: the same on both sides, gone, or new."""

    kind: Literal["same", "gone", "new"]
    text: str


def marked_words(before: str, after: str) -> tuple[MarkedWords, ...]:
    """``before`` becoming ``after``, in runs of words; what is gone stands before what came in its place."""
    return tuple(_runs(before, after))


def _runs(before: str, after: str) -> Iterator[MarkedWords]:
    old, new = ([token.text for token in tokens(text)] for text in (before, after))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield MarkedWords("same", "".join(old[a:b]))
            continue
        if gone := "".join(old[a:b]):
            yield MarkedWords("gone", gone)
        if came := "".join(new[c:d]):
            yield MarkedWords("new", came)
