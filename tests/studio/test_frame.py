"""The frame around all rooms: the way in, forms, history, what is wrong."""

from __future__ import annotations

import pytest
from studio_client import StudioClient

from tebiki.errors import Problem, TebikiError
from tebiki.studio.words import room_texts


def test_a_room_is_shown_within_the_frame(desk_of_city: StudioClient) -> None:
    answer = desk_of_city.get("/appearance")
    assert answer.status == 200
    assert "<h1" in answer.text
    assert 'aria-label="部屋"' in answer.text


def test_what_was_chosen_stays(desk_of_city: StudioClient) -> None:
    chosen = {"language": "en", "theme": "dark", "commands": "yes"}
    assert desk_of_city.send("/appearance", chosen).goes_to == "/appearance"
    answer = desk_of_city.get("/appearance")
    assert 'data-theme="dark"' in answer.text
    assert "Appearance" in answer.text


def test_an_address_without_a_room_says_so(desk_of_city: StudioClient) -> None:
    assert desk_of_city.get("/2031/nowhere").status == 404


def test_the_frame_speaks_both_languages() -> None:
    assert all(set(text) == {"ja", "en"} for text in room_texts("frame").values())


def test_a_mistake_in_the_engine_is_told_even_where_the_frame_fails(
    desk_of_city: StudioClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("tebiki.studio.render.bar_of", fail)
    answer = desk_of_city.get("/appearance")
    assert answer.status == 500
    assert "ZeroDivisionError" in answer.text
    assert "Traceback" not in answer.text


def test_no_upload_is_put_into_a_file(desk_of_city: StudioClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate's key is in such a body: it stays in memory, however large it is."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", refuse)
    answer = desk_of_city.post("/appearance", {"theme": "dark"}, {"file": ("a.p12", b"k" * 3_000_000)})
    assert answer.status == 422  # read whole, and refused for a form that no page has made


def test_a_mistake_in_the_frame_around_a_problem_is_noted(
    desk_of_city: StudioClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The problem is told without the frame, and the log says what failed: nothing is swallowed."""

    def fail_in_frame(_: object) -> object:
        raise ZeroDivisionError

    def refuse(_: object) -> object:
        raise TebikiError([Problem("studio/changed")])

    monkeypatch.setattr("tebiki.studio.render.bar_of", fail_in_frame)
    monkeypatch.setattr("tebiki.studio.rooms.screens_overview.gallery_of", refuse)
    caplog.set_level("INFO", "tebiki.studio")
    answer = desk_of_city.get("/2031/screens")
    assert answer.status == 422
    assert "ほかの場所で変わりました" in answer.text
    assert "ZeroDivisionError" in caplog.text
