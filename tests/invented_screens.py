"""Screens of the invented cities, and what they may show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conftest import ROOTS

from tebiki.content.labels import load_labels
from tebiki.content.screen_files import list_screens, load_screen
from tebiki.content.screens import Inputs, Screen

HEAD = '#import "@tebiki/kit:1.0.0": *\n'
#: The folder of a city's screens, and the name of one.
Named = tuple[Path, str]
SCREENS: list[Named] = [
    (ROOTS / city / "screenshots", name)
    for city in ("yamabe", "shiomi")
    for name in list_screens(ROOTS / city / "screenshots")
]
#: Two of them: one that shows a fact that every edition has, and one with a fact that may be unknown.
ASK = next(screen for screen in SCREENS if screen[1] == "tablet/ask")
PASS = next(screen for screen in SCREENS if screen[1] == "chrome_book/import-pass")
FACTS: Mapping[str, str | None] = {"certificate.file": "ABC123.pfx", "certificate.stored_name": "ABC123"}


def screen_of(named: Named, language: str = "ja") -> Screen:
    return load_screen(*named, language)


def inputs_for(
    named: Named,
    language: str = "ja",
    labels: Mapping[str, str] | None = None,
    facts: Mapping[str, str | None] = FACTS,
) -> Inputs:
    """The city's labels in a language, and invented facts."""
    known = load_labels(named[0].parent / "docs" / "labels")
    return Inputs(
        language, {key: label.text(language) for key, label in known.items()} | dict(labels or {}), facts
    )
