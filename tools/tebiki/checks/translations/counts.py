"""How often each number stands in a text: 9・10 must not become 9・9, nor 2 screens three.

A number that merely vanishes or appears may be honest: ``both`` for 2つ, a name said twice. One that is there
less often together with another that is there more often is a wrong number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from ...content.languages import load_language
from .number_words import count_instead
from .numerals import KANJI, fold_word, has_words, kanji_value, words, words_said
from .word_edges import find_words, one_of, word_edges

#: Kanji before what is counted in Chinese and Japanese.
_HAN_COUNT = re.compile(
    rf"(?<=步骤|手順){KANJI.pattern}|(?<=[A-Za-z] |\d[/・·]){KANJI.pattern}"
    rf"|(?<!第)(?!十分){KANJI.pattern}(?=[つ个個项項次步遍台张張位页頁种種条條点份款类類组組枚人回度番件処处部要月日年分秒时時])"
)
_NOT_COUNTED = ("一", "百", "千")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each number stands in a text.

    ``sure``: in digits. ``most``: with all that may be a number. ``words``: in words that are one for sure.
    """

    sure: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


def number_words(text: str, language: str) -> Counter[str]:
    """Numbers above 1 that ``text`` says in words that have no other sense."""
    text = _idioms(language).sub(" ", text)
    said = words_said(text, language) if has_words(language) else []
    others = load_language(language).other_senses
    found = Counter(str(n) for word, n in said if n > 1 and word not in others)
    table = words(language)
    found |= Counter(str(table[fold_word(word)]) for word in _counting(language).findall(text))
    kanji = (k for k in _HAN_COUNT.findall(text) if k not in _NOT_COUNTED)
    return found + Counter(str(kanji_value(k)) for k in kanji)


@cache
def _idioms(language: str) -> re.Pattern[str]:
    """What is no count: a menu by its three dots, looking twice."""
    return find_words(load_language(language).idioms, language)


@cache
def _counting(language: str) -> re.Pattern[str]:
    """Words with another sense where they are numbers: năm is five before what can be counted."""
    data, (before, after) = load_language(language), word_edges(language)
    return re.compile(rf"(?i){before}({one_of(data.other_senses)}) (?=(?:{one_of(data.counted)}){after})")


def exchanged(there: Counts, here: Counts, text: str, language: str) -> tuple[str, str] | None:
    """What the translation ``text`` has more often and what less often, where it has both.

    A number that the message has in words or kanji (三つ, 二要素) is only held against one that is new:
    千葉 is no thousand. So is one that the message has in digits and the translation elsewhere in a word.
    """
    more = sorted(n for n, count in (here.sure + here.words).items() if count > there.most[n])
    has_new = any(n not in there.most for n in more)
    wanted = there.sure + Counter({n: there.words[n] for n in there.words if has_new and n not in ("0", "1")})
    less = sorted(n for n, count in wanted.items() if here.most[n] < count)
    # A new number beside ``a`` is not made up for by the article.
    less = [n for n in less if here.most[n] + count_instead(n, text, language, strict=has_new) < wanted[n]]
    return (" ".join(more), " ".join(less)) if more and less else None
