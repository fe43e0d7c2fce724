"""使い方: the year step by step, which room is for what, keys; nothing of it needs to be read first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ...editions.year_state.model import TASKS
from ...messages import say
from ..reply import Page, Reply
from ..room import rail_items, view
from ..visit import Visit
from ..words import room_texts, room_words

ROOM: Final = "help"


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room of the rail: its name, where it is, what it is for."""

    name: str
    address: str
    about: str


def show_help(visit: Visit) -> Reply:
    """The tasks of a year in their order, and all rooms that there are."""
    year = visit.project.worked_on
    rooms = [
        RoomLine(room_words(item.room, "rail"), item.address.replace("{year}", year), _about(item.room))
        for item in rail_items()
    ]
    steps = [(say(f"todo/title-{task}"), room_words(ROOM, f"step-{task}")) for task in TASKS]
    return Page("help.html", room_words("frame", "help"), {"rooms": rooms, "steps": steps})


def _about(room: str) -> str:
    """What a room is for; "" where nobody has written it yet."""
    return room_words(ROOM, f"room-{room}") if f"room-{room}" in room_texts(ROOM) else ""


ROUTES: Final = (view("/help", show_help),)
