"""Readings over kanji: wrong ones in plain Japanese, and their signs in any other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...content.ruby import RUBY_LANGUAGE, mistakes
from .foreign import Sign

_RUBY: Final = re.compile(
    r"[々\u3400-\u9fff]+《[ぁ-ゖー]+》|[｜|][^｜《》\n]+《[^《》\n]*》|｜[^｜《》\n]*《[^《》\n]*$"
    r"|[｜|]?[^\s、。｜|《》]*(?:《[^《》\n]*》?|》)|(?:(?<![^\s、。「（])|(?<=[をはがにでとのへもや]))｜(?=[々\u3400-\u9fff])[^\s、。｜]*"
)
#: Without one of these there is nothing to look for.
_PERHAPS: Final = re.compile("[｜|《》]")


def find_readings(text: str, language: str) -> Iterator[Sign]:
    """Readings that are wrong, or that stand where there are none, in a text as it is printed."""
    if not _PERHAPS.search(text):
        return
    if language == RUBY_LANGUAGE:
        for _, shown in mistakes(text):
            yield max(text.find(shown), 0), "reading", {"text": shown}
        return
    for found in _RUBY.finditer(text):
        yield found.start(), "reading-here", {"text": found.group(), "write": _bare(found.group())}


def _bare(text: str) -> str:
    """A text without its readings; what stands in their brackets and is none, in those of quotations."""
    if not (quoted := re.search(r"《([^《》]+)》", text)) or re.fullmatch(r"[ぁ-ゖー]+", quoted[1]):
        return re.sub(r"[｜|]|《[^《》]*》?|》", "", text)
    return re.sub(r"[｜|]", "", text.replace("《", "「").replace("》", "」"))
