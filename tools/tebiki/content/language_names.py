"""What languages are called: in Japanese for papers that the office signs, and in that of messages."""

from __future__ import annotations

from typing import Final

from babel import Locale, UnknownLocaleError

from ..messages import Language
from .languages import load_language

#: No language of CLDR: the office's own name for it.
_EASY: Final[dict[str, dict[Language, str]]] = {"ja_simple": {"ja": "やさしい日本語", "en": "Plain Japanese"}}


def japanese_name(code: str) -> str:
    """The name of a language by its Sphinx code: ベトナム語, 中国語（簡体字）; else the code."""
    return language_name(code, "ja")


def language_name(code: str, to: Language) -> str:
    """The name of a language by its Sphinx code, as people who read ``to`` call it; else the code."""
    if code in _EASY:
        return _EASY[code][to]
    tag = load_language(code).tag
    try:
        name = Locale.parse(tag, sep="-").get_display_name(to)
    except (UnknownLocaleError, ValueError):
        return code
    name = name or code
    return name.replace(" (", "（").replace(")", "）") if to == "ja" else name
