"""Readings of kanji in やさしい日本語, in the notation of 青空文庫: ``｜漢字《かんじ》``, always with the bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: Base and reading.
RUBY: Final = re.compile(r"｜([^｜《》]*)《([^｜《》]*)》")

_KANJI = re.compile(r"[々〆\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_READING = re.compile(r"[ぁ-ゖー]+")


def plain(text: str) -> str:
    """``text`` without its readings."""
    return RUBY.sub(r"\1", text)


def mistakes(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the readings of one run of text: the code's last part, what stands there."""
    for found in RUBY.finditer(text):
        base, reading = found.groups()
        if not _READING.fullmatch(reading):
            yield "reading", found.group()
        if not _KANJI.search(base) or any(c.isspace() for c in base):
            yield "base", found.group()
    rest = RUBY.sub("", text)
    if single := re.search(r"[｜《》].{0,10}", rest):
        yield "open", single.group()
