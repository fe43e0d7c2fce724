"""Fonts and sizes by language: what the template sets text in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

#: The faces for Japanese: fixed width for the signs, proportional for text.
_UD: Final = ("BIZ UDGothic", "BIZ UDPGothic")

#: Size and line pitch, in pt.
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Typography:
    """How one group of languages is set.

    ``signs`` names the font that gives full-width punctuation only (it must be among
    ``fonts``, before that of Japanese text); ``gap`` stands between a step's name and its
    title; ``japanese``: the fonts of what is Japanese in another language; ``ruby``:
    whether lines leave room for readings.
    """

    fonts: tuple[str, ...]
    signs: str
    body: Size
    note: Size
    cell: Size
    foot: Size
    gap: str
    japanese: tuple[str, ...] = _UD
    ruby: bool = False
    #: Features of OpenType that text is set without, by tag (``ccmp``).
    without: tuple[str, ...] = ()

    def table(self) -> dict[str, object]:
        """As the template reads it."""
        return {
            "fonts": list(self.fonts),
            "signs": self.signs,
            "japanese": list(self.japanese),
            "ruby": self.ruby,
            "features": dict.fromkeys(self.without, 0),
            "body": self.body,
            "note": self.note,
            "cell": self.cell,
            "foot": self.foot,
        }


_NOTO: Final = "Noto Sans"
_CHINESE: Final = "Noto Sans SC"

JAPANESE: Final = Typography((*_UD, _NOTO), _UD[0], (12, 18), (10.5, 15.4), (10.5, 14.4), (9.5, 13), "\u3000")
SIMPLE: Final = replace(
    JAPANESE, body=(12, 22), note=(10.5, 19.4), cell=(10.5, 19.4), foot=(9.5, 17.4), ruby=True
)
CHINESE: Final = replace(JAPANESE, fonts=(_CHINESE, _NOTO, *_UD))
LATIN: Final = Typography((_NOTO, *_UD), _UD[0], (11.5, 16.4), (10.5, 15.2), (10, 13.8), (9.5, 13), " ")
# Noto Sans' ccmp takes such letters apart into a base and a dot below. Many letters share the glyph of that
# dot, and Typst 0.15 gives it the text of the first: readers without ActualText then find a wrong letter.
VIETNAMESE: Final = replace(LATIN, without=("ccmp",))

_BY_LANGUAGE: Final = {"ja": JAPANESE, "ja-simple": SIMPLE, "zh-Hans": CHINESE, "vi": VIETNAMESE}


def typography(tag: str) -> Typography:
    """How the language of a BCP 47 tag is set."""
    return _BY_LANGUAGE.get(tag, LATIN)
