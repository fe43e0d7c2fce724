"""The text of a screen's TOML file with a capture's table in it; all else stays as people wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from ..content.formats import KEY, SCREEN
from ..content.screens import Capture, Slot, Verification
from ..messages import say

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_VERIFIED = re.compile(r"^verified[ \t]*=.*$", re.MULTILINE)


def new_file(capture: Capture) -> str:
    """The beginning of the file of a screen that was never drawn."""
    source = quoted(f"capture: {capture.device}, {capture.os}")
    return f'{KEY} = {SCREEN.current}\nkind = "screen"\nverified = false\nknown = true\nsource = {source}\n'


def with_capture(text: str, slot: Slot, capture: Capture, unplaced: Sequence[str]) -> str | None:
    """``text`` with the table of ``slot``, in place of an older one.

    ``unplaced`` names marks that have no place yet: they are written as comments. None
    where the older table is written in a way that only a person can take out.
    """
    bare = without_capture(text, slot)
    if bare is None:
        return None
    return bare.rstrip("\n") + "\n\n" + "\n".join(_lines(slot, capture, unplaced)) + "\n"


def without_capture(text: str, slot: Slot) -> str | None:
    """``text`` less the table of ``slot``; None where only a person can take it out."""
    bare = _without(text, slot.keys)
    return bare.rstrip("\n") + "\n" if _same(bare, _less(tomllib.loads(text), slot.keys)) else None


def with_verified(text: str, seen: Verification) -> str | None:
    """``text`` with who saw the screen; None where its ``verified`` is not one line at the top."""
    words = f"by = {quoted(seen.by)}, device = {quoted(seen.device)}, os = {quoted(seen.os)}"
    return _with_line(text, f"verified = {{ {words}, on = {seen.on.isoformat()} }}")


def without_verified(text: str) -> str | None:
    """``text`` of a screen that nobody has seen; None as of `with_verified`."""
    return _with_line(text, "verified = false")


def _with_line(text: str, line: str) -> str | None:
    head, sign, rest = text.partition("\n[")
    found, count = _VERIFIED.subn(lambda _: line, head)
    return found + sign + rest if count == 1 else None


def quoted(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(slot: Slot, capture: Capture, unplaced: Sequence[str]) -> Iterator[str]:
    yield f"[{slot.table}]"
    yield f"sha256 = {quoted(capture.sha256)}"
    yield f"device = {quoted(capture.device)}"
    yield f"os = {quoted(capture.os)}"
    yield f"on = {capture.on.isoformat()}"
    if capture.text_height is not None:
        yield f"text_height = {capture.text_height}"
    elif unplaced:
        yield f"# text_height = 0  # {say('screens-command/text-height-note')}"
    if capture.redact:
        yield f"redact = {[list(box) for box in capture.redact]}"
    for mark in capture.marks:
        yield from ("", f"[[{slot.table}.marks]]", f"box = {list(mark.box)}")
    for number, name in enumerate(unplaced, 1):
        yield ""
        yield f"# [[{slot.table}.marks]]  # {number}: {name}"
        yield f"# box = [0, 0, 0, 0]  # {say('screens-command/box-note')}"


def _without(text: str, keys: Sequence[str]) -> str:
    """``text`` less the tables at and below ``keys``; comments right above the next table stay with it."""
    kept: list[str] = []
    waiting: list[str] = []  # comments that may belong to the next table
    dropping = False
    for line in text.split("\n"):
        if header := _HEADER.match(line):
            parts = tuple(part.strip(" \"'") for part in header[1].split("."))
            dropping = parts[: len(keys)] == tuple(keys)
            kept += [] if dropping else waiting
            waiting = []
        if not dropping:
            kept.append(line)
        elif line.lstrip().startswith("#"):
            waiting.append(line)
        else:
            waiting = []
    return "\n".join(kept)


def _same(text: str, wanted: dict[str, Any]) -> bool:
    """Whether ``text`` says just that: the lines taken out were the right ones."""
    try:
        return _pruned(tomllib.loads(text)) == _pruned(wanted)
    except tomllib.TOMLDecodeError:
        return False


def _less(table: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """``table`` without what stands at ``keys``."""
    first, *rest = keys
    if first not in table:
        return table
    others = {key: value for key, value in table.items() if key != first}
    return {**others, first: _less(table[first], rest)} if rest else others


def _pruned(table: dict[str, Any]) -> dict[str, Any]:
    """``table`` without empty tables: whether one is spelt out says nothing."""
    pruned = {key: _pruned(value) if isinstance(value, dict) else value for key, value in table.items()}
    return {key: value for key, value in pruned.items() if value != {}}
