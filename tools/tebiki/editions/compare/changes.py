"""What differs between two pages, one entry a change, in the new side's reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .blocks import Block, Page, Section
from .match import Matched, Same, match_blocks, match_sections

What = Literal["words", "title", "label", "links", "picture", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """A change in a section: of it as a whole where ``new`` and ``old`` are None, else of a block.

    ``here`` and ``there``: the section on the new and on the old side; None where there is none.
    """

    what: What
    here: Section | None
    there: Section | None
    new: Block | None = None
    old: Block | None = None

    @property
    def section(self) -> Section:
        """Where the change is, on the new side where that has it."""
        found = self.here or self.there
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Compared:
    """A page's changes. ``renumbered``: steps that only carry another number now: (old, new)."""

    new: Page | None
    old: Page | None
    changes: tuple[Change, ...]
    renumbered: tuple[tuple[int, int], ...]
    same: Same

    @property
    def page(self) -> Page:
        """The page, on the new side where that has it."""
        found = self.new or self.old
        assert found is not None
        return found


def compare_sites(new: Mapping[str, Page], old: Mapping[str, Page]) -> Iterator[Compared]:
    """Every page that has changed, in the new side's order; those that only the old has come last."""
    for name in [*new, *(name for name in old if name not in new)]:
        found = compare_pages(new.get(name), old.get(name))
        if found.changes or found.renumbered:
            yield found


def compare_pages(new: Page | None, old: Page | None) -> Compared:
    """What differs; a page that only one side has is all added or all removed."""
    here, there = new.sections if new else (), old.sections if old else ()
    matched = match_sections(here, there)
    same = Same({there[j].id: here[i].id for i, j in matched.pairs.items()})
    found = _Changes(here, there, matched, same)
    return Compared(new, old, tuple(found.all()), tuple(found.renumbered()), same)


class _Changes:
    def __init__(self, new: Sequence[Section], old: Sequence[Section], matched: Matched, same: Same) -> None:
        self.new, self.old, self.matched, self.same = new, old, matched, same
        rows = {i: match_blocks(new[i].blocks, old[j].blocks, same) for i, j in matched.pairs.items()}
        self.rows = rows
        self.moves = dict(self._moves())
        self.origins = {j: i for i, j in self.moves.items()}

    def _moves(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Blocks that are gone in one place and there, unchanged, in another: new place → old place."""
        gone: dict[object, list[tuple[int, int]]] = {}
        for i, rows in self.rows.items():
            for a, b in rows:
                if a is None and b is not None:
                    block = self.old[self.matched.pairs[i]].blocks[b]
                    gone.setdefault(self.same.old(block), []).append((self.matched.pairs[i], b))
        for i, rows in self.rows.items():
            for a, b in rows:
                if b is None and a is not None and (left := gone.get(self.same.new(self.new[i].blocks[a]))):
                    yield (i, a), left.pop(0)

    def all(self) -> Iterator[Change]:
        """All changes; a section that is gone stands after the one that it followed."""
        after = self.matched.gone_after()
        yield from self._gone(after.get(-1, ()))
        for i, section in enumerate(self.new):
            j = self.matched.pairs.get(i)
            if j is None:
                yield Change("added", section, None)
            else:
                yield from self._section(i, j)
            yield from self._gone(after.get(i, ()))

    def _gone(self, places: Sequence[int]) -> Iterator[Change]:
        for j in places:
            yield Change("removed", None, self.old[j])

    def _section(self, i: int, j: int) -> Iterator[Change]:
        here, there = self.new[i], self.old[j]
        if i in self.matched.moved:
            yield Change("moved", here, there)
        if self.same.words(here.title) != self.same.words(there.title, old=True):
            yield Change("title", here, there)
        labels: set[object] = set()
        for a, b in self.rows[i]:
            new = here.blocks[a] if a is not None else None
            old = there.blocks[b] if b is not None else None
            if new and old:
                yield from self._block(here, there, new, old, labels)
            elif new and a is not None:
                yield from self._added(here, there, new, (i, a))
            elif old and b is not None and (j, b) not in self.origins:
                yield Change("removed", here, there, None, old)

    def _added(self, here: Section, there: Section, new: Block, place: tuple[int, int]) -> Iterator[Change]:
        if (origin := self.moves.get(place)) is None:
            yield Change("added", here, there, new)
        else:
            section = self.old[origin[0]]
            yield Change("moved", here, section, new, section.blocks[origin[1]])

    def _block(
        self, here: Section, there: Section, new: Block, old: Block, labels: set[object]
    ) -> Iterator[Change]:
        """The ways in which two blocks that belong together differ; a title is told once."""
        label = self.same.words(new.label), self.same.words(old.label, old=True)
        if label[0] != label[1] and label not in labels:
            labels.add(label)
            yield Change("label", here, there, new, old)
        if self.same.text(new) != self.same.text(old, old=True):
            yield Change("words", here, there, new, old)
        if self.same.links(new) != self.same.links(old, old=True):
            yield Change("links", here, there, new, old)
        if self.same.picture(new) != self.same.picture(old):
            yield Change("picture", here, there, new, old)

    def renumbered(self) -> Iterator[tuple[int, int]]:
        """Steps with another number than before, moved ones too, by the old one."""
        for i, j in sorted(self.matched.pairs.items(), key=lambda pair: pair[1]):
            new, old = self.new[i].number, self.old[j].number
            if new is not None and old is not None and new != old:
                yield old, new
