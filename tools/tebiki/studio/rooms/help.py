"""使い方: which room is for what, where work is kept, keys; nothing of it needs to be read first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
    """All rooms that there are, and what holds in each."""
    year = visit.project.worked_on
    rooms = [
        RoomLine(room_words(item.room, "rail"), item.address.replace("{year}", year), _about(item.room))
        for item in rail_items()
    ]
    return Page("help.html", room_words("frame", "help"), {"rooms": rooms})


def _about(room: str) -> str:
    """What a room is for; "" where nobody has written it yet."""
    return room_words(ROOM, f"room-{room}") if f"room-{room}" in room_texts(ROOM) else ""


ROUTES: Final = (view("/help", show_help),)
