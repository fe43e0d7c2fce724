"""The text of a published PDF as one stream of letters, in which sentences of today are looked for."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ...output.foreign_pdf import UNREAD

#: So many letters that the PDF does not tell are tried as any letter.
_GUESSED: Final = 2000
#: A line that stands at the top or foot of so many pages is a header; it has so few letters at most.
_EVERYWHERE: Final = 0.5
_EDGE: Final = 2
#: A line that fills so much of the longest one goes on in the next.
_FULL: Final = 0.72
_END: Final = re.compile(r"(?<=[。！？])(?![」』）])")
#: A reference to a page of the PDF: pages move, and the web page names none.
_PAGE: Final = re.compile(r"[（(]\d+ページ[）)]")
_DOTS: Final = re.compile(r"[.…‥・\s]{4,}\d*")
_NUMBERS: Final = re.compile(r"\d+")
#: Room that a word processor leaves between Japanese and Latin letters or digits: nobody typed it.
_GAP: Final = re.compile(r"(?<=[^\x00-\u02ff]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9.]) (?=[^\x00-\u02ff])")
#: Letters: what has none is a mark or a number of the layout.
_LETTER: Final = re.compile(r"[^\W\d_]")


def plain_letters(text: str) -> str:
    """What makes two texts the same: letters without blanks, of one width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of the PDF that nothing of today is: from and to in the stream, and as they are printed."""

    start: int
    end: int
    text: str
    page: int


class Stream:
    """All letters in reading order, what of them has been found, and on which page each is."""

    def __init__(self, pages: Sequence[Sequence[str]]) -> None:
        kept = without_headers(pages)
        pieces: list[str] = []
        #: For each letter of the stream its place in `raw`.
        self._at: list[int] = []
        letters: list[str] = []
        self._starts: list[int] = []
        length = 0
        for lines in kept:
            self._starts.append(length)
            for text in (_PAGE.sub("", text) for text in joined(lines)):
                for offset, character in enumerate(text):
                    for letter in plain_letters(character):
                        letters.append(letter)
                        self._at.append(length + offset)
                pieces.append(text + "\n")
                length += len(text) + 1
        self.raw = "".join(pieces)
        self.letters = "".join(letters)
        self.covered = bytearray(len(letters))
        unread = [at for at, letter in enumerate(letters) if letter == UNREAD]
        self._unread = unread if len(unread) <= _GUESSED else []

    def page_at(self, letter: int) -> int:
        """The page (from 1) of a letter of the stream."""
        return bisect_right(self._starts, self._at[letter])

    def take(self, text: str, after: int) -> int | None:
        """Find a text that nobody has taken yet, best after the place ``after``; where, and it is taken."""
        wanted = plain_letters(text)
        if not wanted:
            return None
        for begin in (after, 0):
            at = self.letters.find(wanted, begin)
            while at >= 0:
                if not any(self.covered[at : at + len(wanted)]):
                    self.covered[at : at + len(wanted)] = b"\1" * len(wanted)
                    return at
                at = self.letters.find(wanted, at + 1)
        guessed = self._guessed(wanted)
        if guessed is not None:
            self.covered[guessed : guessed + len(wanted)] = b"\1" * len(wanted)
        return guessed

    def _guessed(self, wanted: str) -> int | None:
        """Where a text stands, if what the PDF does not say may be any letter."""
        size = len(wanted)
        for unread in self._unread if size > 3 else ():
            for at in range(max(0, unread - size + 1), min(unread + 1, len(self.letters) - size + 1)):
                there = self.letters[at : at + size]
                alike = all(a in {b, UNREAD} for a, b in zip(there, wanted, strict=True))
                if alike and not any(self.covered[at : at + size]):
                    return at
        return None

    def fragments(self) -> Iterator[Fragment]:
        """What nobody has taken, a sentence or a line each."""
        at = 0
        while at < len(self.letters):
            if self.covered[at]:
                at += 1
                continue
            end = self.covered.find(1, at)
            end = len(self.letters) if end < 0 else end
            yield from self._sentences(at, end)
            at = end

    def _sentences(self, start: int, end: int) -> Iterator[Fragment]:
        ends = [start, *(at for at in range(start + 1, end) if self._ends_before(at)), end]
        for begin, stop in pairwise(ends):
            text = self.raw[self._at[begin] : self._at[stop - 1] + 1]
            shown = _GAP.sub("", " ".join(_DOTS.sub(" ", text).split()))
            if len(_LETTER.findall(shown)) > 1:
                yield Fragment(begin, stop, shown, self.page_at(begin))

    def _ends_before(self, at: int) -> bool:
        between = self.raw[self._at[at - 1] : self._at[at]]
        closed = self.letters[at] in "」』)"
        return "\n" in between or (between.startswith(("。", "！", "？")) and not closed)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; lines end them, too."""
    for line in text.split("\n"):
        yield from (part for part in _END.split(line) if part.strip())


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Lines of a page as paragraphs, as well as their lengths tell."""
    longest = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        gap = " " if text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii() else ""
        text = f"{text}{gap}{line}" if text else line
        if len(line) < _FULL * longest or line.endswith(("。", "！", "？")):
            yield text
            text = ""
    if text:
        yield text


def without_headers(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without what stands at the top or foot of most of them, page numbers too."""
    counts: dict[str, int] = {}
    for lines in pages:
        for key in {_key(line) for line in _edges(lines)}:
            counts[key] = counts.get(key, 0) + 1
    least = max(3, _EVERYWHERE * len(pages))
    headers = {key for key, count in counts.items() if count >= least}
    found = []
    for lines in pages:
        edges = {*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))}
        found.append([line for at, line in enumerate(lines) if not (at in edges and _key(line) in headers)])
    return found


def _edges(lines: Sequence[str]) -> Sequence[str]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _key(line: str) -> str:
    return _NUMBERS.sub("0", plain_letters(line))
