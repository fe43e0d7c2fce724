"""A job followed in a browser: its page goes on by itself, speaks at stages alone, is cancelled by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from job_samples import ended, found, go_on, hold_after, in_stage, kill_hard
from playwright.sync_api import expect
from release_years import YEAR, prepare
from studio_client import StudioClient, studio
from studio_fixtures import OpenPage

pytestmark = pytest.mark.browser
TODAY = date(2031, 3, 2)
_PATIENCE = 120_000


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudioClient]:
    """A studio whose jobs take their time: a page that asks each second sees a stage change."""
    monkeypatch.setenv("TEBIKI_PLAIN", "1")
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    with studio(root, TODAY) as running:
        yield running
        if (job := running.desk.jobs.running()) is not None:
            kill_hard(job)


def test_papers_are_made_by_keys_and_the_page_follows(client: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(client, f"/{YEAR}/papers")
    page.get_by_role("button", name="承認の資料を作る").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("資料を作っています", timeout=_PATIENCE)
    expect(page.locator("#job-state progress")).to_be_visible()
    # Held in two stages, so that the page sees both however quick they are.
    first = hold_after(client.desk.jobs, 1, 0)
    expect(page.locator(f"#job-state [data-said^='5つのうち{first}つ目']")).to_be_attached(timeout=_PATIENCE)
    page.wait_for_timeout(100)  # the page's own look at it comes with the same message
    second = hold_after(client.desk.jobs, 1, first)
    expect(page.locator("#job-said")).to_contain_text(f"5つのうち{second}つ目", timeout=_PATIENCE)
    go_on(found(client.desk.jobs, 1))
    expect(page.get_by_role("heading", level=1)).to_contain_text("資料ができました", timeout=_PATIENCE)
    expect(page.locator("h1")).to_be_focused()
    page.get_by_role("link", name="できた資料を見る").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="全部をひとまとめに保存する").click()
    assert got.value.suggested_filename == f"review-{YEAR}.zip"
    with page.expect_download() as got:
        page.get_by_role("link", name="保存する 確認表").click()
    assert got.value.suggested_filename == f"checklist-{YEAR}.pdf"


def test_a_job_is_cancelled_and_another_page_was_never_left(
    client: StudioClient, open_studio: OpenPage
) -> None:
    page = open_studio(client, f"/{YEAR}/papers")
    page.get_by_role("button", name="承認の資料を作る").click()
    in_stage(client.desk.jobs, 1, "review/draft")
    page.get_by_role("button", name="承認の資料づくりを中止する").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("中止しました", timeout=_PATIENCE)
    assert ended(client.desk.jobs, 1).state == "cancelled"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_rooms_of_a_release_have_no_findings(
    width: int, scheme: Literal["light", "dark"], client: StudioClient, open_studio: OpenPage
) -> None:
    job = client.desk.jobs.start("review", ("edition", "review", YEAR), YEAR)
    running = open_studio(client, f"/jobs/{job.number}", width, scheme)
    assert Axe().run(running).response["violations"] == []
    ended(client.desk.jobs, job.number)
    second = client.desk.jobs.start("review", ("edition", "review", YEAR), YEAR)
    kill_hard(in_stage(client.desk.jobs, second.number, "review/draft"))
    rooms = ("papers", "approval", "release", "handed", "")
    for address in (f"/jobs/{second.number}", *(f"/{YEAR}/{room}" for room in rooms)):
        page = open_studio(client, address, width, scheme)
        page.wait_for_selector("main h1")
        found = Axe().run(page).response["violations"]
        assert found == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if width > 1000:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
