"""画面 in the studio: every picture at a glance, what is to be done about it, the way to its editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from job_samples import wait_until
from planted import spoil
from playwright.sync_api import Page, expect
from studio_client import StudioClient, studio
from studio_looks import axe_findings, enlarge_text, scrolls_sideways
from walk_samples import changed, recorded, walk_of

from tebiki.studio.rooms import screens_overview
from tebiki.studio.words import room_texts

TODAY = date(2031, 4, 2)
OpenPage = Callable[..., Page]


@pytest.fixture
def client(city: Path) -> Iterator[StudioClient]:
    with studio(city, TODAY) as found:
        yield found


def tabs(text: str) -> list[tuple[str, int]]:
    nav = text[text.index('<nav class="tabs"') :].partition("</nav>")[0]
    return [(word, int(count)) for word, count in re.findall(r">([^<>]+?) <span>(\d+)</span>", nav)]


def test_what_is_to_be_done_comes_first(client: StudioClient) -> None:
    page = client.get("/2031/screens").text
    assert tabs(page)[0] == ("することがある", 1)
    assert tabs(page)[-1] == ("すべて", 1)
    assert "手順2 入れる</a>" in page
    assert "実機と見比べる" in page
    assert 'href="/2031/screens/tablet/ask"' in page


def test_the_picture_is_shown_lazily_with_what_it_shows(client: StudioClient) -> None:
    page = client.get("/2031/screens").text
    found = re.search(r'<img src="([^"]+)" width="360" height="\d+" loading="lazy" alt="([^"]+)"', page)
    assert found is not None
    assert found[2] == "「はい」のボタンがある画面"
    image = client.ask("GET", found[1], {})
    assert image.data.startswith(b"\x89PNG")


def test_the_count_of_the_rail_is_that_of_the_tab(client: StudioClient) -> None:
    page = client.get("/2031/screens").text
    assert "<b>画面</b> <span>残り1</span>" in page
    recorded(client.desk.root)
    page = client.get("/2031/screens").text
    assert "<b>画面</b> <span>残り0</span>" in page
    assert "することはありません" in page
    assert (
        "確かめた（認証担当、Tablet 1 Sky 3、令和13年4月1日）"
        in client.get("/2031/screens?manual=tablet").text
    )


def test_what_a_device_showed_otherwise_is_told(client: StudioClient) -> None:
    root = client.desk.root
    recorded(root, changed(walk_of(root), "tablet/ask", seen="differs", words="とけい<i>"))
    assert "実機では「とけい&lt;i&gt;」（認証担当、Tablet 1 Sky 3）" in client.get("/2031/screens").text
    recorded(root, changed(walk_of(root, day=2), "tablet/ask", seen="absent"))
    assert "実機では出なかった" in client.get("/2031/screens").text


def test_a_picture_that_cannot_be_drawn_says_why(client: StudioClient) -> None:
    spoil(client.desk.root / "screenshots/tablet/ask.typ", "dialog(", "dialogue(")
    page = client.get("/2031/screens")
    assert page.status == 200
    assert "このままでは使えない" in page.text
    assert "dialogue" in page.text


def test_pictures_that_are_not_drawn_yet_follow(shiomi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens_overview, "_PATIENCE", -1)
    with studio(shiomi, TODAY) as client:
        address, rounds = "/2041/screens?manual=all", 0
        while "data-left" in (page := client.get(address).text):
            found = re.search(r'data-left="([^"]+)"', page)
            assert found is not None
            address, rounds = found[1].replace("&amp;", "&"), rounds + 1
            assert rounds < 9
            assert "絵を作っています" in page
    assert rounds
    assert page.count("<img") == tabs(client_page(shiomi))[-1][1]


def client_page(root: Path) -> str:
    with studio(root, TODAY) as client:
        return client.get("/2041/screens?manual=all").text


def test_a_tab_that_is_none_is_the_first(client: StudioClient) -> None:
    assert tabs(client.get("/2031/screens?manual=../x").text)[0][0] == "することがある"
    assert client.get("/2031/screens?manual=../x").status == 200


def test_an_edition_that_cannot_be_read_is_told(client: StudioClient) -> None:
    (client.desk.root / "docs/editions/2031.toml").write_text("<<<<<<<\n", encoding="utf-8")
    answer = client.get("/2031/screens")
    assert answer.status == 422
    assert "Traceback" not in answer.text


def test_every_sentence_is_there_in_both_languages() -> None:
    words = room_texts("screens_overview")
    assert all(set(one) == {"ja", "en"} and all(one.values()) for one in words.values())


def test_in_english_too(city: Path) -> None:
    with studio(city, TODAY, "en") as client:
        assert "Compare with a device" in client.get("/2031/screens").text


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    shiomi: Path, open_studio: OpenPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    with studio(shiomi, TODAY) as client:
        for address in ("/2041/screens", "/2041/screens?manual=all"):
            page = open_studio(client, address, width, scheme)
            assert not axe_findings(page)
            assert not scrolls_sideways(page)
            assert page.locator("#studio h1").count() == 1
            enlarge_text(page)
            assert not scrolls_sideways(page)


@pytest.mark.browser
def test_a_browser_asks_until_all_pictures_are_there(
    shiomi: Path, open_studio: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens_overview, "_PATIENCE", -1)
    with studio(shiomi, TODAY) as client:
        page = open_studio(client, "/2041/screens?manual=all")
        page.wait_for_selector("#gallery:not([data-left]) img")
        expect(page.locator("#gallery")).not_to_contain_text("絵を作っています")
        assert page.locator("#gallery img").count() == page.locator(".gallery-card").count()
        pictures = page.locator("#gallery img")
        wait_until(lambda: all(pictures.evaluate_all("all => all.map((one) => one.naturalWidth)")))
