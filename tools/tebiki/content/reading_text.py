"""A text as it is read: without the line ends of its source and the breaks that somebody has written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from ..characters import BREAK
from .phrases import find_breaks

#: Line ends of the source with the blanks around them, and breaks that somebody has written.
_UNREAD: Final = re.compile(rf"[ \t]*\n\s*|{BREAK}")


@dataclass(frozen=True, slots=True)
class ReadingText:
    """What is read of a text. ``places``: where each of its characters stands in the text that is written.

    ``asked``: offsets at which somebody has written a break (U+200B).
    """

    text: str
    places: tuple[int, ...]
    asked: frozenset[int]


def break_places(written: str, terms: tuple[str, ...]) -> set[int]:
    """The places of a Japanese text before which a line may break, as it is written in its source.

    ``terms``: words that no line breaks within. A break that somebody has written is one, whatever is there.
    """
    read = read_text(written)
    return {read.places[at] for at in {*find_breaks(read.text, terms), *read.asked}}


def read_text(whole: str) -> ReadingText:
    """A text without the line ends of its source: between wide letters they are nothing, else a space."""
    text, places, asked, at = list[str](), list[int](), set[int](), 0
    for found in [*_UNREAD.finditer(whole), None]:
        end = found.start() if found else len(whole)
        text += whole[at:end]
        places += range(at, end)
        if found is None:
            break
        if found[0] == BREAK:
            asked.add(len(text))
        elif not (_is_wide(whole[:end][-1:]) and _is_wide(whole[found.end() :][:1])):
            text.append(" ")
            places.append(end)
        at = found.end()
    return ReadingText("".join(text), tuple(places), frozenset(at for at in asked if 0 < at < len(text)))


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
