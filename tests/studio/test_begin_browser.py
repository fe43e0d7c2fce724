"""A year begins in a browser: by the mouse and by keys, the file kept, no finding of axe."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from certificates import PASSWORD, p12, put
from playwright.sync_api import Page, Route, expect
from studio_client import studio
from studio_looks import axe_findings, enlarge_text, scrolls_sideways

from tebiki.cli.dispatch import main

pytestmark = pytest.mark.browser
NAME = "YMB-2032-0301.pfx"
OpenPage = Callable[..., Page]

#: Drops a file upon the field, as a person's mouse does.
_DROP = """([text, name]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  const drop = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"])
    drop.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(tmp_path, NAME, p12("YMB-2032-0301", "2032-12-31"))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_clicks_from_the_file_to_the_year(
    width: int, scheme: str, city: Path, file: Path, open_studio: OpenPage
) -> None:
    """Each step is free of what axe finds, has one heading, and is no wider than the window."""
    with studio(city) as client:
        page = open_studio(client, "/2032/begin/1", width, scheme)
        problems: list[str] = []

        def look(step: str) -> None:
            expect(page.locator(".frame h1")).to_have_text("新しい年度を始める")
            problems.extend(f"{step}: {one}" for one in (*axe_findings(page), *scrolls_sideways(page)))

        look("1")
        page.set_input_files("#file", file)
        page.fill("#password", PASSWORD + "0")
        page.get_by_role("button", name="ファイルを開く").click()
        expect(page.locator("#password-wrong")).to_be_visible()
        look("wrong password")
        expect(page.locator("#password")).to_be_focused()
        assert page.evaluate("document.querySelector('#file').files[0].name") == NAME
        assert page.input_value("#password") == PASSWORD + "0"
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="もう一度開く").click()
        expect(page.locator("#devices")).to_be_visible()
        look("2")
        page.get_by_role("button", name="このまま進む").click()
        expect(page.locator("#published")).to_be_visible()
        look("3")
        page.get_by_role("button", name="改訂履歴の文へ進む").click()
        expect(page.locator("textarea").first).to_be_visible()
        look("4")
        page.get_by_role("button", name="見直しへ進む").click()
        expect(page.get_by_text("変わらないもの")).to_be_visible()
        look("5")
        assert not (city / "docs/editions/2032.toml").exists()
        page.get_by_role("button", name="令和14年度（2032）を始める").click()
        page.wait_for_url("**/2032/")
        assert problems == []
    assert (city / "docs/editions/2032.toml").is_file()


def test_a_file_is_dropped_and_the_password_shown(city: Path, file: Path, open_studio: OpenPage) -> None:
    with studio(city) as client:
        page = open_studio(client, "/2032/begin/1")
        expect(page.get_by_role("button", name="見せる")).to_be_visible()
        page.evaluate(_DROP, [base64.b64encode(file.read_bytes()).decode(), NAME])
        expect(page.locator("[data-name]")).to_have_text(NAME)
        expect(page.locator("#password")).to_be_focused()
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#password")).to_have_attribute("type", "text")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#devices")).to_be_visible()
        # No other press is taken until the room after this one is shown.
        with page.expect_response(lambda one: "/begin/2?" in one.url):
            page.get_by_role("button", name="開き直す").click()
        expect(page.locator(".htmx-request")).to_have_count(0)
        page.get_by_role("button", name="このまま進む").click()
        expect(page.locator("#published")).to_be_visible()
        page.go_back()
        expect(page.locator("#devices")).to_be_visible()
        page.reload()
        expect(page.locator("#devices")).to_be_visible()
        expect(page.locator("[data-lost]")).to_be_visible()
        storage = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        assert PASSWORD not in storage


def test_large_text_needs_no_sideways_scrolling(city: Path, file: Path, open_studio: OpenPage) -> None:
    with studio(city) as client:
        page = open_studio(client, "/2032/begin/1")
        page.set_input_files("#file", file)
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="ファイルを開く").click()
        expect(page.locator("#devices")).to_be_visible()
        enlarge_text(page)
        assert scrolls_sideways(page) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_correction_and_a_draft_given_up(
    width: int, scheme: str, shiomi: Path, open_studio: OpenPage
) -> None:
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={shiomi}"]
    assert main(["edition", "new", "2042", *new]) == 0
    with studio(shiomi, date(2041, 9, 20)) as client:
        page = open_studio(client, "/2041/revise", width, scheme)
        problems = [*axe_findings(page), *scrolls_sideways(page)]
        page.get_by_role("button", name="訂正を始める").click()
        expect(page.locator("#manuals-wrong")).to_be_visible()
        problems += [*axe_findings(page), *scrolls_sideways(page)]
        expect(page.get_by_role("checkbox").first).to_be_focused()
        page.get_by_role("checkbox", name="会議室のタブレット").check()
        page.get_by_label("訂正の日").fill("9/10")
        page.get_by_label("日本語").fill("誤字を直しました。")
        page.get_by_role("button", name="訂正を始める").click()
        page.wait_for_url("**/2041/")
        page.goto(f"http://{client.studio.host}/2042/discard")
        expect(page.locator(".button-destroy")).to_be_visible()
        problems += [*axe_findings(page), *scrolls_sideways(page)]
        page.get_by_role("button", name="案をやめる").click()
        page.wait_for_url("**/editions")
        assert problems == []
    assert not (shiomi / "docs/editions/2042.toml").exists()
    assert "誤字を直しました。" in (shiomi / "docs/editions/2041.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_beside_the_facts(
    width: int, scheme: str, city: Path, file: Path, open_studio: OpenPage
) -> None:
    with studio(city) as client:
        page = open_studio(client, "/2031/facts", width, scheme)
        page.get_by_role("link", name="証明書のファイルを確かめる").click()
        page.set_input_files("#file", file.rename(file.with_name("YMB-2031-0228.pfx")))
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="ファイルを開く").click()
        expect(page.locator("#compared")).to_be_visible()
        assert [*axe_findings(page), *scrolls_sideways(page)] == []
        enlarge_text(page)
        assert scrolls_sideways(page) == []


def test_what_is_given_before_the_rooms_script_runs_stays(
    city: Path, file: Path, open_studio: OpenPage
) -> None:
    with studio(city) as client:
        page = open_studio(client)
        held: list[Route] = []
        page.route("**/rooms/begin.js", lambda route: held.append(route))  # noqa: PLW0108 -- it marks what it calls
        page.goto(f"http://{client.studio.host}/2032/begin/1", wait_until="commit")
        page.set_input_files("#file", file)
        page.fill("#password", PASSWORD)
        while not held:
            page.wait_for_timeout(50)
        [one] = held
        one.continue_()
        expect(page.locator("[data-show]")).to_be_visible()
        expect(page.locator("[data-chosen]")).to_contain_text(NAME)
        assert page.input_value("#password") == PASSWORD
        page.get_by_role("button", name="ファイルを開く").click()
        expect(page.locator("#devices")).to_be_visible()
