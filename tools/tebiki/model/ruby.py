"""Readings beside kanji, written ``｜漢字《かんじ》`` in any text of a language that has them.

Source of the notation: 青空文庫注記一覧, ルビ. Here the bar always stands, so that nothing guesses
where a base begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

RUBY: Final = re.compile(r"｜([^｜《》]+)《([^｜《》]+)》")
#: A character of this notation, whole or broken.
SIGNS: Final = frozenset("｜《》")


def plain(text: str) -> str:
    """The text without readings: for titles of windows, alts, metadata."""
    return RUBY.sub(r"\1", text)


def parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The text cut into pieces, each with its reading or None; empty pieces are left out."""
    at = 0
    for found in RUBY.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], None
        yield found[1], found[2]
        at = found.end()
    if at < len(text):
        yield text[at:], None
