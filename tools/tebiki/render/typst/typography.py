"""Fonts and sizes by language: what the template sets text in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Size and line pitch, in pt.
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Typography:
    """How one group of languages is set.

    ``signs`` names the font that gives full-width punctuation only (it must be among
    ``fonts``, before the text's); ``gap`` stands between a step's name and its title.
    """

    fonts: tuple[str, ...]
    signs: str
    body: Size
    note: Size
    cell: Size
    foot: Size
    gap: str

    def table(self) -> dict[str, object]:
        """As the template reads it."""
        return {
            "fonts": list(self.fonts),
            "signs": self.signs,
            "body": self.body,
            "note": self.note,
            "cell": self.cell,
            "foot": self.foot,
        }


_UD: Final = ("BIZ UDGothic", "BIZ UDPGothic")
JAPANESE: Final = Typography(_UD, _UD[0], (12, 18), (10.5, 15.4), (10.5, 14.4), (9.5, 13), "\u3000")
LATIN: Final = Typography(_UD, _UD[0], (11.5, 16.4), (10.5, 15.2), (10.5, 14.4), (9.5, 13), " ")


def typography(tag: str) -> Typography:
    """How the language of a BCP 47 tag is set."""
    return JAPANESE if tag.partition("-")[0] in {"ja", "zh"} else LATIN
