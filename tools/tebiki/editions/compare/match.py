"""Sections and blocks of two sides that belong together, and what makes their parts the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...render.difference import hash_pixels
from .align import aligned, best_pairs, out_of_order
from .blocks import Block, Link, Section, Token
from .words import likeness

#: From which likeness on two steps are one, and two sections with different ids.
_STEP: Final = 0.5
_OTHER: Final = 0.6


@dataclass(frozen=True, slots=True)
class Same:
    """What counts as the same on both sides. ``ids``: a place of the old side → that of the new."""

    ids: Mapping[str, str]

    def token(self, token: Token, *, old: bool = False) -> Hashable:
        """A reference by the place that it leads to, all else by its letters."""
        if token.target is None:
            return token.text
        return ("#", self.ids.get(token.target, token.target) if old else token.target)

    def words(self, tokens: Sequence[Token], *, old: bool = False) -> tuple[Hashable, ...]:
        """Words by what makes them the same."""
        return tuple(self.token(token, old=old) for token in tokens)

    def text(self, block: Block, *, old: bool = False) -> object:
        """A block's words; of what is printed the letters alone, for its lines end anywhere."""
        if block.kind == "print":
            return "".join(block.text.split())
        return self.words(block.tokens, old=old)

    def links(self, block: Block, *, old: bool = False) -> tuple[str, ...]:
        """Where a block leads, but by printed addresses, which are words."""
        return tuple(self.target(link.target, old=old) for link in hidden(block.links))

    def target(self, target: str, *, old: bool = False) -> str:
        """A place of the page as the new side names it; other targets as they are."""
        return "#" + self.ids.get(target[1:], target[1:]) if old and target[:1] == "#" else target

    def picture(self, block: Block) -> object:
        """A picture's file, text and code."""
        found = block.picture
        return None if found is None else (digest(found.path), self.words(found.alt), found.code)

    def new(self, block: Block) -> object:
        """All of a block of the new side."""
        return self._whole(block, old=False)

    def old(self, block: Block) -> object:
        """All of a block of the old side, as the new would have it."""
        return self._whole(block, old=True)

    def _whole(self, block: Block, *, old: bool) -> object:
        words = self.words(block.label, old=old), self.words(block.tokens, old=old)
        return block.kind, *words, self.links(block, old=old), self.picture(block)

    def likeness(self, new: Block, old: Block) -> float:
        """How like two blocks are, 0 to 1; blocks of two kinds are not."""
        if new.kind != old.kind:
            return 0.0
        label = likeness(self.words(new.label), self.words(old.label, old=True))
        if new.picture is not None and old.picture is not None:
            named = 1.0 if new.picture.name == old.picture.name else 0.5
            return 0.85 * named + 0.05 * label + 0.1 * (self.picture(new) == self.picture(old))
        words = likeness(self.words(new.tokens), self.words(old.tokens, old=True))
        linked = self.links(new) == self.links(old, old=True)
        return 0.85 * words + 0.1 * label + 0.05 * linked


def hidden(links: Sequence[Link]) -> list[Link]:
    """Links whose address is not printed as their text."""
    return [link for link in links if link.target != link.text]


def digest(path: Path) -> str:
    """What a picture shows: another version of what packs a PNG writes other bytes for the same pixels."""
    return hash_pixels(path.read_bytes())


def match_blocks(
    new: Sequence[Block], old: Sequence[Block], same: Same
) -> list[tuple[int | None, int | None]]:
    """Blocks of one section side by side."""
    return aligned(new, old, same.likeness)


@dataclass(frozen=True, slots=True)
class Matched:
    """``pairs``: indexes of new sections → of old ones. ``moved``: new ones that stand elsewhere now."""

    pairs: Mapping[int, int]
    moved: frozenset[int]
    olds: int

    def gone_after(self) -> dict[int, list[int]]:
        """Old sections without a new one, by the new section (-1: none) that they are told after."""
        back = {j: i for i, j in self.pairs.items() if i not in self.moved}
        found: dict[int, list[int]] = {}
        last = -1
        for j in range(self.olds):
            last = back.get(j, last)
            if j not in self.pairs.values():
                found.setdefault(last, []).append(j)
        return found


def match_sections(new: Sequence[Section], old: Sequence[Section]) -> Matched:
    """By id, but steps, whose id is their number, by heading and content; then what is left, by content."""
    pairs = _by_id(new, old)
    for steps, least in ((True, _STEP), (False, _OTHER)):
        news = [i for i, s in enumerate(new) if i not in pairs and (s.number is not None) == steps]
        olds = [j for j, s in enumerate(old) if j not in pairs.values() and (s.number is not None) == steps]
        pairs |= best_pairs(news, olds, lambda i, j: _likeness(new[i], old[j]), least)
    pairs |= _between(new, old, pairs)
    order = sorted(pairs)
    moved = {order[at] for at in out_of_order([pairs[i] for i in order])}
    return Matched({i: pairs[i] for i in order}, frozenset(_outermost(new, moved)), len(old))


def _by_id(new: Sequence[Section], old: Sequence[Section]) -> dict[int, int]:
    places = {s.id: j for j, s in enumerate(old) if s.number is None}
    named = ((i, places.get(s.id)) for i, s in enumerate(new) if s.number is None)
    return {i: j for i, j in named if j is not None}


def _between(new: Sequence[Section], old: Sequence[Section], pairs: Mapping[int, int]) -> dict[int, int]:
    """Steps that were written anew: one alone between the same neighbours on both sides."""
    found = {}
    for i, section in enumerate(new):
        j = pairs[i - 1] + 1 if i - 1 in pairs else -1
        alone = 0 < j < len(old) and i not in pairs and j not in pairs.values()
        ends = (i + 1 in pairs or i + 1 == len(new)) and pairs.get(i + 1, len(old)) == j + 1
        if alone and ends and (section.number is None) == (old[j].number is None):
            found[i] = j
    return found


def _likeness(new: Section, old: Section) -> float:
    titles = likeness((t.text for t in new.title), (t.text for t in old.title))
    words = likeness((t.text for t in new.words()), (t.text for t in old.words()))
    return 0.4 * titles + 0.6 * words


def _outermost(sections: Sequence[Section], moved: set[int]) -> set[int]:
    """Without sections that only went along with the chapter that holds them."""
    chapters = {sections[i].id for i in moved if sections[i].level == 2}
    return {i for i in moved if sections[i].level <= 2 or sections[i].chapter not in chapters}
