"""The room where something is put right."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from ...audit.named_places import NamedPlace

#: What follows the key of a fact in its table: the part of it that a problem is about.
_PART: Final = re.compile(r"\.(url|ja|en|text|source|\w{2}_\w+)$")
#: Tables of the year's file that hold no fact, and facts that are no table.
_ALL_FACTS: Final = frozenset({"unconfirmed", "decisions", "confirmed", "hosts", "format"})
_WHOLE: Final = frozenset({"mail_wait", "publisher"})


def room_address(year: str, place: NamedPlace, rule: str) -> str:
    """The address below ``/{year}``; empty where no room puts such a thing right yet."""
    if rule.startswith("walk/") or place.kind == "walk":
        return f"/{year}/walks"
    if place.kind == "fact":
        return f"/{year}/facts{_fact(place.key)}"
    if place.kind == "screen":
        return f"/{year}/screens/{quote(place.screen)}"
    if place.kind == "translation":
        return f"/{year}/translate/{quote(place.language)}"
    return ""


def _fact(key: str) -> str:
    """What follows the facts' address for one fact; nothing for the whole list."""
    key = key.removeprefix("confirmed.")
    if "." not in key and key not in _WHOLE:
        return ""
    if key.split(".")[0] in _ALL_FACTS:
        return ""
    return f"/{quote(key if key.endswith('.target') else _PART.sub('', key))}"
