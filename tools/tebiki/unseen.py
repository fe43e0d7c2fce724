"""Characters that nobody sees, named by the letter before them and their code, so that people find them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Choose a form of the letter before them (IVS: 髙 U+E0101), join letters, or fill a place with nothing.
_SELECTORS: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def is_unseen(character: str) -> bool:
    """Whether a message that holds ``character`` would show nothing of it; wide blanks are seen."""
    return character != "\u3000" and (not character.isprintable() or _SELECTORS.match(character) is not None)


def show_characters(characters: str, text: str) -> str:
    """Each of ``characters`` as a message can show it; of ``text``, where they stand, the letter before it.

    ``髙`` and ``U+E0101`` become ``髙 + U+E0101``; a mark that hangs on a letter stays as it is.
    """
    return ", ".join(_named(character, text) for character in dict.fromkeys(characters))


def _named(character: str, text: str) -> str:
    if not is_unseen(character):
        return character
    code = f"U+{ord(character):04X}"
    before = next((c for c in reversed(text.partition(character)[0]) if not is_unseen(c)), " ")
    name = unicodedata.name(before, "") if not before.isspace() else ""
    return f"{before} + {code}" if name else code
