"""Answers that come late: a form is sent once, the room asked for last is shown, what is wrong is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect
from studio_client import StudioClient, studio
from studio_fixtures import OpenPage

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(city: Path) -> Iterator[StudioClient]:
    """A studio for a city with a fact to confirm and something needed that has no value."""
    for name, old, new in (
        ("conf.py", '"needed": {}', '"needed": {"hours": "contact.hours"}'),
        (
            "docs/editions/2031.toml",
            'unconfirmed = ["mail_wait",',
            'unconfirmed = ["mail_wait", "links.form",',
        ),
    ):
        text = (city / name).read_text(encoding="utf-8")
        assert old in text
        (city / name).write_text(text.replace(old, new), encoding="utf-8")
    with studio(city, date(2031, 3, 17)) as client:
        yield client


def hold(page: Page, address: str) -> list[Route]:
    """Keep back what is asked of an address; gives the requests, for ``continue_``."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks the function
    return held


def wait_for(page: Page, held: list[Route]) -> Route:
    for _ in range(100):
        if held:
            return held[-1]
        page.wait_for_timeout(50)
    raise AssertionError


def test_a_second_press_is_not_sent(desk: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk, "/2031/facts/links.form")
    page.get_by_label("見比べた元の資料").fill("課の通知")
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    held = hold(page, "**/confirm")
    press = page.get_by_role("button", name="見比べた。この値で正しい")
    press.click()
    first = wait_for(page, held)
    expect(page.get_by_text("お待ちください…")).to_be_visible()
    press.click()
    page.get_by_role("link", name="点検").click()
    room = hold(page, "**/2031/facts*")
    first.continue_()
    after = wait_for(page, room)
    press.click()  # saved, and the room after it is not there yet
    after.continue_()
    expect(page.locator("main .box-done")).to_be_visible()
    expect(page.locator("#busy")).to_be_empty()
    assert len(sent) == 1
    expect(page).to_have_url(re.compile("/2031/facts"))
    page.get_by_role("link", name="点検").click()
    expect(page.locator("main h1")).to_have_text("点検")


def test_the_room_asked_for_last_is_shown(desk: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk, "/2031/")
    held = hold(page, "**/2031/facts")
    page.locator(".rail").get_by_role("link", name="事実").click()
    late = wait_for(page, held)
    page.locator(".rail").get_by_role("link", name="履歴").click()
    expect(page.locator("main h1")).to_have_text("履歴")
    late.continue_()
    page.wait_for_timeout(300)
    expect(page.locator("main h1")).to_have_text("履歴")
    expect(page).to_have_url(re.compile("/2031/history$"))
    page.go_back()
    expect(page.locator("main h1")).to_have_text("今年の仕事")


def test_what_is_wrong_far_below_is_seen(desk: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk, "/2031/facts?show=unknown")
    page.get_by_text("問い合わせを受ける時間がないまま発行する判断を書く").click()
    form = page.locator("form[action$='/decide/hours']")
    form.get_by_label("決めた日").fill("2月30日")
    form.get_by_role("button").click()
    expect(page.locator("[id='decide-hours-on-wrong']")).to_be_in_viewport()
    expect(page.locator("[id='decide-hours-role']")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[id='decide-hours-role']")).to_be_focused()
