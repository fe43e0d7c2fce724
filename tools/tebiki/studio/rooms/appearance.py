"""How the studio looks on this machine: its language, light or dark, commands beside buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..conflicts import refuse_other_state, state_hash
from ..preferences import Preferences
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_THEMES: Final = ("system", "light", "dark")


def show_appearance(visit: Visit) -> Reply:
    """What is chosen, to be chosen otherwise."""
    return Page("appearance.html", room_words("frame", "appearance"), _values(visit.desk.preferences))


def choose_appearance(visit: Visit) -> Reply:
    """Keep what was chosen; what is none of the choices stays as it is."""
    with visit.desk.writer:
        before = visit.desk.preferences
        refuse_other_state(visit, *_looks(before))
        visit.desk.choose(_chosen(before, visit.form))
    return Go("/appearance")


def _chosen(before: Preferences, form: Mapping[str, str]) -> Preferences:
    language = form.get("language") if form.get("language") in {"ja", "en"} else before.language
    theme = next((one for one in _THEMES if one == form.get("theme")), before.theme)
    commands = form.get("commands") == "yes"
    return replace(before, language=language or "ja", theme=theme, commands=commands)


def _values(chosen: Preferences) -> dict[str, object]:
    return {"chosen": chosen, "made_from": state_hash(*_looks(chosen))}


def _looks(chosen: Preferences) -> tuple[object, ...]:
    """What this form shows; the role has its own."""
    return chosen.language, chosen.theme, chosen.commands


ROUTES: Final = (view("/appearance", show_appearance), act("/appearance", choose_appearance))
