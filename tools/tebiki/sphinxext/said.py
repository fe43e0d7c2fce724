"""The engine's own sentences for print: no nodes, but text whose phrases are told by a mark between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..content.phrases import find_breaks
from ..content.publication import Publication
from ..content.ruby import parts, plain

#: Stands between phrases; the template's ``said`` reads it and prints none.
PHRASE: Final = "\x1f"


def phrased(here: Publication, text: str) -> str:
    """``text`` (readings written into it) with a mark wherever a line of Japanese may break."""
    if not here.has_phrases:
        return text
    breaks = frozenset(find_breaks(plain(text), here.terms))
    return "".join(_marked(text, breaks))


def _marked(text: str, breaks: frozenset[int]) -> Iterator[str]:
    at = 0
    for piece, reading in parts(text):
        if reading is None:
            yield "".join(PHRASE * (at + i in breaks) + letter for i, letter in enumerate(piece))
        else:
            yield f"{PHRASE * (at in breaks)}｜{piece}《{reading}》"
        at += len(piece)
