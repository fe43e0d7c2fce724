"""The part of a picture around what has changed: with its marks whole, and a line under the changed word."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from .marks import VERMILION

Box = tuple[int, int, int, int]

#: Around what is shown, and between a word and the line under it, px.
_PAD: Final = 10
_BELOW: Final = 8
#: How far an edge may move so that it cuts no letters.
_REACH: Final = 40
#: The line under a changed word: as thick, and how far from a mark's frame it ends.
_THICK: Final = 4
_INK: Final = (0, 0, 0)
#: A strip is at least as wide, so that letters of it are no larger than in the manual.
_NARROWEST: Final = 480
#: A strip that would show more than this share of a picture shows all of it.
_MOST: Final = 0.7
#: How far a colour may be off that of a mark, and off the ground to be ink.
_NEAR: Final = 60
_FAR: Final = 90
#: Letters of one word are no further apart than this share of their height.
_APART: Final = 0.55


def changed_lines(one: Image.Image, other: Image.Image) -> list[Box]:
    """What differs, from top to bottom, a box for each run of rows; of one size only (px)."""
    difference = ImageChops.difference(one, other).convert("L").point(lambda level: 255 if level > 24 else 0)
    rows = _profile(difference, along="rows")
    found = []
    for top, bottom in _runs([value > 0 for value in rows], gap=6):
        inner = difference.crop((0, top, difference.width, bottom)).getbbox()
        if inner is not None:
            found.append((inner[0], top + inner[1], inner[2], top + inner[3]))
    return found


def strips(new: Path, old: Path) -> tuple[bytes, bytes] | None:
    """Both pictures cut to what has changed, as PNG; None where no pixel has.

    Pictures of two sizes are shown whole: nothing tells which part of one is which of the other.
    """
    with Image.open(new) as first, Image.open(old) as second:
        images = first.convert("RGB"), second.convert("RGB")
    if images[0].size != images[1].size:
        return _png(images[0]), _png(images[1])
    lines = changed_lines(*images)
    if not lines:
        return None
    window = _window(images, lines)
    return _strip(images[0], lines, window), _strip(images[1], lines, window)


def _strip(image: Image.Image, lines: Sequence[Box], window: Box) -> bytes:
    drawn = image.copy()
    for line in lines:
        _underline(drawn, image, line)
    return _png(drawn.crop(window))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _window(images: Sequence[Image.Image], lines: Sequence[Box]) -> Box:
    """What both show: the changes with all marks beside them, no line of letters cut."""
    width, height = images[0].size
    box = _around(lines)
    for image in images:
        for left, top, right, bottom in _marked(image, box):
            box = min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)
    top = _quiet(images, max(0, box[1] - _PAD), -1)
    bottom = _quiet(images, min(height, max(box[3] + _PAD, _lowest(lines) + _BELOW + 2 * _THICK)), 1)
    if bottom - top > _MOST * height:
        top, bottom = 0, height
    left, right = max(0, box[0] - _PAD), min(width, box[2] + _PAD)
    if (lacking := min(width, _NARROWEST) - (right - left)) > 0:
        left = max(0, min(left - lacking // 2, width - min(width, _NARROWEST)))
        right = min(width, left + max(right - left, min(width, _NARROWEST)))
    return left, top, right, bottom


def _lowest(boxes: Sequence[Box]) -> int:
    return max(box[3] for box in boxes)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _marked(image: Image.Image, box: Box) -> Iterator[Box]:
    """The rows of marks (frames with their discs) that the changed rows touch, as wide as the marks are."""
    mask = _like(image, VERMILION)
    rows = _profile(mask, along="rows")
    for top, bottom in _runs([value > 0 for value in rows], gap=4):
        if top <= box[3] and bottom >= box[1]:
            inner = mask.crop((0, top, image.width, bottom)).getbbox()
            if inner is not None:
                yield inner[0], top, inner[2], bottom


def _like(image: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """White where a picture has about that colour."""
    ground = Image.new("RGB", image.size, colour)
    red, green, blue = ImageChops.difference(image, ground).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda level: 255 if level <= _NEAR else 0)


def _quiet(images: Sequence[Image.Image], row: int, step: int) -> int:
    """The next row, at most `_REACH` further, at which no letter is cut."""
    height = images[0].height
    for at in range(row, row + step * _REACH, step):
        if not 0 < at < height:
            return min(max(at, 0), height)
        if all(_is_quiet(image, at) for image in images):
            return at
    return row


def _is_quiet(image: Image.Image, row: int) -> bool:
    """Whether a row is as the one above it: nothing begins or ends there but what runs straight down."""
    first = image.crop((0, row - 1, image.width, row))
    return ImageChops.difference(first, image.crop((0, row, image.width, row + 1))).getbbox() is None


def _underline(drawn: Image.Image, image: Image.Image, box: Box) -> None:
    """Draw a line under the whole word that the changed letters are of, outside its letters."""
    left, right, bottom = _word(image, box)
    top = bottom + _BELOW
    frames = _like(image, VERMILION)
    room = frames.crop((left, bottom, right, min(image.height, top + _THICK + 2))).getbbox()
    if room is not None:  # a frame is nearer than that
        top = bottom + max(2, room[1] - _THICK - 1)
    top = min(top, image.height - _THICK)
    ImageDraw.Draw(drawn).rectangle((left, top, right - 1, top + _THICK - 1), fill=_INK)


def _word(image: Image.Image, box: Box) -> tuple[int, int, int]:
    """Left and right of the word that holds ``box``, and its base."""
    top, bottom = max(0, box[1] - 2), min(image.height, box[3] + 2)
    height = box[3] - box[1]
    band = image.crop((0, top, image.width, bottom))
    ground = _ground(band.crop((box[0], 0, box[2], band.height)))
    red, green, blue = ImageChops.difference(band, Image.new("RGB", band.size, ground)).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    ink = ImageChops.subtract(most.point(lambda level: 255 if level > _FAR else 0), _like(band, VERMILION))
    columns = [value > 0 for value in _profile(ink, along="columns")]
    gap = max(4, round(height * _APART))
    words = _runs(columns, gap=gap)
    inside = [(a, b) for a, b in words if a < box[2] and b > box[0] and b - a < 40 * height]
    if not inside:
        return box[0], box[2], box[3]
    left, right = min(a for a, _ in inside), max(b for _, b in inside)
    return left, right, box[3]


def _ground(image: Image.Image) -> tuple[int, int, int]:
    """The colour that most of a picture has."""
    colours = image.getcolors(image.width * image.height) or [(1, (255, 255, 255))]
    found = max(colours, key=lambda each: each[0])[1]
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def _profile(mask: Image.Image, *, along: str) -> list[int]:
    """For each row or column whether anything of it is white: 0 for nothing."""
    size = (1, mask.height) if along == "rows" else (mask.width, 1)
    reduced = mask.convert("F").resize(size, Image.Resampling.BOX)
    return [1 if value > 0 else 0 for value in array("f", reduced.tobytes())]


def _runs(values: Sequence[bool], gap: int) -> list[tuple[int, int]]:
    """Runs of what is true: from and to (exclusive); gaps of at most ``gap`` are part of a run."""
    found: list[tuple[int, int]] = []
    for at in (at for at, value in enumerate(values) if value):
        if found and at - found[-1][1] <= gap:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found
