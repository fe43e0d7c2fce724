"""A translation is a text of its language: of no other, not broken by a wrong charset, not empty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ...content.catalogs.tokens import OBJECT
from .letters import own_scripts
from .pair import Found, Pair

#: UTF-8 that was read as Windows-1252 or GBK, and what a program puts for a letter that it does not have.
_BROKEN: Final = re.compile(
    "Ã[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|Â[\u0080-\u009f\u00a1-\u00bf]|â€|ï¿½|锟斤拷|烫烫|屯屯"
    r"|(?<=[A-Za-zÀ-ɏḀ-ỹ])\?(?=[a-zà-ɏḀ-ỹ])|(?:[РС][\u0450-\u045f\u0402-\u040f‚„…†‡€‰‹›]){2}"
)
#: Letters that no other Latin language of the manuals writes.
_VIETNAMESE: Final = re.compile("[ơưƠƯẠ-ỹ]")
_VIETNAMESE_LETTERS: Final = frozenset("ơư")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL_WORD: Final = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
#: Latin letters that look like Cyrillic or Greek ones.
_ALIKE: Final = frozenset("ABCEHIKMOPTXYaceiopxyukmtbBv")
#: In a language that marks most words, a sentence of so many words without a mark is none.
_UNMARKED: Final = 5
#: A number alone may be all of 第6.0版, and is nothing of a sentence.
_NONE: Final = re.compile("(?:特に|該当)?(?:なし|無し|無|ない)|不要|対象外")
_LETTERS_OF_SENTENCE: Final = 6


def check(pair: Pair) -> Iterator[Found]:
    """What nobody can read as a text of the language."""
    if found := sorted({*_BROKEN.findall(pair.target.visible)} - {*_BROKEN.findall(pair.source.visible)}):
        yield "catalog/broken", {"text": " ".join(found)}
    if _says_nothing(pair):
        yield "catalog/nothing", {"text": pair.msgstr}
    elif text := _of_another_language(pair):
        yield "catalog/other-language", {"text": text, "language": pair.language}


def _says_nothing(pair: Pair) -> bool:
    """Whether a message with words has a translation without."""
    if _NONE.fullmatch(pair.source.visible.strip(" 。")):
        return False  # a dash says that
    if any(map(_is_letter, pair.bare)) or OBJECT in pair.target.visible:
        return False
    letters = sum(map(_is_letter, pair.source.visible))
    return letters > 0 and (letters >= _LETTERS_OF_SENTENCE or not re.search(r"\d", pair.texts[1]))


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] == "L"


def _of_another_language(pair: Pair) -> str:
    """What shows that a text is in another language; names are in Latin letters everywhere."""
    text = pair.target.visible
    words, scripts = _WORD.findall(text), own_scripts(pair.language)
    if scripts:
        mixed = [word for word in words if _is_mixed(word, scripts)]
        foreign = all(word.isascii() for word in words) and len(_SMALL_WORD.findall(text)) > 1
        return " ".join(mixed or (words if foreign and text != pair.source.visible else []))
    if not pair.data.letters.own >= _VIETNAMESE_LETTERS:
        return " ".join(word for word in words if _VIETNAMESE.search(word) and word not in pair.msgid)
    if not pair.data.always_marked:
        return ""
    unmarked = len(_SMALL_WORD.findall(text)) >= _UNMARKED and text.isascii()
    return text if unmarked and text != pair.source.visible else ""


def _is_mixed(word: str, scripts: frozenset[str]) -> bool:
    """Whether Latin letters that look like others stand within a Cyrillic or Greek word."""
    if not scripts & {"CYRILLIC", "GREEK"} or word.isascii():
        return False
    latin = [char for char in word if char.isascii()]
    return bool(latin) and _ALIKE.issuperset(latin)
