"""Texts of two sides without what is far from any change, which is told by 「…」."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .blocks import Token

MORE: Final = "…"
#: Letters beside a change that are always shown, and the longest text that is never shortened.
_NEAR: Final = 16
_SHORT: Final = 44
#: After them a text may be cut.
_ENDS: Final = frozenset("。、！？」）")

Side = tuple[Sequence[Token], Sequence[bool]]


def shortened(new: Side, old: Side) -> tuple[Side, Side]:
    """Both sides with their marks. Where one only lacks words, both stay whole: nothing marks the gap."""
    if not (any(new[1]) and any(old[1])):
        return new, old
    return _shortened(*new), _shortened(*old)


def _shortened(tokens: Sequence[Token], marks: Sequence[bool]) -> Side:
    if sum(len(token.text) for token in tokens) <= _SHORT:
        return tokens, marks
    shown = _shown(tokens, marks)
    found: list[tuple[Token, bool]] = []
    for token, mark, kept in zip(tokens, marks, shown, strict=True):
        if kept:
            found.append((token, mark))
        elif not found or found[-1][0].text != MORE:
            found.append((Token(MORE), False))
    return [token for token, _ in found], [mark for _, mark in found]


def _shown(tokens: Sequence[Token], marks: Sequence[bool]) -> list[bool]:
    """For each word whether it is shown: near a change, and on to the next place to cut."""
    shown = list(marks)
    for order in (range(len(tokens)), range(len(tokens) - 1, -1, -1)):
        left = 0
        for at in order:
            if marks[at]:
                left = _NEAR
            elif left > 0 or shown[at]:
                shown[at] = True
                left -= len(tokens[at].text)
    _widen(tokens, shown)
    return shown


def _widen(tokens: Sequence[Token], shown: list[bool]) -> None:
    """Let what is shown begin after and end with a sign, within reason: no word is cut from its clause."""
    for at in range(len(tokens) - 1, 0, -1):  # to the left
        if shown[at] and not shown[at - 1] and tokens[at - 1].text not in _ENDS | {"\n"}:
            shown[at - 1] = True
    for at in range(len(tokens) - 1):  # to the right
        if shown[at] and not shown[at + 1] and tokens[at].text not in _ENDS | {"\n"}:
            shown[at + 1] = True
    for at, token in enumerate(tokens):
        if token.text == "\n":
            shown[at] = True
