"""Numbers of a system stay with its name: Windows 10 beside the 10th month, Android 9・10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .numbers import canonical
from .pair import Found, Pair

#: A name and the numbers behind it.
_NAMED = re.compile(r"([A-Za-z]+)[\s-]?(\d++(?:\.\d++)*+(?:\s?[・、,/–～~-]\s?\d++(?![.\d]))*)")
_NUMBER = re.compile(r"\d++(?:\.\d++)*+")

#: By name, the lists of numbers that follow it.
Named = dict[str, list[list[str]]]


def check(pair: Pair) -> Iterator[Found]:
    """Names of the message whose number is lost or another's of the message."""
    there, here = map(_named, pair.texts)
    elsewhere = {number for name in there for row in here.get(name, []) for number in row}
    numbers = {canonical(number) for number in _NUMBER.findall(pair.texts[1])} - elsewhere
    lost = [
        f"{name} {row[0]}"
        for name, rows in there.items()
        for row in rows
        if not _has(here, name, row[0]) and row[0] not in numbers
    ]
    if lost:
        yield "catalog/number-missing", {"text": " ".join(lost)}
    known = {number for rows in there.values() for row in rows for number in row}
    strange = [
        f"{name} {number}"
        for name in sorted(there.keys() & here.keys())
        for number in sorted({number for row in here[name] for number in row})
        if number in known and not _has(there, name, number)
    ]
    if strange:
        yield "catalog/unit", {"text": " ".join(strange)}


def _named(text: str) -> Named:
    found: Named = {}
    for name, row in _NAMED.findall(text):
        found.setdefault(name.lower(), []).append([canonical(number) for number in _NUMBER.findall(row)])
    return found


def _has(named: Named, name: str, number: str) -> bool:
    return any(number in row for row in named.get(name, []))
