"""What stands around a room: the bar, the rail, the place where problems are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import TebikiError
from .jobs_shown import find_bar_line
from .room import rail_items
from .visit import Visit


@dataclass(frozen=True, slots=True)
class Bar:
    """The edition that is open. ``state``: a key of the frame's words (``draft``, ``current``…), or ""."""

    year: str
    state: str
    version: str
    publisher: str
    job: str = ""
    job_address: str = ""


@dataclass(frozen=True, slots=True)
class RailLine:
    """One room in the rail. ``count`` is None where there is nothing to count."""

    room: str
    address: str
    count: int | None
    here: bool


def bar_of(visit: Visit) -> Bar:
    """The bar of a page. Where a file cannot be read, what depends on it is left out: the room says why."""
    line = find_bar_line(visit)
    job, address = ("", "") if line is None else (line.text, line.address)
    try:
        project = visit.project
        year = visit.year or project.worked_on
        edition = project.edition_of(year)
        version = max((manual.number for manual in edition.manuals.values()), default="")
        publisher = edition.publisher.get("ja", "")
        return Bar(year, project.state(year), str(version), publisher, job, address)
    except TebikiError:
        return Bar(visit.year, "", "", "", job, address)


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
