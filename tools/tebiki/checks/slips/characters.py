"""Characters that nobody sees, and what a broken file or a half-done merge leaves behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from .slip import Slip, slip

#: Characters that have no business in a text, roughly; `is_unseen` decides.
_PERHAPS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f\ufe0e\ufe0f"
    "\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e00ff"
    "\U000f0000-\U0010ffff]"
)
_CONFLICT: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?$")
#: Of the four, those that nothing else looks like.
_SURE: Final = re.compile(r"(?:<{7}|>{7})(?:\s.*)?$")


@lru_cache(512)
def is_unseen(character: str) -> bool:
    """Whether nobody can see ``character``, or it changes the order of what they see, or no font has it."""
    category = unicodedata.category(character)
    if category == "Zs":
        return character not in " \u00a0\u202f\u3000"  # who types a blank that no line breaks at means it
    return category in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") or (
        character in "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufe0e\ufe0f"
    )


def _instead(character: str) -> str:
    return " " if unicodedata.category(character) == "Zs" else ""


def check_characters(lines: Sequence[str]) -> Iterator[Slip]:
    """Unseen characters and damaged ones, by line."""
    for number, line in enumerate(lines, 1):
        if line.isascii() and line.isprintable():
            continue
        if "\u3000" in line and not line.strip():
            yield slip("blank-line", number)
            continue
        found = sorted(set(_PERHAPS.findall(line)))
        if "\ufffd" in found:
            yield slip("damaged", number, text=line.replace("\ufffd", "�"))
        unseen = [c for c in found if c not in "\ufffd\ufffc" and is_unseen(c)]
        if unseen or "\ufffc" in found:
            shown = " ".join(f"U+{ord(c):04X}" for c in found if c != "\ufffd")
            bare = "".join(_instead(c) if c in found else c for c in line)
            yield slip("unseen", number, text=shown, write=bare)


def check_conflict(lines: Sequence[str]) -> Iterator[Slip]:
    """What a merge leaves where two people changed the same lines."""
    if any(_SURE.match(line) for line in lines):
        for number, line in enumerate(lines, 1):
            if _CONFLICT.match(line):
                yield slip("conflict", number, text=line)
