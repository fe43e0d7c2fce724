"""A year begins in a browser: by the mouse and by keys, the file kept, no finding of axe."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from certificates import PASSWORD, p12, put
from playwright.sync_api import Page, expect
from studio_client import studio

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


def faults(page: Page) -> list[str]:
    """What axe finds in the page as it stands."""
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


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
            problems.extend(f"{step}: {one}" for one in faults(page))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append(f"{step}: wider than the window")

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
        page.get_by_role("button", name="開き直す").click()
        expect(page.locator("#devices")).to_be_visible()
        page.get_by_role("button", name="このまま進む").click()
        expect(page.locator("#published")).to_be_visible()
        page.go_back()
        expect(page.locator("#devices")).to_be_visible()
        page.reload()
        expect(page.locator("#devices")).to_be_visible()
        expect(page.locator("[data-lost]")).to_be_visible()
        storage = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        assert PASSWORD not in storage


def test_text_at_200_per_cent_needs_no_sideways_scrolling(
    city: Path, file: Path, open_studio: OpenPage
) -> None:
    with studio(city) as client:
        page = open_studio(client, "/2032/begin/1")
        page.set_input_files("#file", file)
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="ファイルを開く").click()
        expect(page.locator("#devices")).to_be_visible()
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
