"""The manuals beside what they must carry."""

from __future__ import annotations

from collections.abc import Iterator

from ..check.subjects import City, RequiredManual
from ..parse.passages import passages


def named(city: City) -> tuple[str, ...]:
    """The manuals that the table is about and that the edition has."""
    manuals = city.required.manuals
    return tuple(
        name for name, order in manuals.items() if order.retired is None and name in city.edition.manuals
    )


def manual_of(city: City, name: str) -> RequiredManual:
    """One of them, its source read. Raises `TebikiError`."""
    return RequiredManual(name, city.required.manuals[name], passages(city.root / "docs", name), city)


def manuals_of(city: City) -> Iterator[RequiredManual]:
    """All of them, in the order of the table. Raises `TebikiError`."""
    return (manual_of(city, name) for name in named(city))
