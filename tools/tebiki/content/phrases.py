"""Where a line of Japanese text may break: at the edges of phrases.

Two of BudouX's models judge each place: one knows edges of phrases, the other edges of words. A line may
break where both say so and no rule below forbids it. What comes out depends on the text, the terms and
the models alone. Their hashes stand here, so that no other release of the package moves a line in silence.

What begins and ends no line: JIS X 4051. The other rules were found by reading the breaks of manuals.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import Final

from ..errors import fail

Model = Mapping[str, Mapping[str, int]]
#: The models' files by name, with the SHA-256 that they have in the pinned release of BudouX.
MODELS: Final = {
    "ja": "bd703175fdaec51612a4bdbb02f767cf7228d08b1ab37a3b58cb84cbbb956684",
    "ja_word": "710a8680722b04c23f21860c0e4bb31e9c84326fa92f663009339ea6a9e84c99",
}
#: A phrase wider than so many ems gets more chances: a narrow column has hardly more room.
LONGEST: Final = 12.0
#: A phrase is cut, and a text ends, so that no piece has fewer letters.
_LEAST: Final = 2

#: What begins no line: signs that end something or lengthen a sound, and small kana.
STARTS_NO_LINE: Final = frozenset(
    "、。，．・：；！？‼⁇⁈⁉」』）】〕〉》｝］”’…‥～〜ー々ゝゞヽヾ％℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    ")]},.:;!?%"
)
#: What ends no line.
ENDS_NO_LINE: Final = frozenset("「『（【〔〈《｛［“‘([{￥$#＃")
#: Brackets that end; kana after them belong to what they hold.
_CLOSING: Final = frozenset("」』）】〕〉》｝］”’)]}")
#: A line may always break after these and before those, whatever the models say.
_ALWAYS_AFTER: Final = frozenset(" \t\u3000、。，．・：；！？")
_ALWAYS_BEFORE: Final = frozenset("「『（【〔〈《")
_BLANKS: Final = " \t\u3000"
#: Characters that say by themselves that no line breaks at them.
_JOINERS: Final = frozenset("\u00a0\u202f\u2060")
#: Places that the rules about digits, kana and scripts look at: what is left and what is right of them.
_IN_LATIN: Final = re.compile(r"[!-~][!-~]|[Ａ-Ｚａ-ｚ０-９A-Za-z0-9.．][Ａ-Ｚａ-ｚ０-９A-Za-z0-9.．]")
_AT_DIGIT: Final = re.compile(
    r"[ \t\u3000・々〆㐀-鿿ァ-ヺーA-Za-zＡ-Ｚａ-ｚ][0-9０-９]|[0-9０-９][々〆㐀-鿿ァ-ヺ]"
)
_TO_KANA: Final = re.compile(r"[ぁ-ゖ]")
#: A number that counts what follows: 「1. 医療機関」.
_COUNTED: Final = re.compile(r"(?:^|(?<=[\s「（]))[0-9]+\. $")
_SEAM: Final = re.compile(
    r"[々〆㐀-鿿][ァ-ヺ]|[ァ-ヺー][々〆㐀-鿿]|[ぁ-ヺー々〆㐀-鿿][A-Za-z]|[A-Za-z][ァ-ヺ々〆㐀-鿿]"
)
#: What BudouX's models look at: a feature's name and its letters, counted from the place.
_FEATURES: Final = (
    *((f"UW{number}", number - 4, number - 3) for number in range(1, 7)),
    *((f"BW{number}", number - 3, number - 1) for number in range(1, 4)),
    *((f"TW{number}", number - 4, number - 1) for number in range(1, 5)),
)


@lru_cache(maxsize=8192)
def find_breaks(text: str, terms: tuple[str, ...] = ()) -> tuple[int, ...]:
    """The offsets in ``text`` at which a line may break, in order; each is over 0 and below its length.

    ``text``: a whole paragraph as it is read, without readings. ``terms``: words that no line breaks within.
    Raises `TebikiError` (``phrases/model``) where the installed models are not those that are pinned.
    """
    inside, edges = _find_terms(text, terms)
    end = _last_place(text)
    allowed = [at for at in range(1, end) if at not in inside and _is_allowed(text, at)]
    phrase, word = _scores(("ja", "ja_word"), text)
    chances = {at for at in allowed if _is_chance(text, at) or (phrase[at] > 0 and word[at] > 0)}
    seams = {at for at in allowed if _is_seam(text, at) or (at in edges and not _TO_KANA.match(text[at]))}
    inner = {at: phrase[at] + word[at] for at in allowed if word[at] > 0}
    return tuple(sorted(_with_inner(text, chances, seams, inner)))


def _is_allowed(text: str, at: int) -> bool:
    """Whether no rule about the two letters at a place, or about a text's end, forbids a line to break."""
    left, right = text[at - 1], text[at]
    if right in STARTS_NO_LINE or right in _BLANKS or left in ENDS_NO_LINE or {left, right} & _JOINERS:
        return False
    if _IN_LATIN.match(text, at - 1) or _AT_DIGIT.match(text, at - 1):
        return False
    if left == " " and _COUNTED.search(text, 0, at):
        return False
    return not (left in _CLOSING and _TO_KANA.match(right))


def _last_place(text: str) -> int:
    """The first offset that too few letters follow for a line to begin there."""
    left = 0
    for at in range(len(text) - 1, -1, -1):
        left += text[at].isalnum()
        if left >= _LEAST:
            return at + 1
    return 0


def _is_chance(text: str, at: int) -> bool:
    """Whether signs alone tell that a line may break at a place."""
    return text[at - 1] in _ALWAYS_AFTER or text[at] in _ALWAYS_BEFORE


def _is_seam(text: str, at: int) -> bool:
    """Whether kanji, katakana and Latin letters meet at a place."""
    return _SEAM.match(text, at - 1) is not None


def _find_terms(text: str, terms: Iterable[str]) -> tuple[set[int], set[int]]:
    """The places inside terms, longest first, and those at their edges."""
    inside, edges = set[int](), set[int]()
    known = sorted(
        {term for term in terms if len(term) > 1 and term in text}, key=lambda one: (-len(one), one)
    )
    if known:
        for found in re.finditer("|".join(map(re.escape, known)), text):
            inside.update(range(found.start() + 1, found.end()))
            edges.update(found.span())
    return inside, edges


def _with_inner(text: str, chances: set[int], seams: set[int], inner: Mapping[int, int]) -> Iterator[int]:
    """The chances, and those inside phrases that are too long: at seams, then where the models are surest."""
    bounds = [0, *sorted(chances), len(text)]
    yield from chances
    for start, end in pairwise(bounds):
        if is_long(text[start:end]):
            found = [at for at in sorted(seams) if _can_cut(text, start, at, end)]
            yield from found
            parts = [start, *found, end]
            for first, last in pairwise(parts):
                yield from _cut(text, first, last, inner)


def _cut(text: str, start: int, end: int, inner: Mapping[int, int]) -> Iterator[int]:
    """Places inside a phrase that is still too long, at edges of its words."""
    found = {at: score for at, score in inner.items() if _can_cut(text, start, at, end)}
    if not found or not is_long(text[start:end]):
        return
    best = max(found, key=lambda at: (found[at], -at))
    yield best
    yield from _cut(text, start, best, inner)
    yield from _cut(text, best, end, inner)


def _can_cut(text: str, start: int, at: int, end: int) -> bool:
    """Whether a place lies within a phrase and leaves enough letters on both sides."""
    return start < at < end and min(_letters(text[start:at]), _letters(text[at:end])) >= _LEAST


def is_long(text: str) -> bool:
    """Whether a phrase is wider than a narrow column may be."""
    return sum(_ems(character) for character in text) > LONGEST


@cache
def _ems(character: str) -> float:
    """The width of a character, about."""
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5


def _letters(text: str) -> int:
    """How many letters and digits a text has; signs beside them are no line of their own."""
    return sum(character.isalnum() for character in text)


@cache
def _model(name: str) -> Model:
    """A model of BudouX. Raises `TebikiError` (``phrases/model``) where it is another than the pinned one."""
    data = files("budoux").joinpath("models", f"{name}.json").read_bytes()
    if sha256(data).hexdigest() != MODELS[name]:
        fail("phrases/model", None, name=name)
    found: Model = json.loads(data)
    return found


def _scores(names: tuple[str, ...], text: str) -> tuple[list[int], ...]:
    """How sure each model is of an edge before each letter, twice its own figure; over 0 is an edge."""
    size = len(text)
    #: By length, the letters that begin at each place; the last ones are shorter, which no model knows.
    grams = {width: [text[at : at + width] for at in range(size - width + 1)] for width in (1, 2, 3)}
    return tuple(_scores_of(*_weights(name), grams, size) for name in names)


def _scores_of(base: int, weights: Model, grams: Mapping[int, list[str]], size: int) -> list[int]:
    totals = [base] * size
    for name, first, last in _FEATURES:
        known = weights.get(name)
        if known is None:
            continue
        for at, gram in enumerate(grams[last - first], -first):
            if gram in known and 0 <= at < size:
                totals[at] += known[gram]
    return totals


@cache
def _weights(name: str) -> tuple[int, Model]:
    """What a model says without any letter, and twice what it says of each."""
    model = _model(name)
    base = -sum(sum(group.values()) for group in model.values())
    return base, {key: {gram: 2 * n for gram, n in group.items()} for key, group in model.items()}
