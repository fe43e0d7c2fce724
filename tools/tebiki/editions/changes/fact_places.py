"""How often the manuals print each fact: in texts, as addresses and codes, in drawings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ...content.facts import DERIVED
from ...content.output_names import INDEX
from ...content.passages import Passage, passages
from ...content.project import Project
from ...content.screen_files import split_name
from ...content.text_files import read_text
from ...errors import TebikiError

_ROLE: Final = re.compile(r"\{fact\}`([^`]+)`")
_LINK: Final = re.compile(r"\]\(fact:([a-z0-9_]+)\)")
_QUOTED: Final = re.compile(r'"([a-z_]+(?:\.[a-z_]+)?)"')
#: Facts of a manual, which its page names alone.
_OF_MANUAL: Final = frozenset({"version", "published", "platform", "os", "browser", "tested"})
#: What the file's name follows from, beside `DERIVED`.
_FILE: Final = {"certificate.file": "certificate.id"}


def fact_places(project: Project) -> Counter[str]:
    """By the fact's dotted key, how often all pages together print it. What cannot be read is left out."""
    found: Counter[str] = Counter()
    try:
        pages = (INDEX, *project.edition.manuals)
        extra = frozenset(project.edition.extra)
    except TebikiError:
        return found
    for page in pages:
        try:
            read = passages(project.docs, page)
        except TebikiError:
            continue
        for passage in read:
            found.update(_key(name, page, extra) for name in _names(passage, project.screenshots))
    return found


def drawn_facts(text: str) -> Iterator[str]:
    """The facts that a drawing's text names, by the keys that people write them at."""
    for name in _QUOTED.findall(text):
        yield basis_of(name)


def basis_of(name: str) -> str:
    """The key of the fact that a name of a text follows from."""
    return _FILE.get(name) or DERIVED.get(name, name)


def _names(passage: Passage, screens: Path) -> Iterator[str]:
    if passage.kind == "qr":
        yield f"links.{passage.text.strip()}"
    elif passage.kind == "screen":
        drawing = screens / f"{split_name(passage.text.strip())[0]}.typ"
        if drawing.is_file():
            yield from _QUOTED.findall(read_text(drawing))
    else:
        yield from _ROLE.findall(passage.text)
        yield from (f"links.{name}" for name in _LINK.findall(passage.text))


def _key(name: str, page: str, extra: frozenset[str]) -> str:
    if name in _OF_MANUAL and page != INDEX:
        return f"manuals.{page}.{name}"
    return f"extra.{name}" if name in extra else basis_of(name)
