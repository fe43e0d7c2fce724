"""The grid from which people read the numbers of a mark."""

from __future__ import annotations

import pytest
from PIL import Image

from tebiki.render.marks import VERMILION
from tebiki.render.preview import ROOM, grid_step, preview


@pytest.mark.parametrize(
    ("size", "step"),
    [((1080, 2400), 50), ((720, 900), 20), ((120, 160), 5), ((1080, 9000), 200), ((5, 5), 5)],
)
def test_lines_stand_a_round_number_apart(size: tuple[int, int], step: int) -> None:
    assert grid_step(size) == step
    assert max(size) / step <= 48


def test_a_mark_stands_on_the_pixels_that_were_written() -> None:
    image = Image.new("RGB", (900, 600), "white")
    sheet = preview(image, [(200, 300, 150, 80)])
    edge = (sheet.width - 900) // 2
    reds = {
        (x, y)
        for x in range(sheet.width)
        for y in (edge + 300, edge + 340, edge + 379)
        if sheet.getpixel((x, y)) == VERMILION
    }
    xs = {x - edge for x, y in reds if y == edge + 340}
    assert xs == {200, 201, 348, 349}
    assert {x - edge for x, y in reds if y == edge + 300} >= set(range(200, 350))


def test_a_small_capture_is_enlarged_by_whole_pixels() -> None:
    sheet = preview(Image.new("RGB", (100, 50), "white"))
    assert sheet.width - 2 * ((sheet.height - 8 * 50) // 2) == 800 >= ROOM
