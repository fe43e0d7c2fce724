"""Blocks that the parser made: of headings, addresses and lists, what the writer did not mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ...content.markdown.reading import Placed, Reading
from .slip import Slip, address_of, narrow, slip

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9-]*")
_NO_SIGN: Final = re.compile(r"[(（]([a-z][a-z0-9-]*)[)）]\s*[:：]?|([a-z][a-z0-9-]*)\s*[=＝]")
_ENDED: Final = re.compile(r"[。！？]\s*$")
#: A line that is a sentence, below words that ask for none: what those end in.
_SENTENCE: Final = re.compile(r"[^。]{4,}。\s*$")
_GOES_ON: Final = re.compile(r"[をはがにでとのへもやかてしくず、，・（「『]\s*$|[^\w」』）)]\s*$")
_LISTS: Final = ("bullet_list_open", "ordered_list_open")
_CLOSED: Final = ("bullet_list_close", "ordered_list_close")
#: A comment that was meant for marks of rows: ``f07``, ``F0l``, ``F07、F08``.
_MARKS: Final = re.compile(
    r"[A-Za-z]{1,2}\s?[0-9][0-9OolI]*(?:(?:[\s,、，・;；/.]+(?:[A-Za-z]{1,2}\s?)?|[A-Z])[0-9][0-9OolI]*)*[.。,、]?"
)
_RIGHT_MARKS: Final = re.compile(r"\s*[A-Z]+[0-9]+(?:\s+[A-Z]+[0-9]+)*\s*")

#: A sentence behind marks: nothing of a comment is printed.
_MARKED_TEXT: Final = re.compile(r"\s*((?:[A-Z]+[0-9]+\s*)+)([^\sA-Z0-9（(].*。)\s*$")


def check_headings(reading: Reading) -> Iterator[Slip]:
    """Headings by underlining, levels that skip one, headings and addresses without each other."""
    tokens = [one for one in reading.placed if one.token.type != "myst_line_comment"]
    level, seen = 0, dict[str, int]()
    for number, one in enumerate(tokens):
        before = tokens[number - 1].token.type if number else ""
        if one.token.type == "heading_open":
            depth = int(one.token.tag[1:])
            title = tokens[number + 1].token.content
            yield from _heading(one, title, level, reading.lines)
            yield from _nearly_addressed(one, reading.lines)
            if before != "myst_target" and one.depth == 0 and one.token.markup.startswith("#"):
                yield slip("label-missing", one.line + 1, title=title)
            level = depth if depth > 1 or not level else 2
        elif one.token.type == "myst_target":
            after = tokens[number + 1].token.type if number + 1 < len(tokens) else ""
            yield from _address(one, after, seen)


def _nearly_addressed(one: Placed, lines: Sequence[str]) -> Iterator[Slip]:
    """A line right above a heading that is its address but for the ``=``."""
    above = lines[one.line - 1].strip() if one.line else ""
    if found := _NO_SIGN.fullmatch(above):
        yield slip("address-line", one.line, text=above, write=f"({found[1] or found[2]})=")


def _heading(one: Placed, title: str, level: int, lines: Sequence[str]) -> Iterator[Slip]:
    depth = int(one.token.tag[1:])
    if one.token.markup == "=":
        yield slip("heading-under", one.line + 1, text=title, write=f"## {title}")
    elif one.token.markup == "-":
        yield slip("heading-dashes", one.end, text=title, write=f"## {title}")
    elif not title.strip():
        yield slip("heading-empty", one.line + 1)
    elif level and depth > level + 1:
        yield slip("heading-level", one.line + 1, text=lines[one.line], write=f"{'#' * (level + 1)} {title}")
    elif level and depth == 1:
        yield slip("heading-first", one.line + 1, text=lines[one.line], write=f"## {title}")


def _address(one: Placed, after: str, seen: dict[str, int]) -> Iterator[Slip]:
    name = one.token.content
    if not _ADDRESS.fullmatch(name):
        yield slip("address-line", one.line + 1, text=f"({name})=", write=f"({address_of(name, 'prepare')})=")
    elif name in seen:
        yield slip("label-twice", one.line + 1, label=name)
    elif after == "myst_target":
        yield slip("address-two", one.line + 1, label=name)
    elif after != "heading_open":
        yield slip("address-alone", one.line + 1, label=name)
    seen.setdefault(name, one.line)


def check_comments(reading: Reading) -> Iterator[Slip]:
    """Comments that were meant for marks and are not read as such."""
    for one in reading.placed:
        if one.token.type == "myst_line_comment":
            for number, text in enumerate(one.token.content.split("\n"), one.line + 1):
                if _MARKS.fullmatch(narrow(text).strip().lstrip("%")) and not _RIGHT_MARKS.fullmatch(text):
                    yield slip("mark-line", number, text=f"%{text}", write=_marks(narrow(text)))
                elif found := _MARKED_TEXT.match(text):
                    yield slip("mark-text", number, text=found[2], write=f"% {' '.join(found[1].split())}")


def _marks(text: str) -> str:
    parts = re.findall(r"([A-Za-z]{0,2})\s?([0-9][0-9OolI]*)", text)
    letter, shown = "F", []
    for letters, digits in parts:
        letter = letters.upper() or letter
        shown.append(letter + digits.translate(str.maketrans("OolI", "0011")))
    return "% " + " ".join(shown)


def check_lists(reading: Reading) -> Iterator[Slip]:
    """Items that are indented unlike their neighbours, and numbers that do not run."""
    lists: list[list[Placed]] = []
    before, begun = "", 0
    for one in reading.placed:
        kind = one.token.type
        if kind in _LISTS:
            lists.append([])
            if before in _CLOSED and (width := _indent(reading.lines, one.line)):
                yield slip("list-indent", one.line + 1, text=reading.lines[one.line], blanks=width)
        elif kind == "list_item_open" and lists:
            yield from _item(one, lists[-1], reading.lines)
            lists[-1].append(one)
            begun = one.line
        elif kind == "list_item_close" and before in ("list_item_open", "myst_line_comment"):
            yield slip("list-empty", begun + 1, text=reading.lines[begun])
        elif kind in _CLOSED and lists:
            yield from _numbers(lists.pop())
        before = kind


def _item(one: Placed, items: list[Placed], lines: Sequence[str]) -> Iterator[Slip]:
    if items and _indent(lines, one.line) != (width := _indent(lines, items[0].line)) >= 0:
        first = lines[items[0].line]
        if not first.lstrip().startswith(">"):
            yield slip("list-indent", one.line + 1, text=lines[one.line], blanks=width)


def _indent(lines: Sequence[str], line: int) -> int:
    text = lines[line].expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _numbers(items: list[Placed]) -> Iterator[Slip]:
    numbers = [int(one.token.info) for one in items if one.token.info.isdigit()]
    if len(set(numbers)) == 1:
        return  # 1. 1. 1.: the parser counts
    for one, number, wanted in zip(items, numbers, range(numbers[0] if numbers else 0, 10**9), strict=False):
        if number != wanted:
            yield slip("list-number", one.line + 1, text=str(number), write=f"{wanted}.")
            return


def check_joined(texts: Sequence[str], line: int, lines: Sequence[str]) -> Iterator[Slip]:
    """Lines below an item or a definition that begin a sentence of their own and became part of it."""
    for number in range(1, len(texts)):
        ended = _ENDED.search(texts[number - 1]) or (
            _SENTENCE.search(texts[number]) and not _GOES_ON.search(texts[number - 1])
        )
        at = line + number
        if ended and at < len(lines) and lines[at][:1] not in ("", " ", "\t"):
            yield slip("list-text", at + 1, text=lines[at])
