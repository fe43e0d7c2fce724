"""The Markdown files of a content, and facts of the edition that are typed by hand.

Next April such a fact would still be there. All else that is wrong with a text is told by
`tebiki.checks.manual_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from .calendar import Month
from .edition import Edition
from .settings import Settings
from .words import languages, load_words

#: A version as a person types it: Ver.4, ver 4, 第4版. A guideline's 第6.0版 is none.
VERSION = re.compile(r"(?i)\bver\.?\s*\d|第\s*\d+\s*版")

#: A chapter that manuals share; anything else could bring in a file from outside.
PART = re.compile(r"parts/[a-z0-9-]+\.md")


def sources(docs: Path) -> list[Path]:
    """The Markdown files that make the manuals: pages and the chapters they share."""
    return sorted([*(p for p in docs.glob("*.md") if p.stem.islower()), *docs.glob("parts/*.md")])


class Known(Protocol):
    """Whoever knows the facts of an edition and how the city writes them."""

    @property
    def settings(self) -> Settings:
        """The city's settings."""

    @property
    def edition(self) -> Edition:
        """The edition's facts."""


def typed_facts(line: str, here: Known) -> Iterator[tuple[str, str]]:
    """Facts that are written out instead of named, with the role to use; full width is seen too."""
    plain = unicodedata.normalize("NFKC", line)
    for text in here.settings.certificate_ids(plain):
        yield text, "{fact}`certificate.id` / {fact}`certificate.file`"
    for match in VERSION.finditer(plain):
        yield match.group(), "{fact}`version`"
    bare = "".join(plain.split())
    for text in _sorted(dates(here)):
        if text in bare:
            yield text, "{fact}`published`"
    for name, link in here.edition.links.items():
        if link.url in plain:
            yield link.url, f"[…](fact:{name})"


def dates(here: Known) -> frozenset[str]:
    """The months of the edition's manuals in every form that someone may type."""
    return _written(frozenset(manual.published for manual in here.edition.manuals.values()))


@cache
def _sorted(texts: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(texts))


@cache
def _written(months: frozenset[Month]) -> frozenset[str]:
    shown = {re.sub(r"\s", "", load_words(code).month(month)) for code in languages() for month in months}
    return frozenset(shown | {f"{m.year}年{m.month}月" for m in months} | {str(m) for m in months})
