"""Words of the 確認表 and small parts of its lines. It is for the city's approvers and so in Japanese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from ...content.fact_names import name_fact
from ...content.papers import Blank, Cell, Line, Run, Sign
from ...content.publication import Publication
from ...content.ruby import plain
from ...messages import say

#: A word within which no line breaks by itself, as long as a column is wide: an address, an id.
_LONG_WORD: Final = re.compile(r"[!-~]{16,}")
#: Millimetres of a rule within words.
_WRITTEN: Final = 30
_SHORT: Final = 22


def said(key: str, **values: object) -> str:
    """Words of the document."""
    return say(f"review/{key}", "ja", **values)


def fact_name(here: Publication, key: str) -> str:
    """What people call a fact."""
    return name_fact(here.edition, here.settings, key).texts["ja"]


def platform_of(here: Publication, manual: str) -> str:
    """A manual as people name it: Android版."""
    return said("manual", platform=plain(here.manual(manual).platform))


def title_of(here: Publication) -> str:
    """The title of all manuals, without its chances to break."""
    return plain(here.title.replace("\u200b", ""))


def said_versions(here: Publication) -> str:
    """The versions of all manuals, each once: Ver.5."""
    return "、".join(dict.fromkeys(manual.version for manual in here.manuals))


def note(text: str) -> Line:
    """A line that is smaller and grey."""
    return Line((Run(text, tone="note"),))


def strong(text: str) -> Line:
    """A line in bold letters."""
    return Line((Run(text, strong=True),))


def value_line(text: str) -> Line:
    """A value as it is printed."""
    return Line((Run(text, tone="address"),)) if _LONG_WORD.fullmatch(text) else strong(text)


def large(text: str) -> Line:
    """A name to be compared letter by letter."""
    return Line((Run(text, tone="large"),))


def signed_line(kind: Literal["done", "warn", "box"], text: str, *, alarm: bool = False) -> Line:
    """A line with the sign of its state."""
    return Line((Sign(kind), Run(text, tone="alarm" if alarm else None)))


def who_when(here: Publication, by: str, on: date) -> Cell:
    """Who looked, and on which day."""
    return (Line((Run(by),)), note(here.words.day(on)))


def choices(*keys: str) -> Cell:
    """Boxes to tick, each with its words; 「＿」 in them stands for a rule to write on."""
    return tuple(_choice(said(key), apart=at > 0) for at, key in enumerate(keys))


def choice_line(*keys: str) -> Cell:
    """The same on one line, with shorter rules."""
    runs: list[Run | Blank | Sign] = []
    for key in keys:
        runs += [Sign("box"), *_with_blanks(said(key) + "　", _SHORT)]
    return (Line(tuple(runs)),)


def _choice(text: str, *, apart: bool) -> Line:
    return Line((Sign("box"), *_with_blanks(text)), apart=apart)


def to_fill_in(*keys: str) -> Cell:
    """Lines to be filled in by hand: small words, each before a rule."""
    return tuple(Line((Run(said(key), tone="note"), Blank(26)), apart=True) for key in keys)


def _with_blanks(text: str, width: int = _WRITTEN) -> Sequence[Run | Blank]:
    parts: list[Run | Blank] = []
    for at, words in enumerate(text.split("＿")):
        if at:
            parts.append(Blank(width))
        if words:
            parts.append(Run(words))
    return parts
