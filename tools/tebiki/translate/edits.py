"""An edit of a sentence as people judge it.

Both texts stand whole, with what changed marked; words that often change a meaning are told.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from .same import Judged

#: Digits of a key that people type.
SHORT: Final = 6
#: Why the meaning may be another one.
Hint = Literal["negation", "number", "order", "extent"]
#: A role, a word in Latin letters or a number is marked whole; else each character is by itself.
_PART: Final = re.compile(r"\{\w+\}`[^`]*`|[A-Za-z]+|[0-9０-９]+(?:[.．][0-9０-９]+)*|.", re.DOTALL)
#: Characters that are the same between two changes, and are marked with them.
_GAP: Final = 1
_HINTS: Final[dict[Hint, re.Pattern[str]]] = {
    "negation": re.compile(
        r"(?<![少危])(?<!すく)な(?:い|く(?!な[らり])|かっ|けれ|きゃ)|ません|(?<![必ま])ず(?![つっ])|ぬ|まい|禁|不|未|無|非|(?:ては|では)いけ|だめ|やめ"
    ),
    "number": re.compile(
        r"[0-9０-９]+|[〇一二三四五六七八九十百千万]+(?=[つ回度個人件枚台本分秒時日週月年番階行字])|両|半|数|複数|片方|ひとつ|ふたつ"
    ),
    "order": re.compile(
        r"前|後|あと|先|さき|次|つぎ|まず|最初|最後|はじめ|初め|始め|終わ|おわ|まで|(?<!わ)から|たら|ながら|うちに|同時|途中|直ちに|すぐ"
        r"|以降|上|下|左|右"
    ),
    "extent": re.compile(
        r"だけ|のみ|しか|以外|以上|以下|未満|すべて|全て|全部|必ず|または|もしくは|および|場合|ときは|なら|でも"
    ),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence before and after, once; ``languages``: those whose translations would stay as they are."""

    before: str
    after: str
    languages: tuple[str, ...]
    key: str

    @property
    def marked(self) -> tuple[str, str]:
        """Both texts, with what changed in 【】."""
        return marked_texts(self.before, self.after)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """Why it may have another meaning."""
        return tuple(hint for hint, words in _HINTS.items() if _differ(words, self.before, self.after))


def edits_of(judged: Iterable[tuple[str, Sequence[Judged]]]) -> tuple[Edit, ...]:
    """The edits that somebody must answer for; ``judged``: by language."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for language, found in judged:
        for one in found:
            if one.why is None:
                pairs.setdefault((one.entry.former, one.entry.msgid), []).append(language)
    keys = _keys(list(pairs))
    return tuple(Edit(*pair, tuple(names), keys[pair]) for pair, names in pairs.items())


def marked_texts(before: str, after: str) -> tuple[str, str]:
    """Two texts, each with what the other has not in 【】."""
    first, second = _PART.findall(before), _PART.findall(after)
    runs = list(_runs(first, second))
    return (
        "".join(_marked("".join(first[one]), equal=equal) for equal, one, _ in runs),
        "".join(_marked("".join(second[other]), equal=equal) for equal, _, other in runs),
    )


def _runs(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[bool, slice, slice]]:
    """Runs of both that are equal or not, in order; a short equal one between two others is none."""
    start: tuple[int, int] | None = None
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        within = start is not None and number + 1 < len(codes)
        if tag != "equal" or (within and i2 - i1 <= _GAP):
            start = start or (i1, j1)
            continue
        if start is not None:
            yield False, slice(start[0], i1), slice(start[1], j1)
            start = None
        yield True, slice(i1, i2), slice(j1, j2)
    if start is not None:
        yield False, slice(start[0], len(first)), slice(start[1], len(second))


def _marked(text: str, *, equal: bool) -> str:
    return text if equal or not text else f"【{text}】"


def _differ(words: re.Pattern[str], before: str, after: str) -> bool:
    return Counter(words.findall(before)) != Counter(words.findall(after))


def _keys(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What each pair is known by: as few digits as tell them apart, six at least."""
    hashes = {pair: hashlib.sha256("\0".join(pair).encode()).hexdigest() for pair in pairs}
    length = SHORT
    while len({text[:length] for text in hashes.values()}) < len(pairs):
        length += 1
    return {pair: text[:length] for pair, text in hashes.items()}
