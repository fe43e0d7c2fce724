"""The rooms of the year and of the start in a browser: axe, widths, large text, and the way by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from studio_client import studio
from studio_looks import axe_findings, enlarge_text, scrolls_sideways

pytestmark = pytest.mark.browser
ROOMS = ("/2041/", "/editions", "/welcome", "/role", "/help")
OpenPage = Callable[..., Page]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rooms_are_for_everybody(shiomi: Path, open_studio: OpenPage, width: int, scheme: str) -> None:
    with studio(shiomi, date(2041, 3, 2)) as client:
        page = open_studio(client, ROOMS[0], width=width, scheme=scheme)
        for room in ROOMS:
            page.goto(f"http://{client.studio.host}{room}")
            page.wait_for_selector(".frame")
            expect(page.locator("#main h1")).to_have_count(1)
            assert axe_findings(page) == [], room
            assert scrolls_sideways(page) == [], room


def test_large_text_stacks(shiomi: Path, open_studio: OpenPage) -> None:
    with studio(shiomi, date(2041, 3, 2)) as client:
        page = open_studio(client, "/2041/")
        side = page.locator(".year-side").bounding_box()
        tasks = page.locator(".year-group").first.bounding_box()
        assert side is not None
        assert tasks is not None
        assert side["x"] > tasks["x"]
        enlarge_text(page)
        assert scrolls_sideways(page) == []
        side = page.locator(".year-side").bounding_box()
        tasks = page.locator(".year-group").first.bounding_box()
        assert side is not None
        assert tasks is not None
        assert side["x"] == tasks["x"]  # below it, and not squeezed beside it


def test_the_next_thing_is_reached_by_keys(shiomi: Path, open_studio: OpenPage) -> None:
    with studio(shiomi, date(2041, 3, 2)) as client:
        page = open_studio(client, "/2041/")
        expect(page.locator("#main h1")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator(".button-main")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main h1")).not_to_have_text("今年の仕事")


def test_who_comes_first_says_the_role_and_goes_on(city: Path, open_studio: OpenPage) -> None:
    own = city / "build" / "studio"
    own.mkdir(parents=True)
    (own / "preferences.json").write_text("{}", encoding="utf-8")
    with studio(city, date(2031, 1, 5)) as client:
        page = open_studio(client)
        expect(page.locator("#main h1")).to_have_text("はじめに")
        page.get_by_role("button", name="この役割で進める").click()
        expect(page.get_by_label("あなたの役割")).to_have_attribute("aria-invalid", "true")
        page.get_by_label("あなたの役割").fill("認証担当")
        page.keyboard.press("Enter")
        expect(page.locator(".bar-end")).to_contain_text("担当 認証担当")
        page.get_by_role("link", name="今のものを見る").click()
        expect(page.locator("#main h1")).to_have_text("今年の仕事")


def test_what_takes_seconds_is_counted_while_one_reads(bilingual: Path, open_studio: OpenPage) -> None:
    with studio(bilingual, date(2031, 1, 5)) as client:
        page = open_studio(client, "/2031/")
        expect(page.locator("#year-tasks")).not_to_contain_text("まだ数えていません", timeout=60_000)
        expect(page.locator("#main h1")).to_have_count(1)
