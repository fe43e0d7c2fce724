"""One manual's text, looked at as somebody types it: every slip at its line, with the line to write.

`check_text` is a function of the text alone. No project is needed; who has one says which facts are
printed (``publication``), and what may be named (``names``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from ..content.catalogs.tokens import tokens_of
from ..content.directives import TITLED
from ..content.markdown.reading import Placed, Reading, Token, slip_parser
from ..content.sources import Known, typed_facts
from ..errors import Place, Problem
from .slips.boxes import Box, Boxes
from .slips.characters import check_characters, check_conflict
from .slips.marks import check_paragraph
from .slips.options import OPTIONS
from .slips.printed import check_inline
from .slips.refused import check_blocks
from .slips.slip import Slip, slip
from .slips.structure import check_comments, check_headings, check_joined, check_lists
from .slips.tables import check_captioned, check_tables
from .translations.self_translation import escaped

_ALT: Final = re.compile(r"\s*:alt:\s+(.*)")
#: What a list, a heading or another block may begin with.
_BEGINS: Final = re.compile(r"[0-9#>=~`:|%(+*-]")
_LINE_ENDS: Final = re.compile(r"\r\n?")
#: What may be named in a text, by role (``fact``, ``ui``, ``url``, ``remedy``): `Mapping` of names.
Names = Mapping[str, Collection[str]]


def check_text(
    text: str,
    *,
    path: Path | None = None,
    language: str = "ja",
    publication: Known | None = None,
    names: Names | None = None,
) -> list[Problem]:
    """The problems of a manual's or a chapter's text, by line (from 1).

    ``path``: its file, for the places. ``language``: a Sphinx code; readings over kanji are for
    ``ja_simple``. ``publication``: where it is given, facts of the edition that are typed by hand are
    told, too. ``names``: where it is given, what the text names must be in it.
    """
    lines = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    found = [*slips_of(lines, language)]
    if publication is not None:
        found += _typed(lines, publication)
    if names is not None:
        found += _unnamed(lines, names)
    file = Place("") if path is None else Place.of(path)
    return [Problem(one.code, Place(file.file, one.line), one.values) for one in sorted(found, key=_line)]


def _line(one: Slip) -> int:
    return one.line


@lru_cache(256)
def slips_of(text: str, language: str = "ja") -> tuple[Slip, ...]:
    """What is wrong with the text itself, once for each text: many builds look at the same one."""
    reading = Reading.of(text)
    boxes = Boxes.of(reading)
    found = [*_settings(reading.lines), *check_characters(reading.lines)]
    if conflict := list(check_conflict(reading.lines)):
        return (*found, *conflict)  # all else would follow from it
    found += [
        *boxes.slips,
        *check_blocks(reading),
        *check_headings(reading),
        *check_comments(reading),
        *check_lists(reading),
        *check_tables(reading),
        *_inlines(reading, language),
        *_heads(boxes, reading.lines, language),
    ]
    found += check_captioned(boxes.all, reading, {one.line for one in found})
    return tuple(_first(found))


#: What follows from another slip of the same line.
_FOLLOWS: Final = frozenset(
    f"source/{name}" for name in ("backquote", "bold-open", "list-text", "refused", "role-line", "star")
)


def _first(slips: list[Slip]) -> Iterator[Slip]:
    """Each slip once a line, without those that follow from another."""
    told = {(one.code, one.line) for one in slips}
    leading = {line for code, line in told if code not in _FOLLOWS}
    seen: set[tuple[str, int]] = set()
    for one in slips:
        key = (one.code, one.line)
        follows = one.code in _FOLLOWS and one.line in leading
        beside = _BESIDE.get(one.code)
        if key in seen or follows or (beside and (beside[0], one.line + beside[1]) in told):
            continue
        seen.add(key)
        yield one


#: A slip → one that it follows from, and how many lines below that stands.
_BESIDE: Final[Mapping[str, tuple[str, int]]] = {
    "source/address-alone": ("source/heading-line", 1),
    "source/label-missing": ("source/address-line", -1),
}


def _settings(lines: list[str]) -> Iterator[Slip]:
    """Settings at the head of the file, and places for programs to fill."""
    if lines[0] == "---" and len(lines) > 1:
        yield Slip("source/front-matter", 1)
    for number, line in enumerate(lines, 1):
        if "{{" in line or "{%" in line or "{# " in line:
            yield Slip("source/template", number)


def _inlines(reading: Reading, language: str) -> Iterator[Slip]:
    """Paragraphs, headings, terms and cells."""
    before, above, items = "", "", 0
    for one in reading.placed:
        kind = one.token.type
        if kind in ("list_item_open", "dd_open"):
            items += 1
        elif kind in ("list_item_close", "dd_close"):
            items -= 1
        elif kind == "inline":
            if before == "paragraph_open":
                yield from _paragraph(one, reading, items)
            elif before in ("heading_open", "dt_open", "td_open", "th_open"):
                yield from _message(one.token.content, one.line + 1)
            listed = above == "list_item_open"
            yield from check_inline(one.token, one.line + 1, language=language, listed=listed)
        before, above = kind, before


def _message(text: str, line: int) -> Iterator[Slip]:
    """A text that would begin a list or a heading if it stood alone, as it does in a translation."""
    if _BEGINS.match(text) and tokens_of(text).blocks != ("paragraph",):
        yield slip("begins-a-block", line, text=text, write=escaped(text))


def _paragraph(one: Placed, reading: Reading, items: int) -> Iterator[Slip]:
    texts = one.token.content.split("\n")
    yield from check_paragraph(
        texts, one.line, boxed=one.depth > 0, listed=items > 0, head=reading.lines[one.line]
    )
    if items and len(texts) > 1:
        yield from check_joined(texts, one.line, reading.lines)


def _heads(boxes: Boxes, lines: list[str], language: str) -> Iterator[Slip]:
    """Titles of boxes, and alts: text that is printed, too."""
    for box in boxes.all:
        if box.argument and box.name in TITLED:
            yield from _text(box.argument, box.line + 1, language)
        if OPTIONS.get(box.name) == "alt":
            yield from _alts(box, lines, language)


def _alts(box: Box, lines: list[str], language: str) -> Iterator[Slip]:
    for number in range(box.line + 1, min(box.line + 3, len(lines))):
        if alt := _ALT.match(lines[number]):
            yield from _text(alt[1], number + 1, language)
            if any(child.type not in _PLAIN for child in _children(alt[1])):
                yield slip("alt-signs", number + 1, text=alt[1])


def _text(text: str, line: int, language: str) -> Iterator[Slip]:
    yield from _message(text, line)
    for token in slip_parser().parseInline(text):
        yield from check_inline(token, line, language=language)


#: What a description of a picture may be made of, and what is told of it elsewhere.
_PLAIN: Final = ("text", "text_special", "myst_role", "html_inline", "image")


def _children(text: str) -> list[Token]:
    return [child for token in slip_parser().parseInline(text) for child in token.children or []]


def _typed(text: str, publication: Known) -> Iterator[Slip]:
    """Facts of the edition that are written out."""
    for number, line in enumerate(text.split("\n"), 1):
        for fact, role in typed_facts(line, publication):
            yield Slip("source/typed-fact", number, {"text": fact, "role": role})


def _unnamed(text: str, names: Names) -> Iterator[Slip]:
    """Roles that name what is not there."""
    for one in Reading.of(text).placed:
        line = one.line + 1
        for child in one.token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "myst_role":
                yield from _named(child.meta["name"], child.content, line, names)


def _named(role: str, name: str, line: int, names: Names) -> Iterator[Slip]:
    allowed = names.get(role)
    if allowed is None or name in allowed:
        return
    code, key = _UNNAMED[role]
    yield Slip(code, line, {key: name, "allowed": ", ".join(sorted(allowed))})


_UNNAMED: Final[Mapping[str, tuple[str, str]]] = {
    "fact": ("source/fact", "name"),
    "ui": ("source/label", "key"),
    "url": ("source/link", "name"),
    "remedy": ("source/remedy", "name"),
}
