"""Palettes of pictures: as many pixels as before, and no colour off by more than nobody sees."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tebiki.render import palette, screen
from tebiki.render.palette import UNSEEN, with_chosen_colours, with_own_colours

Colour = tuple[int, int, int]


def drawing(seed: int) -> Image.Image:
    """Areas of one colour, some hardly apart, and soft edges: about as many colours as a drawing has."""
    dice = Random(seed)  # noqa: S311 -- no secret
    large = Image.new("RGB", (600, 500), "#F7F7FC")
    pen = ImageDraw.Draw(large)
    for _ in range(60):
        x, y, red = dice.randrange(600), dice.randrange(500), dice.randrange(200)
        fill = (red, dice.choice((red, red + 20, red + 55)), dice.choice((red, red + 40)))
        pen.ellipse((x, y, x + dice.randrange(9, 200), y + dice.randrange(9, 100)), fill=fill)
    pen.rectangle((0, 0, 200, 150), fill="#EDF0F5")
    pen.rectangle((60, 50, 140, 110), fill="#E8ECF5")
    return large.filter(ImageFilter.GaussianBlur(dice.choice((0.3, 0.4))))


def noise(colours: int) -> Image.Image:
    """A picture of that many colours, none of them common."""
    dice = Random(colours)  # noqa: S311 -- no secret
    image = Image.new("RGB", (100, 100))
    chosen = [(dice.randrange(256), dice.randrange(256), dice.randrange(256)) for _ in range(colours)]
    image.putdata([dice.choice(chosen) for _ in range(100 * 100)])
    return image


def most_off(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of any channel of any pixel."""
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    return max(max(tone for tone, count in enumerate(band.histogram()) if count) for band in bands)


@pytest.mark.parametrize("seed", range(12))
def test_no_colour_is_off_by_what_is_seen(seed: int) -> None:
    image = drawing(seed)
    assert len(image.getcolors(1 << 20) or ()) > 256
    small = with_own_colours(image)
    assert small is None or (small.mode == "P" and most_off(small, image) <= UNSEEN)
    with Image.open(io.BytesIO(screen._png(*screen._with_palette(image)))) as kept:
        assert kept.size == image.size
        assert most_off(kept, image) <= UNSEEN


def test_areas_stay_exactly_what_they_are() -> None:
    small = with_own_colours(drawing(1))
    assert small is not None
    shown = small.convert("RGB")
    assert shown.getpixel((20, 20)) == (0xED, 0xF0, 0xF5)
    assert shown.getpixel((100, 80)) == (0xE8, 0xEC, 0xF5)


@pytest.mark.parametrize("colours", [1, 2, 16, 200])
def test_few_colours_lose_nothing_that_is_seen(colours: int) -> None:
    image = noise(colours)
    small = with_own_colours(image)
    assert small is not None
    assert most_off(small, image) <= min(UNSEEN, 3 if colours <= 200 else UNSEEN)


@pytest.mark.parametrize("colours", [2000, 9000])
def test_too_many_colours_are_kept_as_they_are(colours: int) -> None:
    image = noise(colours)
    assert with_own_colours(image) is None
    assert with_chosen_colours(image) is None
    with Image.open(io.BytesIO(screen._png(*screen._with_palette(image)))) as kept:
        assert kept.convert("RGB").tobytes() == image.tobytes()


def test_colours_that_share_an_entry_are_looked_up_alike() -> None:
    """What the palette of a picture rests on: a listed colour is found by all that share its cell."""
    listed = [(0, 0, 0), (4, 0, 0), (252, 252, 252), (248, 252, 252), (100, 40, 60)]
    table = palette._palette(listed)
    row = Image.new("RGB", (len(listed) * 64, 1))
    row.putdata(
        [(r + a, g + b, b2 + c) for r, g, b2 in listed for a in range(4) for b in range(4) for c in range(4)]
    )
    found = row.quantize(palette=table, dither=Image.Dither.NONE).tobytes()
    assert found == bytes(index for index in range(len(listed)) for _ in range(64))
