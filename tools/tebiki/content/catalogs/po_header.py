"""The header of one of the project's own catalogues: which language, which encoding.

Its date is not looked at: nothing is decided by it, and programs write it in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ...errors import Place, Problem
from ..text_files import shown
from .language_code import same_language

_UTF8: Final = re.compile(r"(?i)charset=utf-?8\s*$")


def check_header(header: Mapping[str, str], language: str, path: Path) -> Iterator[Problem]:
    """What is wrong with a header; ``language``: the Sphinx code that it is to say."""
    if not header:
        yield Problem("catalog/header", Place.of(path, 1), {"language": language})
        return
    said, content = header.get("Language", ""), header.get("Content-Type", "")
    if not same_language(said, language):
        values = {"found": shown(said), "language": language}
        yield Problem("catalog/language", Place.of(path, key="Language"), values)
    if not _UTF8.search(content):
        yield Problem("catalog/charset", Place.of(path, key="Content-Type"), {"found": shown(content)})
