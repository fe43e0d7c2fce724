"""Answers that come late hold up nobody, and never take the place of what was asked for after them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from studio_client import StudioClient, studio
from studio_fixtures import OpenPage

pytestmark = pytest.mark.browser
#: Milliseconds after which something is held to be stuck.
STUCK = 60_000


def hold(page: Page, path: str) -> list[Route]:
    """Keep what is asked for at a path from being answered; what was asked."""
    held: list[Route] = []
    page.route(f"**{path}", lambda route: held.append(route))  # noqa: PLW0108 -- it marks what it calls
    page.evaluate(
        """(path) => document.addEventListener("htmx:finally:request", (event) => {
          if (event.detail.ctx.request.action.endsWith(path)) document.body.dataset.ended = "yes";
        })""",
        path,
    )
    return held


def answer(page: Page, one: Route) -> None:
    """Have it answered, unless the page has given it up; come back when the page has done with it."""
    one.continue_()
    page.wait_for_selector("body[data-ended]", timeout=STUCK)


def test_what_is_counted_holds_up_no_room(bilingual: Path, open_studio: OpenPage) -> None:
    with studio(bilingual) as client:
        page = open_studio(client, "/2031/history")  # a room that counts nothing itself
        held = hold(page, "/2031/tasks")
        page.locator(".rail a", has_text="仕事").click()
        page.wait_for_selector("#year-tasks[data-script]:not([data-count])", timeout=STUCK)
        page.get_by_role("link", name="新しい年度を始める").first.click()
        expect(page.locator("main h1")).to_have_text("新しい年度を始める", timeout=STUCK)
        [one] = held
        answer(page, one)
        assert page.locator("main h1").inner_text() == "新しい年度を始める"


def test_the_room_asked_for_last_is_shown(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city)
    held = hold(page, "/2031/history")
    page.locator(".rail a", has_text="履歴").click()
    page.locator(".rail a", has_text="事実").click()
    expect(page.locator("main h1")).to_have_text("事実", timeout=STUCK)
    [one] = held
    answer(page, one)
    assert page.locator("main h1").inner_text() == "事実"
    expect(page).to_have_url(re.compile("/2031/facts$"))
