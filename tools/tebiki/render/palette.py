"""A picture with a palette, where nobody can see that it has one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from PIL import Image, ImageChops

#: Levels of 256 that a colour may be off without being seen: a third of the file's size.
UNSEEN: Final = 5
#: A palette's entries. Source: PNG 3, 11.2.2: at most 256, a byte a pixel.
_ENTRIES: Final = 256
#: A drawing's letters have about a thousand colours at their edges; a photograph has more.
_MOST_COLOURS: Final = 4096
#: A colour of at least this share of the pixels is an area's: it has an entry from the start.
_AREA: Final = 1 / 1000
#: How many entries a round adds.
_STEP: Final = 16
#: Pillow looks an entry up by the upper six bits of each channel: colours that share them share it.
_CELL: Final = 0xFC

Colour = tuple[int, int, int]


def with_own_colours(image: Image.Image) -> Image.Image | None:
    """The RGB ``image`` with a palette of its commonest colours, no channel more than `UNSEEN` off.

    None where there are too many: in a photograph. Areas of one colour stay exactly what they are.
    Pillow's own methods count each pixel again, which takes four times as long. What its look-up makes
    of a colour is found by looking all of them up once, as a picture of one row.
    """
    counted = image.getcolors(_MOST_COLOURS)
    if counted is None:
        return None
    ordered = sorted(
        ((count, colour) for count, colour in counted if isinstance(colour, tuple)), reverse=True
    )
    shown: dict[Colour, Colour] = {}  # cell → the commonest colour in it
    areas = 0
    for count, (red, green, blue) in ordered:
        cell = (red & _CELL, green & _CELL, blue & _CELL)
        if cell not in shown:
            shown[cell] = (red, green, blue)
            areas += count >= _AREA * image.width * image.height
    cells = list(shown)
    colours = [(red, green, blue) for _, (red, green, blue) in ordered]
    listed = cells[: max(areas, _STEP)]
    while len(listed) <= _ENTRIES:
        palette = _palette(listed)
        entries = [shown[cell] for cell in listed]
        if not (far := _far(colours, palette, entries)):
            found = image.quantize(palette=palette, dither=Image.Dither.NONE)
            found.putpalette([*chain.from_iterable(entries)])
            return found
        listed += far[:_STEP]
    return None


def _palette(colours: Iterable[Colour]) -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette([*chain.from_iterable(colours)])
    return palette


def _far(colours: Sequence[Colour], palette: Image.Image, entries: Sequence[Colour]) -> list[Colour]:
    """The cells of colours that the look-up shows by an entry too far from them, the commonest first."""
    row = Image.new("RGB", (len(colours), 1))
    row.putdata(colours)
    looked_up = row.quantize(palette=palette, dither=Image.Dither.NONE).tobytes()
    found: dict[Colour, None] = {}
    for colour, index in zip(colours, looked_up, strict=True):
        red, green, blue = colour
        entry = entries[index]
        if abs(red - entry[0]) > UNSEEN or abs(green - entry[1]) > UNSEEN or abs(blue - entry[2]) > UNSEEN:
            found[red & _CELL, green & _CELL, blue & _CELL] = None
    return [*found]


def with_chosen_colours(image: Image.Image) -> Image.Image | None:
    """The RGB ``image`` with a palette that Pillow chooses; None where somebody could see that it has one."""
    palette = image.quantize(_ENTRIES, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    extrema = ImageChops.difference(palette.convert("RGB"), image).getextrema()
    return None if any(isinstance(pair, tuple) and pair[1] > UNSEEN for pair in extrema) else palette
