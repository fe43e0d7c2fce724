"""What a screen's description may say."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from tebiki.content.screens import Capture, Mark, Picture, ScreenFile

FILE = {"verified": False, "known": True, "source": "s"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"verified": True},
        {"known": "yes"},
        {"source": " "},
        {"kind": "photo"},
        {"marks": [{"element": "OK button"}]},
        {"marks": [{"element": "ok", "box": [0, 0, 1, 1]}]},
        {"captures": {"Japanese": {}}},
        {"note": "x"},
    ],
)
def test_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ScreenFile.model_validate(FILE | wrong)


@pytest.mark.parametrize("box", [[0, 0, 10], [-1, 0, 10, 10], [0, 0, 0, 10], [0.5, 0, 1, 1], "0,0,1,1"])
def test_a_box_is_four_whole_numbers(box: object) -> None:
    table = {"sha256": "0" * 64, "device": "d", "os": "o", "on": "2026-11-01", "text_height": 1}
    with pytest.raises(ValidationError) as caught:
        Capture.model_validate(table | {"redact": [box]})
    assert any(error["loc"][0] == "redact" for error in caught.value.errors())


def test_a_screen_never_changes() -> None:
    screen = ScreenFile.model_validate(FILE | {"marks": [{"element": "ok"}]})
    assert screen.marks == (Mark(element="ok"),)
    assert (screen.verified, screen.capture, screen.captures) == (None, None, {})
    with pytest.raises(ValidationError):
        setattr(screen, "known", False)  # noqa: B010 -- mypy already forbids the plain way


def test_text_size_follows_the_pictures_width() -> None:
    picture = Picture(Path("x.png"), 720, 400, 1, drawn=True, text_px=27, used=frozenset())
    assert picture.text_at(360) == 13.5
