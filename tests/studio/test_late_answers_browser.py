"""Answers that come late hold up nobody, and never take the place of what was asked for after them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from studio_client import StudioClient, studio
from studio_fixtures import OpenPage

pytestmark = pytest.mark.browser


def test_what_is_counted_holds_up_no_room(bilingual: Path, open_studio: OpenPage) -> None:
    with studio(bilingual) as client:
        _go_on_while_counting(open_studio(client))


def _go_on_while_counting(page: Page) -> None:
    held: list[Route] = []
    page.route("**/2031/tasks", lambda route: held.append(route))  # noqa: PLW0108 -- it marks what it calls
    page.locator(".rail a", has_text="仕事").click()
    page.wait_for_selector("#year-tasks[data-script]:not([data-count])")
    page.get_by_role("link", name="新しい年度を始める").first.click()
    expect(page.locator("main h1")).to_have_text("新しい年度を始める")
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("main h1")).to_have_text("新しい年度を始める")


def test_the_room_asked_for_last_is_shown(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city)
    held: list[Route] = []
    page.route("**/2031/history*", lambda route: held.append(route))  # noqa: PLW0108 -- it marks what it calls
    page.locator(".rail a", has_text="履歴").click()
    page.locator(".rail a", has_text="事実").click()
    expect(page.locator("main h1")).to_have_text("事実")
    [one] = held
    with page.expect_event("requestfinished", timeout=5000):
        one.continue_()
    page.wait_for_timeout(300)
    expect(page.locator("main h1")).to_have_text("事実")
    assert page.url.endswith("/2031/facts")
