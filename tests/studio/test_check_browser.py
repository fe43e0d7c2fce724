"""点検, 履歴 and 翻訳 as a person meets them: up to date by themselves, by keyboard, on any width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page
from studio_client import StudioClient, studio
from studio_looks import axe_findings, enlarge_text, scrolls_sideways

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
#: Milliseconds that a check may take on a machine that has much else to do.
PATIENCE = 120_000
EDITION = "docs/editions/2031.toml"


@pytest.fixture
def client(bilingual: Path) -> Iterator[StudioClient]:
    with studio(bilingual, date(2031, 3, 1)) as found:
        yield found


def save(client: StudioClient, file: str, old: str, new: str) -> None:
    with client.desk.journal.begin("facts/changed", {}):
        path = client.desk.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_findings_come_and_go_by_themselves(client: StudioClient, open_studio: OpenPage) -> None:
    save(client, "docs/tablet.md", "{fact}`version`", "YMB-2031-0228")
    page = open_studio(client, "/2031/check")
    page.get_by_text("発行を止めるもの 1").wait_for(timeout=PATIENCE)
    save(client, "docs/tablet.md", "YMB-2031-0228", "{fact}`version`")
    page.goto(f"http://{client.studio.host}/2031/check")
    page.get_by_text("発行を止めるもの 0").wait_for(timeout=PATIENCE)


def test_a_finding_leads_to_its_room_by_keyboard(client: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(client, "/2031/check")
    link = page.get_by_role("link", name="開く （証明書の件名")
    link.wait_for(timeout=PATIENCE)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2031/facts/certificate.subject")


def test_pictures_are_drawn_and_a_change_is_taken_back_by_keyboard(
    client: StudioClient, open_studio: OpenPage
) -> None:
    save(client, "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "許可"')
    page = open_studio(client, "/2031/history")
    page.get_by_alt_text("今の絵: ").wait_for(timeout=PATIENCE)
    # Waits for each; a broken one fails.
    page.locator("img").evaluate_all("(all) => Promise.all(all.map((one) => one.decode()))")
    assert page.evaluate("[...document.images].every((one) => one.naturalWidth > 0)")
    page.get_by_role("button", name="この変更を戻す").focus()
    page.keyboard.press("Enter")
    page.get_by_text("変更を戻しました", exact=True).wait_for()
    assert 'ja = "はい"' in (client.desk.root / "docs/labels/tablet.toml").read_text(encoding="utf-8")


def test_a_refused_take_back_is_told_with_the_focus(client: StudioClient, open_studio: OpenPage) -> None:
    save(client, EDITION, "yamabe-kaigo", "yamabe-31")
    save(client, EDITION, "yamabe-31", "yamabe-32")
    page = open_studio(client, "/2031/history")
    page.get_by_role("button", name="この変更を戻す").last.click()
    page.get_by_text("あとの変更が消えるので").wait_for()
    page.locator("#problems:focus").wait_for()


def test_a_file_that_came_back_is_given(client: StudioClient, open_studio: OpenPage, tmp_path: Path) -> None:
    sent = tmp_path / "back-en.po"
    sent.write_text(
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "端末を選んでください。"\nmsgstr "Choose."\n'
    )
    page = open_studio(client, "/2031/translate")
    page.get_by_label("翻訳者から返ってきたファイル").set_input_files(sent)
    page.get_by_role("button", name="返ってきたファイルを入れる").click()
    page.get_by_text("英語の訳を1文入れました").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_rooms_hold_what_every_room_holds(
    client: StudioClient, open_studio: OpenPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    save(client, "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "許可"')
    save(client, EDITION, "yamabe-kaigo", "yamabe-31")
    page = open_studio(client, "/2031/check", width, scheme)
    page.locator(".check-row").first.wait_for(timeout=PATIENCE)
    for address, shown in (
        ("/2031/check", ".check-row"),
        ("/2031/history", ".history-sides img"),
        ("/2031/history?since=begin", "h1"),
        ("/2031/translate", "table"),
        ("/2031/translate/en", "table"),
    ):
        page.goto(f"http://{client.studio.host}{address}")
        page.locator(f"main {shown}").first.wait_for(timeout=PATIENCE)
        assert axe_findings(page) == [], address
        assert scrolls_sideways(page) == [], address
        if width > 360:
            enlarge_text(page)
            assert scrolls_sideways(page) == [], address
