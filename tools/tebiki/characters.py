"""Characters that nobody can see, or that turn a text around: one look for all texts, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

#: Where a line may break; part of a text only where somebody has put it there on purpose.
BREAK: Final = "\u200b"
#: Spaces that people type: of Japanese, of French, one that keeps words together.
_SPACES: Final = frozenset("\n\u00a0\u202f\u3000 ")
#: Printed as nothing, though Unicode counts them among letters, signs and marks.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd\U0001107f")
#: Chooses the form of the Han character before it (Unicode 23.4, ideographic variation sequences).
_VARIANT: Final = re.compile("[\U000e0100-\U000e01ef]")
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: Control characters have no name in Unicode; these are met in text that was copied.
_CONTROLS: Final = {
    "\t": "TAB",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\b": "BACKSPACE",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}
_NAMELESS: Final = {"Cc": "CONTROL CHARACTER", "Co": "PRIVATE USE", "Cs": "SURROGATE"}


def unseen(text: str, *, allowed: Collection[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Line and column (both from 1, in characters) and the character itself, in order, with repeats.

    A character that chooses a form (IVS) is told where no Han character stands before it. ``allowed``:
    characters that this text may hold, such as `BREAK`.
    """
    if not any(map(_may_be_unseen, {*text})):  # almost every text: a look at each of its characters once
        return
    line, start, before = 1, 0, ""
    for at, char in enumerate(text):
        if is_unseen(char, before) and char not in allowed:
            yield line, at - start + 1, char
        if char == "\n":
            line, start = line + 1, at + 1
        before = char


def is_unseen(char: str, before: str = "") -> bool:
    """Whether nobody can see ``char``, which follows ``before``."""
    return _may_be_unseen(char) and not (_VARIANT.match(char) and _HAN.match(before))


@lru_cache(8192)
def _may_be_unseen(char: str) -> bool:
    if char in _SPACES:
        return False
    if unicodedata.category(char)[0] in "CZ" or char in _BLANK:
        return True
    return "VARIATION SELECTOR" in unicodedata.name(char, "")


def is_hidden(char: str) -> bool:
    """Whether a message that holds ``char`` would show nothing of it; a blank, a wide one too, is seen."""
    return char not in " \u3000" and (not char.isprintable() or _may_be_unseen(char))


def show_characters(characters: str, text: str) -> str:
    """Each of ``characters`` as a message can show it; of ``text``, where they stand, the letter before it.

    ``髙`` and ``U+E0101`` become ``髙 + U+E0101``; a mark that hangs on a letter stays as it is.
    """
    return ", ".join(_shown_after(character, text) for character in dict.fromkeys(characters))


def _shown_after(char: str, text: str) -> str:
    if not is_hidden(char):
        return char
    code = f"U+{ord(char):04X}"
    before = next((c for c in reversed(text.partition(char)[0]) if not is_hidden(c)), " ")
    return f"{before} + {code}" if unicodedata.name(before, "") and not before.isspace() else code


def name_of(char: str) -> str:
    """How a character is told: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    kind = unicodedata.category(char)
    number = ord(char)
    last = "NONCHARACTER" if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF else "UNASSIGNED"
    name = unicodedata.name(char, "") or _CONTROLS.get(char) or _NAMELESS.get(kind, last)
    return f"U+{number:04X} {name}"


def names_of(chars: Iterable[str]) -> str:
    """Each character once, by number and name, in order of the numbers."""
    return ", ".join(name_of(char) for char in sorted(set(chars)))
