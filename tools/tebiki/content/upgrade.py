"""An older file's text in today's format: what people wrote beside the values stays, and so do line ends."""

from __future__ import annotations

import re
import tomllib
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from ..errors import fail
from .formats import KEY, Format, Table
from .text_files import decode, read_bytes
from .toml_files import is_taken, number_of, number_place, place_of, read_toml, without_number

_BOM = "\ufeff"


def upgraded_bytes(path: Path, form: Format) -> bytes:
    """The file in today's format, byte for byte as it is where it is that already.

    Each line that stays keeps its end, and the file a byte order mark. Raises `TebikiError`: what is
    wrong with the file, ``migrate/taken``, ``migrate/by-hand``.
    """
    raw = read_bytes(path)
    before, after = decode(raw, path), upgraded_text(path, form)
    return raw if after == before else keep_line_ends(raw.decode("utf-8"), after).encode()


def upgraded_text(path: Path, form: Format) -> str:
    """The same as text with LF, for whoever changes more of it."""
    table = read_toml(path)
    number = number_of(path, table, form)
    text = decode(read_bytes(path), path)
    if number == form.current:
        return text
    if is_taken(table, form):
        fail("migrate/taken", number_place(path, table), key=KEY)
    wanted = {KEY: form.current, **form.upgraded(without_number(table), number)}
    try:
        changed = _numbered(_changed(text, table, wanted), form.current)
        right = tomllib.loads(changed) == wanted
    except (TOMLKitError, tomllib.TOMLDecodeError, KeyError, TypeError):
        right = False
    if not right:
        fail("migrate/by-hand", place_of(path, []), line=f"{KEY} = {form.current}")
    return changed


def keep_line_ends(old: str, new: str) -> str:
    """``new``, whose lines end in LF, with the line ends and the byte order mark of ``old``."""
    mark = _BOM if old.startswith(_BOM) else ""
    ends = re.findall(r"\r\n|\r|\n", old)
    was, lines = re.split(r"\r\n|\r|\n", old.removeprefix(_BOM)), new.split("\n")
    kept = [ends[0] if ends else "\n"] * (len(lines) - 1)
    for match in SequenceMatcher(None, was, lines, autojunk=False).get_matching_blocks():
        for at in range(match.size):
            if match.a + at < len(ends) and match.b + at < len(kept):
                kept[match.b + at] = ends[match.a + at]
    return mark + "".join(line + end for line, end in zip(lines, [*kept, ""], strict=True))


def _changed(text: str, was: Table, wanted: Table) -> str:
    """``text`` with all that differs between two tables, but for a number that is not there yet."""
    rest = wanted if KEY in was else without_number(wanted)
    if rest == was:
        return text
    document = tomlkit.parse(text)
    _put(document, was, rest)
    return tomlkit.dumps(document)


def _put(here: Any, was: Table, wanted: Table) -> None:
    for key in was:
        if key not in wanted:
            del here[key]
    for key, value in wanted.items():
        old = was.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _put(here[key], old, value)
        elif pairs := _pairs(old, value):
            for row, pair in zip(here[key], pairs, strict=True):
                _put(row, *pair)
        elif key not in was or old != value:
            here[key] = value


def _pairs(old: Any, new: Any) -> list[tuple[Table, Table]]:
    """The tables of two arrays of tables, one by one; nothing where they are none or not as many."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return []
    both = list(zip(old, new, strict=True))
    return both if all(isinstance(row, dict) for pair in both for row in pair) else []


def _numbered(text: str, number: int) -> str:
    """``text`` with the number as its first key, below the comment that heads the file."""
    if KEY in tomllib.loads(text):
        return text
    head = _heading(text)
    rest = text[len(head) :]
    gap = "\n" if re.match(r"\s*(\[|#)", rest) and not rest.startswith("\n") else ""
    return f"{head}{KEY} = {number}\n{gap}{rest}"


def _heading(text: str) -> str:
    """The comment at the top with the empty lines below it; nothing where the comment is of the first key."""
    found = re.match(r"(?:#[^\n]*\n)+\n+", text)
    return found[0] if found else ""
