"""Subjects of what the manuals must say: the table, and each manual's source beside what it must carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...content.passages import Passage, passages
from ...content.required import NAME, Order, Required, Row
from ...content.toml_files import place_of
from ...errors import Place
from ..city import City
from ..required_text import Marked, marked


@dataclass(frozen=True)
class RequiredTable:
    """What the manuals must say, as a whole."""

    required: Required
    city: City

    @property
    def named(self) -> tuple[str, ...]:
        """The manuals that the table is about and that the edition has."""
        manuals, known = self.required.manuals, self.city.edition.manuals
        return tuple(name for name, order in manuals.items() if order.retired is None and name in known)

    def place(self, *key: str | int) -> Place:
        """Where something stands in the table's file."""
        return place_of(self.city.root / "docs" / NAME, list(key))


@dataclass(frozen=True)
class RequiredManual:
    """A manual's source beside what it must carry; ``passages``: the source in reading order."""

    name: str
    required: Required
    passages: tuple[Passage, ...] = field(repr=False)
    city: City

    @classmethod
    def read(cls, table: RequiredTable, name: str) -> RequiredManual:
        """One of the table's, its source read. Raises `TebikiError`."""
        city = table.city
        return cls(name, table.required, passages(city.root / "docs", name), city)

    @property
    def order(self) -> Order:
        """What stands before what in it."""
        return self.required.manuals[self.name]

    @cached_property
    def marked(self) -> Mapping[str, Marked]:
        """By row, what stands below its marks."""
        return marked(self.passages)

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The rows that it must carry; no retired ones."""
        return dict(self.required.of(self.name))

    @property
    def page(self) -> Place:
        """The manual's page."""
        return Place.of(self.city.root / "docs" / f"{self.name}.md")


@dataclass(frozen=True)
class RequiredTexts:
    """All manuals beside what they must carry: a sentence that they share is spoken of once."""

    manuals: tuple[RequiredManual, ...]


def manuals_of(table: RequiredTable) -> Iterator[RequiredManual]:
    """All manuals of a table, in its order. Raises `TebikiError`."""
    return (RequiredManual.read(table, name) for name in table.named)
