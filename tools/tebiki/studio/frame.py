"""What stands beside a room: the rail, with what is to be done in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import TebikiError
from .room import rail_items
from .visit import Visit


@dataclass(frozen=True, slots=True)
class RailLine:
    """One room in the rail. ``count`` is None where there is nothing to count."""

    room: str
    address: str
    count: int | None
    here: bool


def rail_of(visit: Visit, year: str) -> Iterator[RailLine]:
    """The rail of a page."""
    for item in rail_items():
        address = item.address.replace("{year}", year)
        here = visit.path == address or (item.order > 10 and visit.path.startswith(f"{address}/"))
        try:
            count = item.count_open(visit)
        except TebikiError:
            count = None
        yield RailLine(item.room, address, count, here)
