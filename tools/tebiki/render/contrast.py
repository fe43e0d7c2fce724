"""Marks read back from a finished picture: how much of them is there, and how well they stand out.

Also for eyes that lack the cones for long (protanopia) or middle waves (deuteranopia) and in black and
white, because a mark must not be lost to anybody.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from .marks import CASING, LINE, VERMILION, Colour

#: Linear RGB as those eyes see it. Source: Viénot, Brettel, Mollon 1999.
_EYES: Final[Mapping[str, tuple[tuple[float, float, float], ...]]] = {
    "P": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "D": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
#: What a graphic must have against what is beside it. Source: WCAG 1.4.11.
LEAST: Final = 3.0
#: Pixels from a mark's own to what is looked at beside it: over its line, into the casing.
_BESIDE: Final = LINE + CASING // 2
#: What is known of pictures, by the sha256 of their bytes.
_known: Final[dict[str, Marks]] = {}


@dataclass(frozen=True, slots=True)
class Marks:
    """Pixels in the marks' colour, and the colour that lies beside them most (None without any)."""

    pixels: int
    beside: Colour | None

    @property
    def weakest(self) -> tuple[str, float]:
        """For whose eyes the marks stand out least (``-``, ``P``, ``D``, ``grey``), and by how much."""
        assert self.beside is not None
        found = contrasts(VERMILION, self.beside)
        return min(found.items(), key=lambda item: item[1])


def marks_in(path: Path) -> Marks:
    """The marks of a PNG; pictures with the same bytes are read once, and those drawn here not again."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _known:
        try:
            with Image.open(io.BytesIO(data)) as picture:
                remember_marks(digest, find_marks(picture))
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            remember_marks(digest, Marks(0, None))  # no picture, or a damaged one: it shows no mark
    return _known[digest]


def remember_marks(digest: str, marks: Marks) -> None:
    """Have `marks_in` give ``marks`` for each file with that sha256 (hex), as long as this process lives."""
    _known[digest] = marks


def find_marks(picture: Image.Image) -> Marks:
    """The marks of a picture. Works on the numbers of its palette's colours; one without is given one.

    Raises what Pillow raises for a damaged file.
    """
    indexed = picture if picture.mode == "P" else _with_palette(picture)
    palette = _colours(indexed)
    indexed.load()
    wanted = [number for number, colour in enumerate(palette) if colour == VERMILION]
    mask = indexed.point([255 * (number in wanted) for number in range(256)], "L")
    box = mask.getbbox()
    if box is None:
        return Marks(0, None)
    # Only where marks are, and as far to the right as is looked beside them; a row goes on at its beginning.
    left, upper, right, lower = box
    if right + _BESIDE > mask.width:
        left, right = 0, mask.width - _BESIDE
    box = (left, upper, right + _BESIDE, lower)
    mask, numbers = mask.crop(box), indexed.crop(box)
    pixels = mask.histogram()[255]
    beside = ImageChops.subtract(ImageChops.offset(mask, _BESIDE, 0), mask)
    counts = numbers.histogram(beside)
    most = counts.index(max(counts))
    return Marks(pixels, palette[most] if counts[most] and most < len(palette) else None)


def _with_palette(picture: Image.Image) -> Image.Image:
    """Few colours are kept as they are, many are reduced; the marks' own is exact if it is there."""
    return picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _colours(picture: Image.Image) -> list[Colour]:
    flat = picture.getpalette("RGB") or []
    return [(flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat) - 2, 3)]


def contrasts(a: Colour, b: Colour) -> dict[str, float]:
    """The contrast of two colours (1 to 21) for usual eyes (``-``), ``P``, ``D``, and in ``grey``."""
    found = {"-": _ratio(_linear(a), _linear(b))}
    for name, rows in _EYES.items():
        found[name] = _ratio(_seen(_linear(a), rows), _seen(_linear(b), rows))
    grey = [_linear((value, value, value)) for value in map(_grey, (a, b))]
    return found | {"grey": _ratio(*grey)}


def _grey(colour: Colour) -> int:
    """As an office copier or Pillow's ``L`` has it (ITU-R 601)."""
    return round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])


def _linear(colour: Colour) -> tuple[float, ...]:
    scaled = (value / 255 for value in colour)
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in scaled)


def _seen(colour: tuple[float, ...], rows: tuple[tuple[float, float, float], ...]) -> tuple[float, ...]:
    mixed = (sum(part * value for part, value in zip(row, colour, strict=True)) for row in rows)
    return tuple(min(max(value, 0.0), 1.0) for value in mixed)


def _ratio(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]
