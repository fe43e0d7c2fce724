"""The benchmark of the studio does all that it tells of; no figure is judged here."""

from __future__ import annotations

from pathlib import Path

import pytest
from studio_client import studio

import bench_studio
from bench_studio import Browser, Times, read_form, times_table


def test_figures_are_told_in_milliseconds() -> None:
    found = Times.of([0.1, 0.3, 0.2])
    assert found == Times(200.0, 100.0, 300.0, 3)
    assert "200.0" in times_table({"a room": found})


def test_a_form_is_read_as_a_browser_sends_it() -> None:
    html = (
        '<form action="/other"><input name="a" value="1"></form><form action="/own">'
        '<input type="hidden" name="b" value="2"><input type="checkbox" name="c" value="3">'
        '<input type="checkbox" name="d" value="4" checked><textarea name="e">5\n6</textarea></form>'
    )
    assert read_form(html, "/own") == {"b": "2", "d": "4", "e": "5\n6"}


def test_rooms_facts_and_captures_are_asked_and_saved(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_studio, "ROOMS", ("", "facts"))
    path = city / "docs" / "editions" / "2031.toml"
    open_facts = path.read_text(encoding="utf-8").replace("unconfirmed = [", 'unconfirmed = ["publisher", ')
    path.write_text(open_facts, encoding="utf-8", newline="\n")
    with studio(city) as client:
        browser = Browser(client.studio.host, client.desk.session.token)
        bench_studio.ask_rooms(browser, city, "2031", 1)
        assert {name: len(times) for name, times in browser.asked.items()} == {
            "/": 3,
            "/ after a save": 1,
            "/facts": 3,
            "/facts after a save": 1,
        }
        before = path.read_bytes()
        bench_studio.confirm_facts(browser, "2031", 1)
        assert path.read_bytes() != before
        bench_studio.save_captures(browser, "2031", 1)
    assert list((city / "screenshots").rglob("*.png"))
    assert {
        "confirm a fact",
        "the list after it",
        "save a capture",
        "its editor after it",
    } <= browser.asked.keys()


def test_a_refused_form_ends_the_measurement(city: Path) -> None:
    with studio(city) as client, pytest.raises(SystemExit, match="422"):
        Browser(client.studio.host, client.desk.session.token).post(
            "/2031/facts/certificate.id/confirm", {"a": ""}
        )


def test_a_start_is_measured_until_the_first_room_and_ends(city: Path) -> None:
    engine = bench_studio.engine_of(Path(bench_studio.__file__).parent.parent)
    own = city / "build" / "studio"
    own.mkdir(parents=True)
    (own / "preferences.json").write_text('{"role": "r"}', encoding="utf-8")
    with bench_studio.opened(city, engine) as (browser, seconds):
        assert seconds > 0
        assert "<h1" in browser.get("/2031/")
    assert not (own / "running.json").exists()
