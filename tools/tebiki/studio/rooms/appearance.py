"""How the studio looks on this machine: its language, light or dark, commands beside buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_THEMES: Final = ("system", "light", "dark")


def show_appearance(visit: Visit) -> Reply:
    """What is chosen, to be chosen otherwise."""
    return Page("appearance.html", room_words("frame", "appearance"), {"chosen": visit.desk.preferences})


def choose_appearance(visit: Visit) -> Reply:
    """Keep what was chosen; what is none of the choices stays as it is."""
    before, form = visit.desk.preferences, visit.form
    language = form.get("language") if form.get("language") in {"ja", "en"} else before.language
    theme = next((one for one in _THEMES if one == form.get("theme")), before.theme)
    commands = form.get("commands") == "yes"
    visit.desk.choose(replace(before, language=language or "ja", theme=theme, commands=commands))
    return Go("/appearance")


ROUTES: Final = (view("/appearance", show_appearance), act("/appearance", choose_appearance))
