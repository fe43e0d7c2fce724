"""Signs of another script: 。「」（） in Vietnamese, ٨ for 8. They are printed, though nobody writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ...content.languages import load_language
from .letters import own_scripts
from .pair import Found, Pair

#: Of East Asia. What is copied with its marks (iPhone・iPad, Android 9・10) is left alone.
_EAST_ASIAN: Final = frozenset(
    "、。〃《》〈〉「」『』【】〔〕〖〗（）［］，．：；！？＂＇＆＊＋／＝＠＃％｡｢｣､〜～・\u3000"
)
#: Marks and digits of these scripts are signs of their languages only (a danda is of all India).
_SCRIPTS: Final = {
    "ARABIC": frozenset({"ARABIC"}),
    "EXTENDED": frozenset({"ARABIC"}),
    "DEVANAGARI": frozenset({"DEVANAGARI", "BENGALI", "SINHALA"}),
    "BENGALI": frozenset({"BENGALI"}),
    "MYANMAR": frozenset({"MYANMAR"}),
    "KHMER": frozenset({"KHMER"}),
    "THAI": frozenset({"THAI"}),
    "LAO": frozenset({"LAO"}),
    "SINHALA": frozenset({"SINHALA"}),
    "ETHIOPIC": frozenset(),
    "ARMENIAN": frozenset(),
    "HEBREW": frozenset({"HEBREW"}),
    "TIBETAN": frozenset(),
    "GREEK": frozenset({"GREEK"}),
    "MONGOLIAN": frozenset(),
    "MATHEMATICAL": frozenset(),
}
#: Persian digits are those of Arabic letters.
_DIGITS_OF: Final = {"EXTENDED": "ARABIC", "ARABIC-INDIC": "ARABIC"}
#: A title in Japanese: its letters, and the marks among and around them.
_TITLE: Final = re.compile(
    r"[「『《〈（【]?[々〇ぁ-ヿ一-鿿][々〇ぁ-ヿ一-鿿「」『』《》〈〉【】（）、。：！？ A-Za-z0-9]*"
    r"[々〇ぁ-ヿ一-鿿」』》〉）】]"
)
_COPIED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .]*(?:[・〜～][A-Za-z0-9][A-Za-z0-9.]*)+")
#: Digits that a program has put for plain ones.
_RAISED: Final = frozenset("⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓿❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴")
_EDGES: Final = "「」『』《》〈〉（）【】 "


def check(pair: Pair) -> Iterator[Found]:
    """Marks and digits that the language does not write, but for those of titles kept in Japanese."""
    shown, language = pair.target.visible, pair.language
    if shown.isascii() or not any(_is_mark(char, language) or _is_digit(char, language) for char in {*shown}):
        return  # almost every text: a look at each of its characters once
    text = _COPIED.sub(lambda m: "" if m[0] in pair.source.visible else m[0], shown)
    text = _TITLE.sub(lambda m: "" if m[0].strip(_EDGES) in pair.source.visible else m[0], text)
    kept = frozenset(_RAISED & set(pair.source.visible))
    for code, is_strange in (("punctuation", _is_mark), ("digit", _is_digit)):
        if found := [
            char for char in dict.fromkeys(text) if is_strange(char, pair.language) and char not in kept
        ]:
            yield f"catalog/{code}", {"text": " ".join(map(show, found)), "language": pair.language}


def show(char: str) -> str:
    """A sign as a message shows it; a wide blank by its number."""
    return "U+3000" if char == "\u3000" else char


@lru_cache(4096)
def _is_mark(char: str, language: str) -> bool:
    if char in _EAST_ASIAN:
        return "CJK" not in own_scripts(language) and char not in load_language(language).wide_marks
    return unicodedata.category(char)[0] in "PS" and _is_of_another_script(char, language)


@lru_cache(4096)
def _is_digit(char: str, language: str) -> bool:
    if char in _RAISED:
        return True
    return unicodedata.category(char) == "Nd" and not char.isascii() and _is_of_another_script(char, language)


def _is_of_another_script(char: str, language: str) -> bool:
    name = unicodedata.name(char, "?").split()[0]
    if unicodedata.category(char) == "Nd":
        return not (name == "FULLWIDTH" and "CJK" in own_scripts(language)) and not {
            name,
            _DIGITS_OF.get(name, name),
        } & own_scripts(language)
    return name in _SCRIPTS and not _SCRIPTS[name] & own_scripts(language)
