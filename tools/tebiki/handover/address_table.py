"""The table of addresses that the CMS has named itself: written for Excel, and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..content.cms_places import is_address
from ..content.text_files import shown
from ..errors import Place, Problem, TebikiError, fail
from ..messages import say
from .changes import Part

#: Excel takes a CSV file for UTF-8 only with this.
_BOM: Final = "\ufeff"
#: Of the columns that are read back: what a part is called here, and where the CMS has put it.
_NAME, _ADDRESS = "address-name", "address-own"
_HEADS: Final = ("address-kind", _NAME, _ADDRESS)
#: So many letters of a cell are told where it is wrong.
_SHOWN: Final = 120


def write_table(parts: Iterable[Part], named: Mapping[str, str]) -> str:
    """The table; what is kept already stands in it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_head(name) for name in _HEADS])
    for part in parts:
        kind = say(f"handover-page/kind-{part.kind}", "ja")
        writer.writerow([kind, part.name, named.get(part.name, "")])
    return _BOM + out.getvalue()


def read_table(path: Path, known: Collection[str]) -> dict[str, str]:
    """Name → address, of the rows with an address; ``known``: the names that the handover has.

    Raises `TebikiError`: ``handover/table`` (no such table), ``handover/table-name`` and
    ``handover/table-address`` with the line, ``handover/table-twice``.
    """
    rows = _rows(path)
    names, places = _column(rows, _NAME, path), _column(rows, _ADDRESS, path)
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for line, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row] + [""] * max(names, places)
        name, address = cells[names], cells[places]
        if not address:
            continue
        if code := _mistake(name, address, known, found):
            values = {"name": shown(name, _SHOWN), "address": shown(address, _SHOWN)}
            problems.append(Problem(code, Place.of(path, line), values))
        found.setdefault(name, address)
    if problems:
        raise TebikiError(problems)
    return found


def _mistake(name: str, address: str, known: Collection[str], found: Mapping[str, str]) -> str | None:
    if name not in known:
        return "handover/table-name"
    if not is_address(address):
        return "handover/table-address"
    return "handover/table-twice" if name in found or address in found.values() else None


def _rows(path: Path) -> list[list[str]]:
    text = _text(path)
    first = text.partition("\n")[0]
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a cell without end
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
    if not rows:
        fail("handover/table", Place.of(path), heads=_heads())
    return rows


def _text(path: Path) -> str:
    text = None
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_bytes().decode(_decoded_by(path))
    return fail("handover/table", Place.of(path), heads=_heads()) if text is None else text


def _decoded_by(path: Path) -> str:
    """What the file is written in: UTF-8, else what older programs on Japanese Windows write."""
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8-sig"


def _column(rows: list[list[str]], name: str, path: Path) -> int:
    heads = [cell.strip() for cell in rows[0]]
    if _head(name) not in heads:
        fail("handover/table", Place.of(path, 1), heads=_heads())
    return heads.index(_head(name))


def _head(name: str) -> str:
    return say(f"handover-page/{name}", "ja")


def _heads() -> str:
    return ", ".join(map(_head, _HEADS))
