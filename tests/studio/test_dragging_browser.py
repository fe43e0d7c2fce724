"""Dragging on a picture never waits for the server: it asks for nothing, and goes on while nobody answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request
from screen_editor_page import drag, fill_rest, give, numbers, saved
from studio_client import StudioClient
from studio_fixtures import OpenPage
from web_gates import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]

ADDRESS = "/2031/screens/tablet/ask"


def requests_of(page: Page) -> list[str]:
    """Every request to the server from now on; pictures that the page itself holds are none."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith("http"):
            asked.append(f"{request.method} {request.url}")

    page.on("request", note)
    return asked


def drag_everything(page: Page) -> None:
    """Set a mark, move it, cover, crop and measure, all by the mouse."""
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    drag(page, (800, 540), (750, 560))
    page.click('[data-tool="cover"]')
    drag(page, (90, 90), (410, 170))
    page.click('[data-tool="crop"]')
    drag(page, (1080, 450), (1000, 450))
    page.click('[data-tool="measure"]')
    drag(page, (720, 500), (768, 548))


def test_dragging_asks_the_server_for_nothing(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    asked = requests_of(page)
    drag_everything(page)
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert abs(int(page.input_value("#text-height")) - 48) < 4
    fill_rest(page)
    page.click(".button-main")
    saved(page)
    assert any(one.startswith("POST") for one in asked)  # what was counted is what a page sends


def test_dragging_goes_on_while_nobody_answers(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.context.set_offline(True)
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    first = numbers(page)
    assert all(abs(a - b) < 4 for a, b in zip(first, (700, 500, 200, 80), strict=True))
    drag(page, (800, 540), (750, 560))
    assert numbers(page)[0] < first[0]
