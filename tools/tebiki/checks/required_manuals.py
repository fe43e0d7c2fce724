"""The manuals beside what they must carry."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.passages import passages
from .subjects import RequiredManual, RequiredTable


def named(table: RequiredTable) -> tuple[str, ...]:
    """The manuals that the table is about and that the edition has."""
    manuals, known = table.required.manuals, table.city.edition.manuals
    return tuple(name for name, order in manuals.items() if order.retired is None and name in known)


def manual_of(table: RequiredTable, name: str) -> RequiredManual:
    """One of them, its source read. Raises `TebikiError`."""
    city = table.city
    return RequiredManual(name, table.required, passages(city.root / "docs", name), city)


def manuals_of(table: RequiredTable) -> Iterator[RequiredManual]:
    """All of them, in the order of the table. Raises `TebikiError`."""
    return (manual_of(table, name) for name in named(table))
