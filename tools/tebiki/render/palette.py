"""A picture with a palette, where nobody can see that it has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    shades, areas = _cells(counted, _AREA * image.width * image.height)
    listed = list(shades)[: max(areas, _STEP)]
    while len(listed) <= _ENTRIES:
        palette, entries = _palette(listed), [shades[cell][0] for cell in listed]
        has_entry = set(listed)
        others = {cell: colours for cell, colours in shades.items() if cell not in has_entry}
        if others and (far := _far(others, palette, entries)):
            listed += far
            continue
        if _far({colour: [colour] for colours in shades.values() for colour in colours}, palette, entries):
            return None  # a look-up that does not know our cells: another version's
        found = image.quantize(palette=palette, dither=Image.Dither.NONE)
        found.putpalette([*chain.from_iterable(entries)])
        return found
    return None


def _cells(counted: Iterable[tuple[int, object]], area: float) -> tuple[dict[Colour, list[Colour]], int]:
    """Each cell's colours, the commonest first, cells by their commonest; how many of them are areas."""
    shades: dict[Colour, list[Colour]] = {}
    areas = 0
    known = [(count, colour) for count, colour in counted if isinstance(colour, tuple)]
    for count, (red, green, blue) in sorted(known, reverse=True):
        cell = (red & _CELL, green & _CELL, blue & _CELL)
        if cell not in shades:
            shades[cell] = []
            areas += count >= area
        shades[cell].append((red, green, blue))
    return shades, areas


def _palette(colours: Iterable[Colour]) -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette([*chain.from_iterable(colours)])
    return palette


def _far(
    shades: Mapping[Colour, Sequence[Colour]], palette: Image.Image, entries: Sequence[Colour]
) -> list[Colour]:
    """The first of those that the look-up shows by an entry too far from one of their shades: one step's."""
    found: list[Colour] = []
    for (cell, colours), index in zip(shades.items(), _looked_up(list(shades), palette), strict=True):
        red, green, blue = entries[index]
        for one in colours:
            if abs(one[0] - red) > UNSEEN or abs(one[1] - green) > UNSEEN or abs(one[2] - blue) > UNSEEN:
                found.append(cell)
                break
        if len(found) == _STEP:
            break
    return found


def _looked_up(colours: Sequence[Colour], palette: Image.Image) -> bytes:
    """The palette's entry of each colour, as Pillow finds it for a pixel."""
    row = Image.new("RGB", (len(colours), 1))
    row.putdata(colours)
    return row.quantize(palette=palette, dither=Image.Dither.NONE).tobytes()


def with_chosen_colours(image: Image.Image) -> Image.Image | None:
    """The RGB ``image`` with a palette that Pillow chooses; None where somebody could see that it has one."""
    palette = image.quantize(_ENTRIES, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    extrema = ImageChops.difference(palette.convert("RGB"), image).getextrema()
    return None if any(isinstance(pair, tuple) and pair[1] > UNSEEN for pair in extrema) else palette
