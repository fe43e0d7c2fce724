"""How a room says which addresses are its own; rooms are found by being there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final, Literal

from .reply import Reply
from .visit import Visit

#: How the address of an edition begins.
YEAR: Final = "{year:year}"


@dataclass(frozen=True, slots=True)
class RoomRoute:
    """An address, and the function that answers it. Braces name parts of it: ``/{year}/facts/{key}``."""

    method: Literal["GET", "POST"]
    address: str
    answer: Callable[[Visit], Reply]


def view(address: str, answer: Callable[[Visit], Reply]) -> RoomRoute:
    """A room that is shown; nothing changes."""
    return RoomRoute("GET", address.replace("{year}", YEAR), answer)


def act(address: str, answer: Callable[[Visit], Reply]) -> RoomRoute:
    """Something that is done."""
    return RoomRoute("POST", address.replace("{year}", YEAR), answer)


@dataclass(frozen=True, slots=True)
class RailItem:
    """A room's place in the rail: ``word`` and ``count`` are keys of its words.

    ``count_open`` gives how much is to be done there, quickly: every page asks; None where it is not known.
    A number fills ``{count}`` of the room's ``rail-count``; a mapping, whatever that sentence names.
    """

    order: int
    #: The room's name: of its module, its templates and its words.
    room: str
    address: str
    count_open: Callable[[Visit], int | Mapping[str, int] | None] = lambda _: None


@cache
def rooms() -> tuple[ModuleType, ...]:
    """All rooms, by name."""
    package = import_module(f"{__package__}.rooms")
    names = sorted(module.name for module in iter_modules(package.__path__))
    return tuple(import_module(f"{package.__name__}.{name}") for name in names)


def routes() -> Iterator[RoomRoute]:
    """The addresses of all rooms; those without braces before others."""
    found = [route for room in rooms() for route in getattr(room, "ROUTES", ())]
    yield from sorted(found, key=lambda route: (route.address.count("{"), route.address))


def rail_items() -> tuple[RailItem, ...]:
    """The rooms of the rail, from top to bottom."""
    found = [room.RAIL for room in rooms() if hasattr(room, "RAIL")]
    return tuple(sorted(found, key=lambda item: item.order))
