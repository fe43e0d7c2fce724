"""What stands beside a room: the rail, with what is to be done in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from logging import getLogger
from typing import Final

from ..errors import TebikiError
from ..log import TOP
from .room import RailItem, rail_items
from .visit import Visit

_LOG: Final = getLogger(f"{TOP}.studio")


@dataclass(frozen=True, slots=True)
class RailLine:
    """One room in the rail. ``count``: values of its sentence; None where there is nothing to count."""

    room: str
    address: str
    count: Mapping[str, int] | None
    here: bool


def rail_of(visit: Visit, year: str) -> Iterator[RailLine]:
    """The rail of a page."""
    for item in rail_items():
        address = item.address.replace("{year}", year)
        here = visit.path == address or (item.order > 10 and visit.path.startswith(f"{address}/"))
        yield RailLine(item.room, address, _count(item, visit), here)


def _count(item: RailItem, visit: Visit) -> Mapping[str, int] | None:
    """How much is to be done in a room; a mistake there is no reason to show no page at all."""
    try:
        found = item.count_open(visit)
    except TebikiError:
        return None
    except Exception as error:  # noqa: BLE001 -- the room itself tells it to whoever goes there
        _LOG.info("count of %s stopped by %s", item.room, type(error).__name__)
        return None
    return {"count": found} if isinstance(found, int) else found
