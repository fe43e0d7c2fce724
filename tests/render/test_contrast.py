"""Contrast of marks, for usual eyes, for eyes without red or green, and in grey."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_screens import ASK, SCREENS, Named, inputs_for, screen_of
from PIL import Image

from tebiki.render import contrast
from tebiki.render.contrast import LEAST, Marks, contrasts, marks_in
from tebiki.render.marks import VERMILION, WHITE, mark
from tebiki.render.screen import draw


def test_black_on_white_is_most() -> None:
    assert all(value == pytest.approx(21, abs=0.1) for value in contrasts((0, 0, 0), WHITE).values())


def test_red_on_green_is_lost_to_some_eyes() -> None:
    found = contrasts((200, 60, 20), (90, 120, 30))
    assert min(found["P"], found["D"]) < LEAST


def test_our_marks_stand_out_for_all() -> None:
    assert min(contrasts(VERMILION, WHITE).values()) > 2 * LEAST


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_marks_are_read_back(tmp_path: Path, mode: str) -> None:
    picture = mark(Image.new("RGB", (400, 300), (120, 140, 160)), [(100, 100, 200, 150)])
    path = tmp_path / "a.png"
    (picture if mode == "RGB" else picture.quantize(64)).save(path)
    found = marks_in(path)
    assert found.pixels > 2_000
    assert found.beside == WHITE
    assert found.weakest[1] > LEAST


def test_a_picture_without_marks_and_a_file_that_is_none(tmp_path: Path) -> None:
    Image.new("L", (40, 30), 128).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"none")
    assert marks_in(tmp_path / "a.png") == marks_in(tmp_path / "b.png") == Marks(0, None)


@pytest.mark.parametrize("name", SCREENS)
def test_what_is_kept_of_a_picture_is_what_is_read_in_it(name: Named, tmp_path: Path) -> None:
    drawn, again = (_marks_of_drawn(name, tmp_path) for _ in range(2))
    picture = draw(screen_of(name), inputs_for(name), tmp_path)
    contrast._known.clear()
    assert drawn == again == marks_in(picture.path)


def _marks_of_drawn(name: Named, folder: Path) -> Marks:
    """What the process knows of a picture that `draw` gave, without a look at it."""
    contrast._known.clear()
    picture = draw(screen_of(name), inputs_for(name), folder)
    (known,) = contrast._known.values()
    assert marks_in(picture.path) is known
    return known


def test_a_file_with_other_bytes_is_read_itself(tmp_path: Path) -> None:
    picture = draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    Image.new("RGB", (40, 30)).save(tmp_path / "other.png")
    assert marks_in(picture.path).pixels > 2_000
    assert marks_in(tmp_path / "other.png") == Marks(0, None)
