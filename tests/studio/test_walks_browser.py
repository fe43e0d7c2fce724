"""実機確認 as a person does it: in a browser, by keyboard, on any width, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from studio_client import StudioClient, studio
from studio_looks import axe_findings, enlarge_text, scrolls_sideways
from walk_samples import changed, recorded, walk_of, with_marks

from tebiki.content.project import Project
from tebiki.editions.walk_draft import answer_part, begin_draft, walk_parts

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
BASE = "/2031/walks/tablet"
HEAD = {"device": "Tablet 1", "os": "Sky 3", "by": "認証担当", "on": "2031-04-01"}


@pytest.fixture
def client(city: Path) -> Iterator[StudioClient]:
    with_marks(city)
    recorded(city, changed(walk_of(city), "tablet/ask", seen="differs", words="とけい"))
    with studio(city, date(2031, 4, 2)) as found:
        yield found


def begin(client: StudioClient) -> None:
    project = Project(client.desk.root)
    draft = begin_draft(project, "tablet", HEAD, date(2031, 4, 2))
    part = walk_parts(draft.items)[0]
    answer_part(project, draft, part, [("same", "")] * len(part.items))


def test_a_walk_is_entered_by_keyboard_alone(client: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(client, "/2031/walks")
    page.get_by_role("link", name="入力を始める").focus()
    page.keyboard.press("Enter")
    page.get_by_label("試した端末").focus()
    for text in ("Tablet 2", "Sky 4", "", "認証担当", "令和13年4月2日"):
        page.keyboard.press("Control+A")
        page.keyboard.type(text or " ")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for step in ("手順1", "手順2", "困ったとき"):
        page.get_by_role("heading", level=1, name=step).wait_for()
        expect(page.locator("h1")).to_be_focused()
        for group in page.locator("fieldset").all():
            group.get_by_role("radio").first.focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="保存して").first.focus()
        page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="の実機確認").wait_for()
    page.get_by_role("button", name="この結果を記録する").press("Enter")
    page.get_by_role("heading", level=1, name="実機確認を記録しました").wait_for()
    assert (client.desk.root / "docs/walks/2031-tablet-2.toml").is_file()


def test_what_is_missing_is_told_and_nothing_typed_is_lost(
    client: StudioClient, open_studio: OpenPage
) -> None:
    begin(client)
    page = open_studio(client, f"{BASE}/2")
    page.get_by_role("radio", name="違う").check()
    page.get_by_role("button", name="保存して次へ").click()
    page.locator("#words-0-wrong").wait_for()
    assert page.get_by_role("radio", name="違う").is_checked()
    page.get_by_label("端末に出た言葉").fill("とけい")
    page.get_by_role("button", name="保存して次へ").click()
    page.get_by_role("heading", level=1, name="困ったとき").wait_for()


def test_the_sheet_is_kept_as_a_file(client: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(client, "/2031/walks")
    with page.expect_download() as download:
        page.get_by_role("link", name="実機確認シート").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    client: StudioClient, open_studio: OpenPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_studio(client, BASE, width, scheme)
    assert not axe_findings(page)
    begin(client)
    for address in ("/2031/walks", BASE, f"{BASE}/1", f"{BASE}/2", f"{BASE}/head"):
        page.goto(f"http://{client.studio.host}{address}")
        page.wait_for_selector(".frame")
        for details in page.locator("main details").all():
            details.evaluate("one => one.open = true")
        assert not axe_findings(page), address
        assert not scrolls_sideways(page), address
        assert page.locator("#studio h1").count() == 1
        enlarge_text(page)
        assert not scrolls_sideways(page), f"{address} at 200 %"


def test_ctrl_s_saves_a_step_but_not_while_somebody_composes(
    client: StudioClient, open_studio: OpenPage
) -> None:
    begin(client)
    page = open_studio(client, f"{BASE}/2")
    page.get_by_role("radio", name="違う").check()
    words = page.get_by_label("端末に出た言葉")
    words.fill("とけい")
    composing = "(one) => one.dispatchEvent(new KeyboardEvent('keydown', {key: 's', ctrlKey: true, bubbles: true, isComposing: true, cancelable: true}))"  # noqa: E501 -- one statement of another language
    assert words.evaluate(composing) is True
    assert page.get_by_role("heading", level=1).inner_text().startswith("手順2")
    words.press("Control+s")
    page.get_by_role("heading", level=1, name="困ったとき").wait_for()


def test_escape_closes_what_is_open_and_gives_the_focus_back(
    client: StudioClient, open_studio: OpenPage
) -> None:
    page = open_studio(client, "/2031/walks")
    summary = page.locator("main details summary").first
    summary.press("Enter")
    assert page.locator("main details").first.get_attribute("open") is not None
    summary.press("Escape")
    assert page.locator("main details").first.get_attribute("open") is None
    expect(summary).to_be_focused()
