"""The Markdown of a content as text, before anything is made of it.

What is refused here would otherwise pass silently or become code: raw HTML, templates,
images without a declared screen, front matter, and facts of the edition typed by hand,
which next April would still be there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..errors import Place, Problem, TebikiError
from .calendar import Month
from .directives import DIRECTIVES, ROLES
from .edition import Edition
from .publication import Publication
from .settings import Settings
from .text_files import read_text
from .words import languages, load_words

#: A version as a person types it: Ver.4, ver 4, 第4版. A guideline's 第6.0版 is none.
VERSION = re.compile(r"(?i)\bver\.?\s*\d|第\s*\d+\s*版")

_DIRECTIVE = re.compile(r"\s*(?::{3,}|`{3,}|~{3,})\s*\{([^}]*)\}\s*(\S*)")
_ROLE = re.compile(r"\{([\w:+-]+)\}`")
#: A chapter that manuals share; anything else could bring in a file from outside.
PART = re.compile(r"parts/[a-z0-9-]+\.md")

_MARKDOWN = MarkdownIt("commonmark")


def check_sources(docs: Path, here: Publication) -> list[Problem]:
    """Everything that must not stand in the sources below ``docs``, files in order."""
    found = check_beside(docs, here)
    for path in sources(docs):
        try:
            text = read_text(path)
        except TebikiError as error:
            found.extend(error.problems)
            continue
        found.extend(check_text(text, path, here))
    return found


def check_beside(docs: Path, here: Publication) -> list[Problem]:
    """Certificate ids typed into labels, drawings and declared screens: there, too, a fact is named."""
    found: list[Problem] = []
    screens = docs.parent / "screenshots"
    paths = [*docs.glob("labels/*.toml"), *screens.rglob("*.toml"), *screens.rglob("*.typ")]
    for path in sorted(paths):
        try:
            lines = read_text(path).split("\n")
        except TebikiError as error:
            found.extend(error.problems)
            continue
        for number, line in enumerate(lines, 1):
            ids = here.settings.certificate_ids(unicodedata.normalize("NFKC", line))
            found.extend(Problem("source/typed-id", Place.of(path, number), {"id": text}) for text in ids)
    return found


def sources(docs: Path) -> list[Path]:
    """The Markdown files that make the manuals: pages and the chapters they share."""
    return sorted([*(p for p in docs.glob("*.md") if p.stem.islower()), *docs.glob("parts/*.md")])


def check_text(text: str, path: Path, here: Publication) -> Iterator[Problem]:
    """The problems of one file."""
    if text.startswith("---\n"):
        yield Problem("source/front-matter", Place.of(path, 1))
    for number, line in enumerate(text.split("\n"), 1):
        if "{{" in line or "{%" in line:
            yield Problem("source/template", Place.of(path, number))
        for code, shown in calls(line):
            yield Problem(code, Place.of(path, number), {"text": shown})
        for fact, role in typed_facts(line, here):
            yield Problem("source/typed-fact", Place.of(path, number), {"text": fact, "role": role})
    for code, line_number, shown in markup(text):
        yield Problem(code, Place.of(path, line_number), {"text": shown})


def calls(line: str) -> Iterator[tuple[str, str]]:
    """Directives and roles that manuals do not use, and chapters from elsewhere: code, name."""
    if found := _DIRECTIVE.match(line):
        name, argument = found.groups()
        if name not in DIRECTIVES:
            yield "source/directive", name
        elif name == "include" and not PART.fullmatch(argument):
            yield "source/include", argument
    for name in _ROLE.findall(line):
        if name not in ROLES:
            yield "source/role", name


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
    bare = re.sub(r"\s", "", plain)
    for text in sorted(dates(here)):
        if text in bare:
            yield text, "{fact}`published`"
    for name, link in here.edition.links.items():
        if link.url in plain:
            yield link.url, f"[…](fact:{name})"


def dates(here: Known) -> frozenset[str]:
    """The months of the edition's manuals in every form that someone may type."""
    return _written(frozenset(manual.published for manual in here.edition.manuals.values()))


@cache
def _written(months: frozenset[Month]) -> frozenset[str]:
    shown = {re.sub(r"\s", "", load_words(code).month(month)) for code in languages() for month in months}
    return frozenset(shown | {f"{m.year}年{m.month}月" for m in months} | {str(m) for m in months})


def markup(text: str, first: int = 0) -> Iterator[tuple[str, int, str]]:
    """Raw HTML and images: code, line (from 1), what stands there; inside directives too."""
    for token in _MARKDOWN.parse(text):
        line = first + (token.map[0] if token.map else 0) + 1
        if token.type == "html_block":
            yield "source/html", line, token.content.strip().split("\n")[0][:60]
        elif token.type == "inline":
            yield from _inline(token, line)
        elif token.type == "fence" and token.info.lstrip().startswith("{"):
            yield from markup(token.content, line)


def _inline(token: Token, line: int) -> Iterator[tuple[str, int, str]]:
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline":
            yield "source/html", line, child.content
        elif child.type == "image":
            yield "source/image", line, child.content
