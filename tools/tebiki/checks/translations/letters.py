"""The characters of a translation: none that cannot be seen, and those of its own script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from ...characters import names_of, unseen
from ...content.languages import LanguageData, load_language
from .pair import Found, Pair

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
    if text.isascii() or not any(map(_is_mark, {*text})):
        return
    before = " "
    for char in text:
        if _is_mark(char) and not _carries_mark(before):
            yield char
        before = char


@lru_cache(8192)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _carries_mark(char: str) -> bool:
    return char in "\u200c\u200d\u25cc" or unicodedata.category(char)[0] in "LMN"


def _allowed(pair: Pair) -> str:
    """Characters that nobody can see and that this translation may hold all the same.

    What the message has too was looked at in the source: 葛 with its variant is somebody's name.
    """
    return pair.data.invisible + pair.msgid


@cache
def own_scripts(language: str) -> frozenset[str]:
    """The scripts that a language is written in beside Latin."""
    return frozenset(load_language(language).scripts) - {"LATIN"}


@lru_cache(4096)
def _script(char: str) -> str:
    """The script of a letter or of a mark on one; empty for all else."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    return unicodedata.name(char, "?").split()[0]


def _scripts(pair: Pair) -> Iterator[Found]:
    """Letters of other scripts, but for Japanese names of the message that are kept in brackets."""
    data, scripts = pair.data, own_scripts(pair.language)
    examples = _EXAMPLE.findall(pair.source.visible) if "例" in pair.source.visible else []
    if not examples and not _strangers(pair.target.visible, scripts, data):
        return  # almost every text: a look at each of its characters once

    def fits(text: str) -> bool:
        return all(_fits(char, scripts, data) for char in text)

    def kept(name: re.Match[str]) -> str:
        return " " if name[0] in pair.source.visible and not fits(name[0]) else name[0]

    shown = pair.target.visible
    for example in examples:
        shown = shown.replace(example, " ")
    text = _QUOTED.sub(lambda quoted: _NAME.sub(kept, quoted[0]), shown)
    runs = ["".join(run) for is_letter, run in groupby(text, _is_letter) if is_letter]
    strange = [run for run in runs if not fits(run)]
    if (strange and pair.msgstr == pair.msgid) or (text != pair.target.visible and not runs):
        yield "catalog/untranslated", {}
    elif strange:
        yield "catalog/script", {"text": " ".join(strange), "language": pair.language}


def _strangers(text: str, scripts: frozenset[str], data: LanguageData) -> list[str]:
    """Letters of a text that are none of its language; each character is looked at once for a language."""
    known = _known_to_fit(scripts, data.charset, data.letters.own, data.letters.others, data.raised)
    new = {*text} - known
    strange = [char for char in new if _is_letter(char) and not _fits(char, scripts, data)]
    known.update(new.difference(strange))
    return strange


@lru_cache(64)
def _known_to_fit(*_: object) -> set[str]:
    """The characters that fit, of all that were asked for so far; a set for all that they depend on."""
    return set()


def _is_letter(char: str) -> bool:
    return bool(_script(char))


def _fits(char: str, scripts: frozenset[str], data: LanguageData) -> bool:
    script = _script(char)
    if script == "LATIN" and char.isascii():
        return True
    if not scripts:
        return (script == "LATIN" and bool(_LATIN.match(char))) or _is_listed(char, data)
    return script in scripts and _is_in(char, data.charset)


def _is_listed(char: str, data: LanguageData) -> bool:
    """Whether the language has the letter beside those of its neighbours: ə, 1º, the ı of Turkish."""
    return char in data.letters.own or char in data.letters.others or char in data.raised


def _is_in(char: str, charset: str) -> bool:
    """Whether a character set holds ``char``; without a name, every one does."""
    try:
        return not charset or bool(char.encode(charset))
    except UnicodeEncodeError:
        return False
