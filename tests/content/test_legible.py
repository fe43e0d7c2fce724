"""When a capture's text is large enough, and which crop helps where it is not."""

from __future__ import annotations

from datetime import date

import pytest

from tebiki.content.legibility import PHONE_PRINT, WEB, crop_for, print_limit, reading
from tebiki.content.screens import Box, Capture, CaptureMark, Shape


def capture(text: int | None, *marks: Box, crop: Box | None = None) -> Capture:
    return Capture(
        sha256="0" * 64, device="d", os="o", on=date(2026, 11, 1), text_height=text, crop=crop,
        marks=tuple(CaptureMark(box=box) for box in marks),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shape", "text", "web", "in_print"),
    [("phone", 41, True, True), ("phone", 40, True, False), ("phone", 36, False, False),
     ("window", 36, False, True), ("window", 37, True, True)],
)  # fmt: skip
def test_both_places_are_looked_at(shape: Shape, text: int, web: bool, in_print: bool) -> None:
    found = reading(shape, capture(text, (0, 0, 10, 10)), (1080, 2400))
    assert found is not None
    assert (not found.small_on_web, not found.small_in_print) == (web, in_print)


def test_nothing_is_said_without_marks_or_a_measured_text() -> None:
    assert reading("phone", capture(40), (1080, 900)) is None
    assert reading("phone", capture(None, (0, 0, 9, 9)), (1080, 900)) is None


@pytest.mark.parametrize("box", [(0, 0, 100, 50), (400, 0, 300, 50), (980, 0, 100, 50)])
def test_the_advised_crop_is_enough_and_keeps_the_marks(box: Box) -> None:
    small = capture(30, box)
    found = reading("phone", small, (1080, 900))
    assert found is not None
    x, _, width, height = crop = crop_for(small, (1080, 900), found.widest)
    assert x >= 0
    assert x <= box[0]
    assert box[0] + box[2] <= x + width <= 1080
    assert height == 900
    cropped = reading("phone", capture(30, box, crop=crop), (1080, 900))
    assert cropped is not None
    assert not cropped.small_in_print
    assert WEB.shown(30, width) >= 12
    assert PHONE_PRINT.shown(30, width + 2) < 7


def test_a_window_has_more_room_in_print() -> None:
    assert print_limit("window").width > print_limit("phone").width
