"""A year by clicks alone, and the same year by the commands: what both tests of it do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from certificates import PASSWORD
from playwright.sync_api import Page, expect

#: Milliseconds after which a job is held to be stuck, on a machine that does other things, too.
LONG_WORK: Final = 3_600_000
SOURCE: Final = "発行元の通知（3月2日）"
ROLE: Final = "窓口の担当"


#: Called with a page and the name of a stop of the tour.
Look = Callable[[Page, str], None]


def look_at_nothing(_page: Page, _stop: str) -> None:
    """For a year that nobody takes pictures of."""


@dataclass(frozen=True)
class Decision:
    """Whose decision it is to release without something."""

    role: str
    on: str
    reason: str


@dataclass(frozen=True)
class YearPlan:
    """What is typed, whoever types it: days and months as the commands take them."""

    year: str
    file: Path
    day: str
    published: str
    approved: str
    number: str
    decision: Decision

    @property
    def typed_day(self) -> str:
        """The approval's day as an office writes it: 3/1."""
        day = date.fromisoformat(self.approved)
        return f"{day.month}/{day.day}"


def begin_by_clicks(page: Page, plan: YearPlan, look: Look = look_at_nothing) -> None:
    """From the first room to a draft of the year, by the certificate's file and its password."""
    page.get_by_role("link", name="新しい年度を始める").first.click()
    expect(page.locator(".frame h1")).to_have_text("新しい年度を始める")
    page.set_input_files("#file", plan.file)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="ファイルを開く").click()
    expect(page.locator("#devices")).to_be_visible()
    look(page, "begin")
    page.get_by_role("button", name=re.compile("このまま進む|発行する年月へ")).click()
    page.fill("#published", plan.published)
    page.get_by_role("button", name="改訂履歴の文へ進む").click()
    expect(page.locator("textarea").first).to_be_visible()
    page.get_by_role("button", name="見直しへ進む").click()
    page.get_by_role("button", name=re.compile("を始める")).click()
    page.wait_for_url(f"**/{plan.year}/")
    expect(page.locator(".frame main h1")).to_have_text("今年の仕事")
    expect(page.locator("[data-count]")).to_have_count(0)
    look(page, "year")


def to_room(page: Page, name: str, title: str) -> None:
    """By the rail, to a room of that name and heading."""
    page.locator(".rail").get_by_role("link", name=re.compile(name)).click()
    expect(page.locator(".frame main h1")).to_have_text(title)


def confirm_by_clicks(page: Page, look: Look = look_at_nothing) -> list[str]:
    """Confirm every fact that has a value and that nobody has confirmed; the keys, in the room's order."""
    to_room(page, "事実", "事実")
    keys: list[str] = []
    links = page.locator("main table.facts").get_by_role("link", name=re.compile(r"を\s*確かめる$"))
    while links.count():
        links.first.click()
        expect(page.locator("#fact-source")).to_be_visible()
        form = page.locator("form", has=page.locator("#fact-source"))
        keys.append(str(form.get_attribute("action")).split("/")[-2])
        page.fill("#fact-source", SOURCE)
        if len(keys) == 1:
            look(page, "facts")
        page.get_by_role("button", name="見比べた。この値で正しい").click()
        expect(page.locator(f'form[action$="/{keys[-1]}/confirm"]')).to_have_count(0)
        expect(page.locator(".frame main h1")).to_have_text("事実")
    return keys


def decide_by_clicks(page: Page, plan: YearPlan) -> list[str]:
    """Say of each thing that is wanted and not there whose decision that was; what it is about."""
    page.locator(".tabs").get_by_role("link", name=re.compile("^値がない")).click()
    expect(page.locator("main [aria-current]")).to_contain_text("値がない")
    decided: list[str] = []
    cards = page.locator(".card", has=page.locator(".state-stopped"))
    while cards.count():
        cards.first.locator("summary").click()
        form = cards.first.locator("form")
        about = str(form.get_attribute("action")).rpartition("/")[2]
        for name, text in asdict(plan.decision).items():
            form.locator(f"[name={name}]").fill(text)
        left = cards.count()
        form.get_by_role("button").click()
        expect(cards).to_have_count(left - 1)
        decided.append(about)
    return decided


def visit(page: Page, address: str) -> None:
    """Go to a room by its address, as a bookmark does."""
    page.goto(re.sub(r"^(https?://[^/]+).*", rf"\1{address}", page.url))
    page.wait_for_selector(".frame main h1")


def wait_for_job(page: Page, says: str) -> None:
    """Wait on a job's page until it tells its end."""
    page.wait_for_url("**/jobs/*")
    expect(page.locator("main")).to_contain_text(says, timeout=LONG_WORK)


def make_papers_by_clicks(page: Page, plan: YearPlan, look: Look = look_at_nothing) -> str:
    """Have the papers made; the check number on them."""
    to_room(page, "仕事", "今年の仕事")
    page.locator("main").get_by_role("link", name="承認の資料を作る").first.click()
    expect(page.locator(".frame main h1")).to_have_text("承認の資料を作る")
    page.get_by_role("button", name=re.compile("承認の資料を作")).click()
    wait_for_job(page, "承認の資料ができました")
    visit(page, f"/{plan.year}/papers")
    look(page, "papers")
    text = page.locator("main").inner_text()
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)
    assert found is not None, text
    return found[0]


def release_by_clicks(page: Page, plan: YearPlan, check_number: str, look: Look = look_at_nothing) -> None:
    """The approval, then the release itself."""
    visit(page, f"/{plan.year}/approval")
    typed = {"approved": plan.typed_day, "number": plan.number, "check_number": check_number}
    for name, text in typed.items():
        page.fill(f"[name={name}]", text)
    page.locator("main form").first.get_by_role("button").click()
    page.wait_for_url(f"**/{plan.year}/release")
    expect(page.locator(".frame main .release-list")).to_be_visible()
    look(page, "release")
    page.get_by_role("button", name=re.compile(r"^Ver\..*を発行する$")).click()
    wait_for_job(page, "を発行しました")


def hand_over_by_clicks(page: Page, plan: YearPlan, look: Look = look_at_nothing) -> None:
    """Note that what was made has been handed over."""
    visit(page, f"/{plan.year}/handed")
    look(page, "handed")
    page.fill("[name=on]", plan.day)
    page.fill("[name=by]", ROLE)
    page.get_by_role("button", name="渡したことを控える").click()
    expect(page.locator(".handed-done")).to_be_visible()


def correct_by_clicks(page: Page, plan: YearPlan, reason: str) -> None:
    """Open a correction of the first manual of what was released."""
    visit(page, f"/{plan.year}/")
    page.get_by_role("link", name="公開したものを訂正する").click()
    page.locator("[name=manual]").first.check()
    page.fill("#on", plan.day)
    page.locator("#reason-ja").fill(reason)
    page.locator("main form").get_by_role("button").click()
    page.wait_for_url(f"**/{plan.year}/")
    expect(page.locator(".bar .tag")).to_contain_text("の案")


def write_fact_by_clicks(page: Page, key: str, value: str) -> None:
    """Give a fact that had none a value, seen in its source."""
    to_room(page, "事実", "事実")
    page.locator(".tabs").get_by_role("link", name=re.compile("^値がない")).click()
    page.locator(f'main a[id="open-{key}"]').click()
    field = page.locator("form", has=page.locator("#fact-source"))
    field.locator("input[type=text], textarea").first.fill(value)
    page.fill("#fact-source", SOURCE)
    page.get_by_role("button", name="見比べた。この値で正しい").click()
    expect(page.locator(f'form[action$="/{key}/confirm"]')).to_have_count(0)
