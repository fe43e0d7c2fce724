"""A manual's page as a published PDF has it: each block of today with the words that stood there then.

Of the PDF only words are known, in reading order. So the page keeps today's parts, pictures and links; a
part whose words are not in the PDF is not there, and words of the PDF that are nothing of today stand
where they stood, as paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ..compare.blocks import Block, Page, Section, Token
from ..compare.words import tokens
from .stream import Fragment, Stream, plain_letters, sentences

#: From which likeness on two sentences are one that was changed.
_LIKE: Final = 0.5
#: Comparisons of sentences beyond which nobody waits: then what is left is added and removed.
_MOST: Final = 1_500_000
#: Headings are short: that two are one, more of them must be the same.
_HEADING: Final = 0.7
#: So many pieces of the PDF may be one sentence: its lines end anywhere.
_PIECES: Final = 4
#: What stands before a line of a list, or an act of a step.
_BULLET: Final = re.compile(r"^(?:[0-9]{1,2}[.．)]?\s+|[①-⑳❶-❿・●○■□◆※?▲▶→]\s*)")
#: An entry of the contents: what stands before the heading, and its page.
_ENTRY: Final = re.compile(r"^(?:手順\d+)?(.*?)\d+$")
#: What only a web page has, or a builder makes.
_WEB: Final = frozenset({"edition", "link", "picture", "qr"})


@dataclass(slots=True)
class _Unit:
    """A sentence of today: where it stands, and what was found of it: its place in the stream, its words."""

    section: int
    block: int  #: -1: of the heading
    text: str
    #: Of the title of a box: it is looked for, and no part of the block's words.
    label: bool = False
    at: int | None = None
    found: str = ""


def page_as_published(page: Page, stream: Stream, same: Mapping[str, str]) -> Page:
    """The page with the words of the PDF. ``same``: words of today (version, month) → those of then.

    ``stream`` is that of the PDF; what the page takes of it, no other page takes.
    """
    units = list(_units(page))
    _find_whole(units, stream)
    _find_alike(units, stream)
    return _Assembly(page, units, [*stream.fragments()], stream, same).page()


def _units(page: Page) -> Iterator[_Unit]:
    for number, section in enumerate(page.sections):
        for text in sentences(section.name):
            yield _Unit(number, -1, text)
        told: set[str] = set()
        for at, block in enumerate(section.blocks):
            label = "".join(token.text for token in block.label)
            for text in label.split("・") if label not in told else ():
                yield _Unit(number, at, text, label=True)
            told.add(label)
            if block.kind not in _WEB:
                for text in sentences(block.text):
                    yield _Unit(number, at, text)


def _find_whole(units: Sequence[_Unit], stream: Stream) -> None:
    """Sentences that stand in the PDF letter by letter; long ones first settle where short ones belong."""
    for least in (12, 5, 2):
        after = 0
        for unit in units:
            if unit.at is not None:
                after = unit.at
            elif least <= len(unit.text):
                unit.at = stream.take(unit.text, after)
                if unit.at is not None:
                    unit.found, after = unit.text, unit.at


def _find_alike(units: Sequence[_Unit], stream: Stream) -> None:
    """Sentences that were changed: the likest pairs first, whatever is left of both."""
    left = [unit for unit in units if unit.at is None and not unit.label]
    pieces = [*_pieces([*stream.fragments()])]
    if len(left) * len(pieces) > _MOST:
        return
    ranked = sorted(_ranked(left, pieces))
    for _, i, j in ranked:
        start, end = pieces[j][0].start, pieces[j][-1].end
        if left[i].at is None and not any(stream.covered[start:end]):
            stream.covered[start:end] = b"\1" * (end - start)
            text = "".join(piece.text for piece in pieces[j])
            left[i].at = start
            left[i].found = text if _BULLET.match(left[i].text) else _BULLET.sub("", text)


def _pieces(fragments: Sequence[Fragment]) -> Iterator[Sequence[Fragment]]:
    """Each fragment, and with those that follow it without a gap."""
    for at in range(len(fragments)):
        for count in range(1, _PIECES + 1):
            run = fragments[at : at + count]
            if len(run) < count or any(one.end != other.start for one, other in pairwise(run)):
                break
            yield run


def _ranked(units: Sequence[_Unit], pieces: Sequence[Sequence[Fragment]]) -> Iterator[tuple[float, int, int]]:
    news = [Counter(token.text for token in tokens(unit.text)) for unit in units]
    olds = [Counter(t.text for t in tokens("".join(piece.text for piece in run))) for run in pieces]
    totals = [old.total() for old in olds]
    for i, new in enumerate(news):
        own, least = new.total(), _HEADING if units[i].block < 0 else _LIKE
        for j, old in enumerate(olds):
            if 2 * min(own, totals[j]) >= least * (own + totals[j]):
                like = 2 * (new & old).total() / (own + totals[j])
                if like >= least:
                    yield -like, i, j


class _Assembly:
    """Today's parts with the words of then."""

    def __init__(
        self,
        page: Page,
        units: Sequence[_Unit],
        fragments: Sequence[Fragment],
        stream: Stream,
        same: Mapping[str, str],
    ) -> None:
        self.own, self.stream, self.same = page, stream, same
        self.headings = {plain_letters(section.name) for section in page.sections}
        self.units: dict[tuple[int, int], list[_Unit]] = {}
        for unit in units:
            if not unit.label:
                self.units.setdefault((unit.section, unit.block), []).append(unit)
        self.gone: dict[tuple[int, int], list[Fragment]] = {}
        placed = sorted((u.at, u.section, u.block) for u in units if u.at is not None)
        told: set[str] = set()
        for fragment in fragments:  # what is printed under each picture is told once
            if fragment.text in told or self._is_entry(fragment):
                continue
            told.add(fragment.text)
            before = [place for place in placed if place[0] < fragment.start]
            where = before[-1][1:] if before else (0, -1)
            self.gone.setdefault((where[0], where[1]), []).append(fragment)

    def _is_entry(self, fragment: Fragment) -> bool:
        """Whether it is a line of the table of contents: a heading of today with a page."""
        found = _ENTRY.match(plain_letters(fragment.text))
        return found is not None and found[1] in self.headings

    def page(self) -> Page:
        """All sections of which the PDF has anything."""
        return replace(self.own, sections=tuple(self.sections()))

    def sections(self) -> Iterator[Section]:
        for number, section in enumerate(self.own.sections):
            heading = self.words(number, -1)
            blocks = tuple(self.blocks(number, section))
            kept = [block for block in blocks if block.kind not in _WEB]
            if heading or kept or not number:
                title = tokens(heading) if heading and heading != section.name else section.title
                yield replace(section, title=title, blocks=blocks, printed=self.printed(number))

    def blocks(self, number: int, section: Section) -> Iterator[Block]:
        yield from self.removed(number, -1)
        for at, block in enumerate(section.blocks):
            if block.kind in _WEB:
                yield self.replaced(block)
            elif found := self.units.get((number, at)):
                if all(unit.found == unit.text for unit in found):
                    yield block
                elif any(unit.found for unit in found):
                    yield replace(block, tokens=tuple(self.tokens(block, found)))
            else:
                yield block
            yield from self.removed(number, at)

    def tokens(self, block: Block, found: Sequence[_Unit]) -> Iterator[Token]:
        """The words of a block: a line a cell where the block has lines."""
        lines = block.text.split("\n")
        at = 0
        for number, line in enumerate(lines):
            if number:
                yield Token("\n")
            for _ in sentences(line):
                yield from tokens(found[at].found)
                at += 1

    def replaced(self, block: Block) -> Block:
        """What only a web page has, with the values of then."""
        text = block.text
        for now, then in self.same.items():
            text = text.replace(now, then)
        return block if text == block.text else replace(block, tokens=tokens(text))

    def removed(self, number: int, at: int) -> Iterator[Block]:
        for fragment in self.gone.get((number, at), ()):
            yield Block("paragraph", tokens(fragment.text))

    def words(self, number: int, at: int) -> str:
        return "".join(unit.found for unit in self.units.get((number, at), ()))

    def printed(self, number: int) -> int | None:
        """The page of the PDF on which the section begins."""
        places = [u.at for (section, _), own in self.units.items() if section == number for u in own]
        known = [at for at in places if at is not None]
        return self.stream.page_at(min(known)) if known else None
