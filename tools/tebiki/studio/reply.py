"""What a room gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A whole room, shown within the frame. ``title`` is its heading, in the words that led to it."""

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A fragment that takes the place of the element that ``hx-target`` of the asking one names."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Go:
    """The browser goes to another room, by its address."""

    address: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file to keep; ``name`` is what it is called."""

    name: str
    media_type: str
    data: bytes


Reply = Page | Part | Go | Download
