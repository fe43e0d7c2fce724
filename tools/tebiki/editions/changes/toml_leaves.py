"""The values of a TOML file by their keys, and which fact of an edition a key belongs to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

#: Keys of the year's file that say nothing by themselves: which facts are open follows from the others.
_SILENT: Final = frozenset({"format", "unconfirmed", "year"})
#: Facts of one word, and tables whose facts have two.
_WHOLE: Final = frozenset({"hosts", "mail_wait", "publisher"})
_RECORDS: Final = frozenset({"confirmed", "decisions"})

Loc = tuple[str, ...]


def read_table(data: bytes | None) -> dict[str, Any]:
    """What a file says; nothing where it is not there. Raises `ValueError` for what is no TOML."""
    return {} if data is None else tomllib.loads(data.decode("utf-8-sig"))


def leaves_of(table: Mapping[str, Any], loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Each value as a text, with the keys that lead to it; a list of plain values is one."""
    for key, value in table.items():
        at = (*loc, key)
        if isinstance(value, dict):
            yield from leaves_of(value, at)
        elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
            yield from leaves_of({str(number): row for number, row in enumerate(value)}, at)
        else:
            yield at, "、".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _text(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def fact_of(loc: Loc) -> str | None:
    """The dotted key of the fact that a value of the year's file is part of; None for what is no fact."""
    first = loc[0]
    if first in _SILENT or first in _RECORDS:
        return None
    if first in _WHOLE or len(loc) == 1:
        return first
    if first == "manuals":
        return ".".join(loc[:3])
    return ".".join(loc[:3] if loc[2:] == ("target",) else loc[:2])
