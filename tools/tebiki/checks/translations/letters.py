"""The characters of a translation: none that cannot be seen, and those of its own script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from ...characters import BREAK, joiners_of, names_of, unseen
from .pair import Found, Pair

_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})
_HAN = frozenset({"CJK", "IDEOGRAPHIC"})
#: Scripts beside Latin, as the names of characters begin; a language that is not here has Latin alone.
SCRIPTS: Final = {
    "ja_simple": _JAPANESE,
    "zh_CN": _HAN,
    "zh_TW": _HAN,
    "ko": frozenset({"HANGUL"}),
    "my": frozenset({"MYANMAR"}),
    "ne": frozenset({"DEVANAGARI"}),
    "hi": frozenset({"DEVANAGARI"}),
    "bn": frozenset({"BENGALI"}),
    "si": frozenset({"SINHALA"}),
    "th": frozenset({"THAI"}),
    "lo": frozenset({"LAO"}),
    "km": frozenset({"KHMER"}),
    "mn": frozenset({"CYRILLIC"}),
    "ru": frozenset({"CYRILLIC"}),
    "uk": frozenset({"CYRILLIC"}),
    **dict.fromkeys(("bg", "sr", "kk", "ky", "mk", "be"), frozenset({"CYRILLIC"})),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), frozenset({"ARABIC"})),
    "el": frozenset({"GREEK"}),
    "he": frozenset({"HEBREW"}),
    "ta": frozenset({"TAMIL"}),
    "mr": frozenset({"DEVANAGARI"}),
    "ka": frozenset({"GEORGIAN"}),
    "te": frozenset({"TELUGU"}),
}
#: Letters of some languages only: those of ordinals (1º, 2ª, 3ᵉ), and the dotless ı of Turkish.
_ORDINALS: Final = {
    **dict.fromkeys(("pt", "es", "it", "gl", "ca"), "ºª"),
    "fr": "ᵉʳˢᵈⁿºª",
    "tr": "ıİ",
    "az": "ıİ",
}
#: Languages without blanks between words, in which U+200B says where a line may break.
_UNSPACED: Final = frozenset({"my", "km", "th", "lo"})
#: Languages from right to left, and the marks and joiners that set Latin names and affixes in them.
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur", "ps", "he"})
_TURNS: Final = "\u200c\u200d\u200e\u200f\u061c"
#: Character sets that hold the usual Han characters of a language: a Japanese 証 is in neither.
_CHARSETS = {"zh_CN": "gb2312", "zh_TW": "big5"}
#: Letters of Western languages and of Vietnamese; beyond them lie look-alikes (ɡ, ᴀ, ı).
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-İĲ-ķĹ-ňŊ-žƠơƯưȘ-țẠ-ỹ]")
#: A Japanese name of the message may be kept within quotation marks or brackets.
_NAME = re.compile(r"[々〇\u3041-\u30ff\u4e00-\u9fff]{2,}")
#: What is to be typed as it stands.
_EXAMPLE = re.compile(r"例[）):：]\s*([ぁ-ヿ一-鿿]{2,})")
_QUOTED = re.compile(
    r"「[^「」]+」|『[^『』]+』|（[^（）]+）|\([^()]+\)|“[^“”]+”|‘[^‘’]+’|\"[^\"]+\"|《[^《》]+》|«[^«»]+»"
    r"|[「『（(“‘\"《〈«]([^「『（(“‘\"《〈«」』）)”’»》〉]+)[」』）)”’\"»》〉]"
)


def check(pair: Pair) -> Iterator[Found]:
    """What is wrong with the characters of a translation."""
    found = {char for _, _, char in unseen(pair.msgstr, allowed=_allowed(pair))}
    if found := found | {*_lone_marks(pair.target.visible)}:
        yield "catalog/unseen", {"text": names_of(found)}
    yield from _scripts(pair)


def _lone_marks(text: str) -> Iterator[str]:
    """Marks with no letter below them: a dotted circle is printed, or nothing."""
    if text.isascii():
        return
    before = " "
    for char in text:
        if unicodedata.category(char)[0] == "M" and not _carries_mark(before):
            yield char
        before = char


def _carries_mark(char: str) -> bool:
    return char in "\u200c\u200d\u25cc" or unicodedata.category(char)[0] in "LMN"


def _allowed(pair: Pair) -> str:
    """Characters that nobody can see and that this translation may hold all the same.

    What the message has too was looked at in the source: 葛 with its variant is somebody's name.
    """
    breaks = BREAK if _base(pair.language) in _UNSPACED else ""
    turns = _TURNS if _base(pair.language) in _RIGHT_TO_LEFT else ""
    return joiners_of(pair.language) + breaks + turns + pair.msgid


def _base(language: str) -> str:
    """``pt`` of ``pt_BR``."""
    return language.partition("_")[0]


@lru_cache(4096)
def _script(char: str) -> str:
    """The script of a letter or of a mark on one; empty for all else."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    return unicodedata.name(char, "?").split()[0]


def _scripts(pair: Pair) -> Iterator[Found]:
    """Letters of other scripts, but for Japanese names of the message that are kept in brackets."""
    allowed, charset = SCRIPTS.get(pair.language, frozenset()), _CHARSETS.get(pair.language)

    ordinals = _ORDINALS.get(_base(pair.language), "")

    def fits(text: str) -> bool:
        return all(char in ordinals or _fits(char, allowed, charset) for char in text)

    def kept(name: re.Match[str]) -> str:
        return " " if name[0] in pair.source.visible and not fits(name[0]) else name[0]

    shown = pair.target.visible
    for example in _EXAMPLE.findall(pair.source.visible):
        shown = shown.replace(example, " ")
    text = _QUOTED.sub(lambda quoted: _NAME.sub(kept, quoted[0]), shown)
    runs = ["".join(run) for is_letter, run in groupby(text, _is_letter) if is_letter]
    strange = [run for run in runs if not fits(run)]
    if (strange and pair.msgstr == pair.msgid) or (text != pair.target.visible and not runs):
        yield "catalog/untranslated", {}
    elif strange:
        yield "catalog/script", {"text": " ".join(strange), "language": pair.language}


def _is_letter(char: str) -> bool:
    return bool(_script(char))


def _fits(char: str, allowed: frozenset[str], charset: str | None) -> bool:
    script = _script(char)
    if script == "LATIN":
        return char.isascii() or (not allowed and bool(_LATIN.match(char)))
    if script not in allowed:
        return False
    try:
        return charset is None or bool(char.encode(charset))
    except UnicodeEncodeError:
        return False
