"""Screens as a translator is shown them, also before there is a font for the language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from ..content.publication import Publication
from ..content.screen_files import load_screen
from ..content.screens import Screen
from ..content.words import load_words
from ..errors import TebikiError
from .screen import Picture, draw

#: What a drawing is refused for where no font has a letter of the language.
_NO_LETTER: Final = "screens/character"
_JAPANESE: Final = "ja"


def draw_for_translator(
    folder: Path, name: str, here: Publication, manual: str | None, cache: Path
) -> tuple[Screen, Picture]:
    """A screen in the language of ``here``, in Japanese where no font has its letters.

    Raises `TebikiError` with what else is wrong with it.
    """
    try:
        return _draw(folder, name, here, manual, cache)
    except TebikiError as error:
        if any(problem.code != _NO_LETTER for problem in error.problems):
            raise
        return _draw(folder, name, replace(here, words=load_words(_JAPANESE)), manual, cache)


def _draw(
    folder: Path, name: str, here: Publication, manual: str | None, cache: Path
) -> tuple[Screen, Picture]:
    declared = load_screen(folder, name, here.language)
    return declared, draw(declared, here.inputs(manual), cache)
