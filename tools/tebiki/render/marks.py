"""Numbered marks on a picture: a box around what is meant, a badge with its number beside it.

Number and shape carry the meaning, colour only helps. Everything is drawn at four times
the size and reduced, so that the result is the same wherever Pillow is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import ceil, floor, inf
from typing import Final

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from .fonts import BADGE_FONT

VERMILION: Final = (0xA8, 0x25, 0x00)
WHITE: Final = (255, 255, 255)

# Pixels of the picture (144 ppi).
MARGIN: Final = 9  # target to box, and box to the picture's edge
SMALLEST: Final = 44
RADIUS: Final = 14
LINE: Final = 6
CASING: Final = 4
BADGE: Final = 26  # radius of the disc
RING: Final = BADGE + 4
DIGIT: Final = 34
GAP: Final = 5  # of a letter's strokes, odd

SCALE: Final = 4

Colour = tuple[int, int, int]
Pen = ImageDraw.ImageDraw
Move = Callable[[float, float], tuple[int, int]]
#: left, top, right, bottom in pixels.
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge's centre in pixels."""

    x: float
    y: float

    @property
    def rect(self) -> Rect:
        """The square around its ring."""
        return (self.x - RING, self.y - RING, self.x + RING, self.y + RING)


def mark(picture: Image.Image, targets: Sequence[Rect], first: int = 1) -> Image.Image:
    """A copy of the RGB ``picture`` with a mark on each of ``targets``, numbered from ``first``."""
    out = picture.copy()
    draw_marks(out, targets, first)
    return out


def draw_marks(picture: Image.Image, targets: Sequence[Rect], first: int = 1) -> None:
    """Draw a mark on each of ``targets`` into the RGB ``picture`` itself, numbered from ``first``."""
    boxes = [box_around(target, picture.size) for target in targets]
    badges = place_badges(picture, targets, boxes)
    # All casings before all lines, so that neighbouring boxes may touch; badges last.
    for box in boxes:
        _outline(picture, WHITE, box, LINE + 2 * CASING)
    for box in boxes:
        _outline(picture, VERMILION, box, LINE)
    for number, badge in enumerate(badges, first):
        _disc(picture, WHITE, badge, RING)
        _disc(picture, VERMILION, badge, BADGE)
        _digits(picture, badge, str(number))


def box_around(target: Rect, size: tuple[int, int]) -> Rect:
    """The middle of the line around ``target``: apart from it, not too small, within the picture."""
    left, right = _side(target[0], target[2], size[0])
    top, bottom = _side(target[1], target[3], size[1])
    return (left, top, right, bottom)


def _side(start: float, end: float, length: int) -> tuple[float, float]:
    middle, half = (start + end) / 2, max((end - start) / 2 + MARGIN, SMALLEST / 2)
    return max(middle - half, MARGIN), min(middle + half, length - MARGIN)


def place_badges(picture: Image.Image, targets: Sequence[Rect], boxes: Sequence[Rect]) -> list[Badge]:
    """Where each badge hides least; earlier marks choose first."""
    drawn = _drawn(picture) if targets else picture
    badges: list[Badge] = []
    for own in range(len(targets)):
        spots = [_clamped(spot, picture.size) for spot in _candidates(boxes[own])]
        known = [
            0.02 * rank + _hidden(spot, own, targets, boxes) + _crowded(spot, badges)
            for rank, spot in enumerate(spots)
        ]
        badges.append(spots[_cheapest(known, [partial(_covering, spot, drawn) for spot in spots])])
    return badges


def _cheapest(known: Sequence[float], further: Sequence[Callable[[], float]]) -> int:
    """The first index with the least sum of both prices.

    ``further`` finds a price that is never negative. It is asked only where the whole could still be least.
    """
    best, least = 0, inf
    for index in sorted(range(len(known)), key=known.__getitem__):
        if known[index] > least:
            break
        price = known[index] + further[index]()
        if price < least or (price == least and index < best):
            best, least = index, price
    return best


def _candidates(box: Rect) -> Iterator[Badge]:
    """Places that touch the box, the best first: its sides, above, below, its corners.

    Beside the box a badge reads as a number before or after a line of text.
    """
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    yield from (Badge(left - BADGE, y), Badge(right + BADGE, y))
    for level in (top - BADGE, bottom + BADGE):
        yield from (Badge(left + BADGE, level), Badge(x, level), Badge(right - BADGE, level))
    reach = BADGE * 0.7
    for level in (top - reach, bottom + reach):
        yield from (Badge(left - reach, level), Badge(right + reach, level))
    yield from (Badge(left, top), Badge(right, top))


def _clamped(badge: Badge, size: tuple[int, int]) -> Badge:
    width, height = size
    return Badge(min(max(badge.x, RING), width - RING), min(max(badge.y, RING), height - RING))


def _hidden(badge: Badge, own: int, targets: Sequence[Rect], boxes: Sequence[Rect]) -> float:
    """The price of what the badge lies on: other targets, its own, other boxes."""
    price = 1.2 * _share(badge.rect, targets[own])
    for i, (target, box) in enumerate(zip(targets, boxes, strict=True)):
        if i != own:
            price += 6 * _share(badge.rect, target) + 2 * _share(badge.rect, box)
    return price


def _crowded(badge: Badge, others: Sequence[Badge]) -> float:
    return 20 * sum(_share(badge.rect, other.rect) for other in others)


def _share(of: Rect, within: Rect) -> float:
    """How much of the first rectangle lies in the second, 0 to 1."""
    width = min(of[2], within[2]) - max(of[0], within[0])
    height = min(of[3], within[3]) - max(of[1], within[1])
    return max(width, 0) * max(height, 0) / ((of[2] - of[0]) * (of[3] - of[1]))


def _drawn(picture: Image.Image) -> Image.Image:
    """White where something is drawn: a tone well away from the commonest."""
    grey = picture.convert("L")
    counts = grey.histogram()
    ground = counts.index(max(counts))
    return grey.point([255 if abs(tone - ground) > 70 else 0 for tone in range(256)])


def _covering(badge: Badge, drawn: Image.Image) -> float:
    """The price of what is drawn below the badge: words cost more than anything but another badge."""
    corner = (round(badge.x) - RING, round(badge.y) - RING)
    counts = _busy(drawn, (*corner, corner[0] + 2 * RING, corner[1] + 2 * RING)).histogram(_disc_mask())
    return 10 * counts[255] / sum(counts)


def _busy(drawn: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """What is drawn within ``box``, and the gaps within its words.

    The filter sees as far beyond the box as it reaches, and nothing beyond the picture's edge.
    """
    reach = GAP // 2
    left, top = max(box[0] - reach, 0), max(box[1] - reach, 0)
    right, bottom = min(box[2] + reach, drawn.width), min(box[3] + reach, drawn.height)
    if right <= left or bottom <= top:
        return Image.new("L", (box[2] - box[0], box[3] - box[1]))
    part = drawn.crop((left, top, right, bottom)).filter(ImageFilter.MaxFilter(GAP))
    return part.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))


@cache
def _disc_mask() -> Image.Image:
    mask = Image.new("1", (2 * RING, 2 * RING))
    ImageDraw.Draw(mask).ellipse((0, 0, 2 * RING - 1, 2 * RING - 1), fill=1)
    return mask


def _layer(picture: Image.Image, colour: Colour, area: Rect, draw: Callable[[Pen, Move], None]) -> None:
    """Lay one colour over ``area`` where ``draw`` has drawn, with smooth edges.

    ``draw`` gets a pen on the enlarged area and what turns coordinates of the picture into its own.
    """
    left, top = floor(area[0]) - 1, floor(area[1]) - 1
    size = (ceil(area[2]) + 1 - left, ceil(area[3]) + 1 - top)
    mask = Image.new("L", (size[0] * SCALE, size[1] * SCALE))
    draw(ImageDraw.Draw(mask), lambda x, y: (round((x - left) * SCALE), round((y - top) * SCALE)))
    picture.paste(colour, (left, top, left + size[0], top + size[1]), mask.reduce(SCALE))


def _outline(picture: Image.Image, colour: Colour, box: Rect, width: int) -> None:
    """A line of ``width`` whose middle runs along the box; Pillow draws it inward."""
    half = width / 2
    outer = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)

    def draw(pen: Pen, move: Move) -> None:
        right, bottom = move(outer[2], outer[3])
        shape = (*move(outer[0], outer[1]), right - 1, bottom - 1)
        pen.rounded_rectangle(shape, (RADIUS + half) * SCALE, outline=255, width=width * SCALE)

    _layer(picture, colour, outer, draw)


def _disc(picture: Image.Image, colour: Colour, badge: Badge, radius: int) -> None:
    def draw(pen: Pen, move: Move) -> None:
        pen.circle(move(badge.x, badge.y), radius * SCALE, fill=255)

    _layer(picture, colour, badge.rect, draw)


def _digits(picture: Image.Image, badge: Badge, number: str) -> None:
    """The number centred by its ink: by its advance a 1 would stand left of the middle."""
    font = _digit_font()
    left, top, right, bottom = font.getbbox(number)

    def draw(pen: Pen, move: Move) -> None:
        x, y = move(badge.x, badge.y)
        pen.text((round(x - (left + right) / 2), round(y - (top + bottom) / 2)), number, fill=255, font=font)

    _layer(picture, WHITE, badge.rect, draw)


@cache
def _digit_font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BADGE_FONT, DIGIT * SCALE, layout_engine=ImageFont.Layout.BASIC)
