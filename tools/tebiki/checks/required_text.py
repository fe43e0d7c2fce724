"""What a manual's source carries of the rows of ``docs/required.toml``, and what has changed in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from ..content.passages import HEADING, REMEDY, Passage
from ..content.required import Row

#: Facts that the engine itself prints in every manual: on its cover, beside its heading, in its frame.
COVER: Final = frozenset({"title", "platform", "version", "published", "publisher"})

#: What stands for nothing in a message.
NOTHING: Final = "―"
#: What is compared word by word: a role as a whole, then runs of one script, as a reader takes words.
_WORDS: Final = re.compile(
    r"\{\w+\}`[^`]*`|[一-鿿々〆ヶ]+|[ァ-ヺー]+|[ぁ-ゖ]+|[A-Za-zÀ-ɏ]+|[0-9]+|\s+|.", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Marked:
    """All that stands below the marks of a row, in order. ``marks``: the marks themselves."""

    marks: tuple[Passage, ...]
    passages: tuple[Passage, ...]

    @property
    def texts(self) -> tuple[Passage, ...]:
        """The messages, those that describe pictures included."""
        return tuple(one for one in self.passages if one.kind in ("message", "alt"))

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages as they are recorded: with roles and not with their values."""
        return tuple(one.text for one in self.texts)

    def uses(self, kind: str, name: str) -> bool:
        """Whether a thing that a row asks for stands in the text; alts are no text that everybody reads."""
        if kind in ("screens", "codes"):
            there = "screen" if kind == "screens" else "qr"
            return any(one.kind == there and one.text == name for one in self.passages)
        signs = USED[kind]
        text = "\n".join(one.text for one in self.passages if one.kind == "message")
        return any(sign.format(name=name) in text for sign in signs)


#: What a row asks for → how a text uses it; the first is what people are told.
USED: Final[Mapping[str, tuple[str, ...]]] = {
    "facts": ("{{fact}}`{name}`",),
    "links": ("(fact:{name})", "{{url}}`{name}`"),
    "labels": ("{{ui}}`{name}`",),
    "codes": (":::{{qr}} {name}",),
    "screens": (":::{{screen}} {name}",),
}


def asked_of(row: Row) -> Iterator[tuple[str, str]]:
    """All that a row's text must use: kind (``facts``) and name."""
    for kind in USED:
        for name in getattr(row, kind):
            yield kind, name


def marked(passages: Sequence[Passage]) -> Mapping[str, Marked]:
    """By row, what stands below its marks.

    A mark counts for what follows it, up to the next mark, heading or remedy; for the heading or
    remedy itself where it stands right above it.
    """
    found: dict[str, tuple[list[Passage], list[Passage]]] = {}
    now: tuple[str, ...] = ()
    above: Passage | None = None
    for one in passages:
        if one.kind == "mark":
            now = (*now, *one.ids) if _is_below(above, one) else one.ids
            above = one
            for row in one.ids:
                found.setdefault(row, ([], []))[0].append(one)
        elif one.kind == "note":  # readers do not get it; it may stand between a mark and its heading
            above = one if _is_below(above, one) else above
        elif one.kind in ("end", "step"):
            now, above = (now, one) if _is_below(above, one) else ((), None)
        else:
            above = None
            for row in dict.fromkeys(now):
                found[row][1].append(one)
    return {row: Marked(tuple(marks), tuple(below)) for row, (marks, below) in found.items()}


def folded(row: Row, there: Marked, passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Where a row does not stand open: the mark, and what is closed or not there.

    Below each of its marks there must be a sentence that a page shows to who opens nothing, or a picture
    or code that the row asks for; and all that it asks for must be used outside of what is closed.
    """
    for one in there.marks:
        below = _first_below(one, passages)
        if below is None or below.folded or not (below.kind == "message" or _is_asked(row, below)):
            yield one, NOTHING if below is None else below.text
    seen = Marked(there.marks, tuple(one for one in there.passages if not one.folded))
    for kind, name in asked_of(row):
        if there.uses(kind, name) and not seen.uses(kind, name):
            yield there.marks[0], USED[kind][0].format(name=name)


def _first_below(mark: Passage, passages: Sequence[Passage]) -> Passage | None:
    """The first thing below a mark that readers get."""
    after = passages[next(at for at, one in enumerate(passages) if one is mark) + 1 :]
    return next((one for one in after if one.kind not in ("mark", "note", "end", "step")), None)


def _is_asked(row: Row, one: Passage) -> bool:
    return one.text in {"screen": row.screens, "qr": row.codes}.get(one.kind, ())


#: Characters that nobody sees.
_UNSEEN: Final = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_ID: Final = r"[A-Z]+[0-9]+"
#: A comment that begins with ids, and an id behind a % within what readers get to read.
_IN_NOTE: Final = re.compile(rf"[%\s]*{_ID}(?:[\s,、，・/]+{_ID})*(?![A-Z0-9])")
_IN_TEXT: Final = re.compile(rf"(?:^|\s)%\s*({_ID}(?:[\s,、，・/]+{_ID})*)(?![A-Z0-9])")


def mistyped(passages: Iterable[Passage]) -> Iterator[tuple[str, Passage]]:
    """What looks like the mark of a row and is none, with the row: ``％ F07``, ``% f07``."""
    for one in passages:
        text = unicodedata.normalize("NFKC", one.text).translate(_UNSEEN).upper()
        found = []
        if one.kind == "note" and (note := _IN_NOTE.match(text)):
            found = [note[0]]
        elif one.kind == "message":
            found = _IN_TEXT.findall(text)
        yield from ((row, one) for ids in found for row in re.findall(_ID, ids))


def _is_below(above: Passage | None, one: Passage) -> bool:
    """Whether nothing stands between a mark, or a place below it, and what follows."""
    if above is None:
        return False
    return one.line == (above.line + 1 if one.path == above.path else 1)  # else a chapter is included


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it stands in the text: its place, the pictures that it shows."""

    passage: Passage
    screens: tuple[str, ...]


def steps_of(passages: Iterable[Passage]) -> tuple[Step, ...]:
    """The steps of a manual, in order. A step ends at the next one, or at another heading than its own."""
    found: list[tuple[Passage, list[str]]] = []
    within = own = False
    for one in passages:
        if one.kind == "step":
            found.append((one, []))
            within = own = True
        elif one.kind == "end" and one.text != REMEDY:
            within, own = within and own and one.text == HEADING, False
        elif one.kind == "screen" and within:
            found[-1][1].append(one.text)
    return tuple(Step(passage, tuple(screens)) for passage, screens in found)


@dataclass(frozen=True, slots=True)
class Moved:
    """``first`` should stand before ``second``, whose mark is ``at``, and does not."""

    first: str
    second: str
    at: Passage


def moved(wanted: Sequence[str], passages: Iterable[Passage]) -> Iterator[Moved]:
    """Neighbours of the list ``wanted`` that stand the other way round in the text.

    Only rows that the text marks as often as the list names them; ids of one mark have no order.
    """
    marks = [one for one in passages if one.kind == "mark"]
    there = {row: [at for at, mark in enumerate(marks) if row in mark.ids] for row in set(wanted)}
    row_before, before = "", -1
    left = {row: list(places) for row, places in there.items() if len(places) == wanted.count(row)}
    for row in wanted:
        if row not in left:
            continue
        at = left[row].pop(0)
        if at < before:
            yield Moved(row_before, row, marks[at])
        row_before, before = row, at


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence then and now; None where there was, or is, none. ``at``: the one that stands there now."""

    then: str | None
    now: str | None
    at: Passage | None


def changes(then: Sequence[str], now: Sequence[Passage]) -> Iterator[Change]:
    """The sentences that are not those of the last look, in the order of the text."""
    for new, old in differing([one.text for one in now], then):
        at = None if new is None else now[new]
        yield Change(None if old is None else then[old], at.text if at else None, at)


def differing(now: Sequence[Hashable], then: Sequence[Hashable]) -> Iterator[tuple[int | None, int | None]]:
    """Where two lists differ: places in both, paired in order; None where one side has nothing."""
    for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from zip_longest(range(c, d), range(a, b))


def shown(then: str, now: str) -> tuple[str, str]:
    """Two versions of a sentence, whole; in each, 【 】 around the words that the other has not."""
    old, new = _WORDS.findall(then), _WORDS.findall(now)
    sides = ("", "")
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        parts = "".join(old[a:b]), "".join(new[c:d])
        if kind != "equal":
            parts = _framed(parts[0]), _framed(parts[1])
        sides = sides[0] + parts[0], sides[1] + parts[1]
    return sides


def _framed(text: str) -> str:
    return f"【{text}】" if text else ""
