"""Where each task of a year is done: the address of its room, as far as there is such a room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from ..editions.year_state import Task, TaskName, YearState
from .room import YEAR, routes

_ROOMS: Final[Mapping[TaskName, str]] = {
    "certificate": "/{year}/facts?show=all",
    "facts": "/{year}/facts",
    "screens": "/{year}/screens",
    "walks": "/{year}/walks",
    "translate": "/{year}/translate",
    "compare": "/{year}/papers",
    "papers": "/{year}/papers",
    "approval": "/{year}/approval",
    "release": "/{year}/release",
    "handed": "/{year}/handed",
    "sent": "/{year}/handed",
}


@cache
def has_room(address: str) -> bool:
    """Whether a room answers at an address with ``{year}`` in it, whatever it is asked there."""
    wanted = address.partition("?")[0].replace("{year}", YEAR)
    return any(route.method == "GET" and route.address == wanted for route in routes())


def room_address(address: str, year: str) -> str:
    """An address for a year; "" where no room answers there."""
    return address.replace("{year}", year) if has_room(address) else ""


def task_address(state: YearState, task: Task) -> str:
    """Where a task is done, or what was done in it is seen; "" for one that cannot begin yet."""
    address = _ROOMS.get(task.name, "")
    if task.state == "not_yet" or not address:
        return ""
    return room_address(address, state.edition.year)
