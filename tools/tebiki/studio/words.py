"""The words of rooms: a TOML file beside each room's module, a table a sentence, ``ja`` and ``en``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from ..content.words import load_words
from ..messages import Words, fill, language

_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@cache
def room_texts(room: str) -> Mapping[str, Words]:
    """All sentences of a room, by key; those of the frame are ``frame``. Empty where it has no file."""
    package = files(__package__)
    folder = package if room == "frame" else package.joinpath("rooms")
    file = folder.joinpath(f"{room}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def room_words(room: str, key: str, **values: object) -> str:
    """A sentence of a room, else of the frame, in the language of the request."""
    texts = room_texts(room)
    text = texts[key] if key in texts else room_texts("frame")[key]
    return fill(text[language()], values)


def day_words(on: date) -> str:
    """A day as the office writes it: 令和8年3月17日, 17 March 2026."""
    return load_words(language()).day(on)


def typed_day(on: date) -> str:
    """A day as it stands in a field, to be read again: 令和8年3月17日, 2026-03-17."""
    return day_words(on) if language() == "ja" else on.isoformat()


def days_in_words(text: str) -> str:
    """A text with its days (2026-03-17) as the office writes them."""
    return _DAY.sub(lambda found: day_words(date.fromisoformat(found[0])), text)
