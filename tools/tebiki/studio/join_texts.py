"""Two changes of one text: what each changed, and both in one where the changed words do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, Literal

#: A role with what it names, a word or number in Latin letters, or one letter.
_TOKEN: Final = re.compile(r"\{\w+\}`[^`]*`|[^\W\d_ぁ-んァ-ヶ一-龥]+|\d+|.", re.DOTALL)
PieceKind = Literal["same", "added", "gone"]


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of a changed text."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens from ``start`` to ``end`` of the text of before become ``tokens``."""

    start: int
    end: int
    tokens: tuple[str, ...]


def changed_pieces(before: str, after: str) -> tuple[TextPiece, ...]:
    """A text with what was taken out of it and put into it."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[TextPiece] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(TextPiece("same", "".join(old[a1:a2])))
            continue
        found += [TextPiece("gone", "".join(old[a1:a2]))] if a2 > a1 else []
        found += [TextPiece("added", "".join(new[b1:b2]))] if b2 > b1 else []
    return tuple(found)


def join_texts(before: str, mine: str, theirs: str) -> str | None:
    """The text with both changes; None where they overlap, or where they differ at the same point."""
    old = _TOKEN.findall(before)
    ours, others = [*_changes(old, mine)], [*_changes(old, theirs)]
    both = sorted({*ours, *others}, key=lambda one: (one.start, one.end))
    for first, second in pairwise(both):
        at_one_point = first.start == second.start and first.end == second.end
        if second.start < first.end or at_one_point:
            return None
    joined: list[str] = []
    at = 0
    for change in both:
        joined += [*old[at : change.start], *change.tokens]
        at = change.end
    return "".join([*joined, *old[at:]])


def _changes(old: list[str], after: str) -> Iterator[_Change]:
    new = _TOKEN.findall(after)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _Change(a1, a2, tuple(new[b1:b2]))
