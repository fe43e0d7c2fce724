"""Whether all that a page of a PDF says stands where the template lets text stand, and no text on another.

The template gives each page a block for its text; header, footer, readings and the mark of a draft,
which are no content, may stand nearer to the paper's edge. A line that cannot be broken, or a box
that is higher than a page, is set beyond without a word from Typst.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

_MM: Final = 72 / 25.4
_HEIGHT: Final = 297 * _MM
#: Points that a glyph may reach beyond its block: the foot of a j, a full-width sign's blank half.
_SLACK: Final = 1.0 * _MM

#: The same above it, where scripts such as Burmese have marks over their letters.
_ABOVE: Final = 1.5 * _MM

Side = Literal["left", "right", "top", "bottom", "over"]


class Bounds(NamedTuple):
    """A rectangle in points, from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def side_of(self, inner: Bounds) -> Side | None:
        """On which side ``inner`` stands out of it by more than the slack."""
        if inner.right - self.right > _SLACK:
            return "right"
        if self.bottom - inner.bottom > _SLACK:
            return "bottom"
        if inner.top - self.top > _ABOVE:
            return "top"
        return "left" if self.left - inner.left > _SLACK else None

    def covers(self, other: Bounds) -> bool:
        """Whether both take the same place by more than neighbours touch: some letters on one line."""
        return (
            self.right - other.left > _TOUCH
            and other.right - self.left > _TOUCH
            and self.top - other.bottom > _TOUCH
            and other.top - self.bottom > _TOUCH
        )


#: Letters of what stands out that are enough to find it by.
_WORDS: Final = 16
#: Points by which lines and words that stand side by side may touch.
_TOUCH: Final = 2.0


def _of_paper(left: float, top: float, right: float, bottom: float) -> Bounds:
    """A rectangle of an A4 page, given in mm from its upper left corner."""
    return Bounds(left * _MM, _HEIGHT - bottom * _MM, right * _MM, _HEIGHT - top * _MM)


#: Where content may stand: on the first page, which may be a cover and begin higher, and on all others
#: (``dressed`` and ``cover`` of the template).
_FIRST: Final = _of_paper(20, 18.6, 192, 277)
_PAGE: Final = _of_paper(20, 25, 192, 277)
#: Where what is no content may stand: header, footer, the mark of a draft at the upper edge.
_BESIDE: Final = _of_paper(20, 4, 192, 288)
#: The same two of the page for the wall (``tebiki-summary.typ``).
_WALL: Final = _of_paper(12, 10, 198, 288)
_BESIDE_WALL: Final = _of_paper(12, 4, 198, 288)


class PlacedRun(NamedTuple):
    """A run of text as it is set. ``content``: no header, footer, reading or mark.

    ``element``: a number that the runs of one element of the tag tree share; 0 where nobody knows.
    """

    text: str
    bounds: Bounds
    content: bool
    element: int = 0


class StrayRun(NamedTuple):
    """A run that stands out of the block of its page (from 1) on a side, or ``over`` other text."""

    page: int
    text: str
    side: Side


def stray_runs(runs: Sequence[PlacedRun], page: int, *, is_wall: bool = False) -> Iterator[StrayRun]:
    """What stands where it should not: on each side the first words, whose cause all share.

    ``is_wall``: whether it is the page for the wall, which fills its sheet.
    """
    block, beside, found = _FIRST if page == 1 else _PAGE, _BESIDE, dict[Side, str]()
    if is_wall:
        block, beside = _WALL, _BESIDE_WALL
    for run in runs:
        side = (block if run.content else beside).side_of(run.bounds)
        if side is not None and len(found.get(side, "")) < _WORDS:
            found[side] = found.get(side, "") + run.text
    yield from (StrayRun(page, text, side) for side, text in found.items())
    if (covered := _covered(runs)) is not None:
        yield StrayRun(page, covered.text, "over")


def _covered(runs: Sequence[PlacedRun]) -> PlacedRun | None:
    """The first run of content that another one is set over.

    Within an element, signs reach over their neighbours where the script has them so: Devanagari, Burmese.
    """
    rising = sorted((run for run in runs if run.content), key=lambda run: run.bounds.bottom)
    for index, run in enumerate(rising):
        for other in rising[index + 1 :]:
            if other.bounds.bottom + _TOUCH >= run.bounds.top:
                break
            if run.bounds.covers(other.bounds) and not _are_joined(run, other):
                return run
    return None


def _are_joined(one: PlacedRun, other: PlacedRun) -> bool:
    """Whether two runs are one element's, in a script with signs over and under its letters."""
    same = one.element and one.element == other.element
    return bool(same) and any(unicodedata.category(char) in ("Mn", "Mc") for char in one.text + other.text)
