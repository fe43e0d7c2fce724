"""What languages are called in Japanese, for papers that the office signs."""

from __future__ import annotations

from typing import Final

from babel import Locale, UnknownLocaleError

from .languages import load_language

#: No language of CLDR: the office's own name for it.
_EASY: Final = {"ja_simple": "やさしい日本語"}


def japanese_name(code: str) -> str:
    """The name of a language by its Sphinx code: ベトナム語, 中国語（簡体字）; else the code."""
    if code in _EASY:
        return _EASY[code]
    tag = load_language(code).tag
    try:
        name = Locale.parse(tag, sep="-").get_display_name("ja")
    except (UnknownLocaleError, ValueError):
        return code
    return (name or code).replace(" (", "（").replace(")", "）")
