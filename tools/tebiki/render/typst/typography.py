"""Fonts and sizes by language: what the template sets text in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: The font of full-width punctuation.
SIGNS: Final = "BIZ UDGothic"
#: The faces for Japanese: fixed width for the signs, proportional for text.
_UD: Final = (SIGNS, "BIZ UDPGothic")

#: Size and line pitch, in pt.
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Typography:
    """How a language is set.

    ``signs`` names the font that gives full-width punctuation only (it must be among
    ``fonts``, before that of Japanese text); ``gap`` stands between a step's name and its
    title; ``japanese``: the fonts of what is Japanese in another language; ``ruby``:
    whether lines leave room for readings; ``features``: OpenType features that are switched.
    """

    fonts: tuple[str, ...]
    signs: str
    body: Size
    note: Size
    cell: Size
    foot: Size
    gap: str
    features: Mapping[str, int]
    japanese: tuple[str, ...] = _UD
    ruby: bool = False

    def table(self) -> dict[str, object]:
        """As the template reads it."""
        return {
            "fonts": list(self.fonts),
            "signs": self.signs,
            "japanese": list(self.japanese),
            "ruby": self.ruby,
            "body": self.body,
            "note": self.note,
            "cell": self.cell,
            "foot": self.foot,
            "features": dict(self.features),
        }
