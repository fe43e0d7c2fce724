"""Readings beside kanji, written ``｜漢字《かんじ》`` in any text of a language that has them.

Source of the notation: 青空文庫注記一覧, ルビ. Here the bar always stands, so that nothing guesses
where a base begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: The only language with readings over kanji.
RUBY_LANGUAGE: Final = "ja_simple"
RUBY: Final = re.compile(r"｜([^｜《》]+)《([^｜《》]+)》")
#: A row of kanji and what looks like them (radicals). Signs such as ㈱ or ① and 〇 are none.
KANJI: Final = re.compile(r"[々〆\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
READING: Final = re.compile(r"[ぁ-ゖー]+")

_WRITTEN = re.compile(r"｜([^｜《》]*)《([^｜《》]*)》")


def plain(text: str) -> str:
    """The text without readings: for titles of windows, alts, metadata."""
    return RUBY.sub(r"\1", text) if "｜" in text else text  # few have any, and each picture asks all labels


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


def mistakes(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with readings: ``reading``, ``base`` or ``open``, and what stands there."""
    for found in _WRITTEN.finditer(text):
        base, reading = found.groups()
        if not READING.fullmatch(reading):
            yield "reading", found.group()
        if not KANJI.search(base) or any(c.isspace() for c in base):
            yield "base", found.group()
    if single := re.search(r"[｜《》].{0,10}", _WRITTEN.sub("", text)):
        yield "open", single.group()
