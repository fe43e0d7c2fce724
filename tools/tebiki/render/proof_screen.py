"""Screens as a translator is shown them, also before there is a font or a word for the language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ..content.publication import Publication
from ..content.screen_files import load_screen
from ..content.screens import Photo, Screen
from ..content.words import load_words
from ..errors import TebikiError
from .screen import Picture, draw

#: What a drawing is refused for where no font, or none of the language's families, has a letter.
_NO_LETTER: Final = frozenset({"screens/character", "screens/letter"})
_JAPANESE: Final = "ja"
_OF_JAPANESE: Final = frozenset({"ja", "ja_simple"})


@dataclass(frozen=True, slots=True)
class ProofScreen:
    """A declared screen with its picture. ``foreign``: whether it is of another language for want of one."""

    screen: Screen
    picture: Picture
    foreign: bool


def draw_for_translator(  # noqa: PLR0913 -- what `draw` takes, and whose screen it is
    folder: Path, name: str, here: Publication, manual: str | None, cache: Path, *, first: int = 1
) -> ProofScreen:
    """A screen in the language of ``here``, in Japanese where no font has its letters; marks from ``first``.

    Raises `TebikiError` with what else is wrong with it.
    """
    screen = load_screen(folder, name, here.language)
    try:
        picture = draw(screen, here.inputs(manual), cache, first)
        return ProofScreen(screen, picture, _is_foreign(screen, picture, here))
    except TebikiError as error:
        if any(problem.code not in _NO_LETTER for problem in error.problems):
            raise
    there = replace(here, words=load_words(_JAPANESE))
    screen = load_screen(folder, name, _JAPANESE)
    return ProofScreen(screen, draw(screen, there.inputs(manual), cache, first), foreign=True)


def _is_foreign(screen: Screen, picture: Picture, here: Publication) -> bool:
    if isinstance(screen.source, Photo):
        return screen.source.slot.language not in {None, here.language, here.language.partition("_")[0]}
    return _lacks_words(picture, here)


def _lacks_words(picture: Picture, here: Publication) -> bool:
    """Whether all its labels are Japanese, and devices show some of them in other words elsewhere.

    A label that has a Japanese text alone is shown so to readers as well, its meaning beside it.
    """
    labels = [here.labels[name].texts for name in picture.used if name in here.labels]
    if here.language in _OF_JAPANESE or any(here.language in texts for texts in labels):
        return False
    others = (texts[code] != texts[_JAPANESE] for texts in labels for code in set(texts) - _OF_JAPANESE)
    return any(others)
