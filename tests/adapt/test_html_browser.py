"""The repository's own pages in a browser: every page, size, scheme and zoom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from web_gates import (
    Scheme,
    axe,
    beyond_first_screen,
    check_page,
    chrome_weight,
    chromium,
    chromium_path,
    opened,
    overflow,
    policy_violations,
    printed,
    served,
    shown_by_link,
    unpainted,
    weight,
)

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]
PAGES = ("ja/android.html", "ja/ios.html", "ja/windows.html", "ja/index.html", "index.html", "404.html")
#: Of the other languages, all of which stand in the same frame: one manual and the first page.
OTHERS = [
    f"{name}/{page}.html"
    for name in ("ja-simple", "en", "zh-cn", "vi", "id")
    for page in ("index", "windows")
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture(scope="module", params=PAGES)
def view(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, loaded once for all that is asked of it."""
    with opened(browser, address + request.param) as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_page_is_sound(site: Path, page: str) -> None:
    assert check_page((site / page).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(view: Page, width: int, scheme: Scheme) -> None:
    assert axe(view, width, scheme) == []


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_overflows(view: Page, width: int, text: int) -> None:
    assert overflow(view, width, text) == []


@pytest.mark.parametrize("page", OTHERS)
def test_another_language(browser: Browser, address: str, page: str) -> None:
    """Longer words, readings above the line: nothing overflows, and axe is content."""
    with opened(browser, address + page) as view:
        for width in (320, 360, 1280):
            assert overflow(view, width) == [], width
        assert overflow(view, 360, 200) == []
        assert axe(view, 360) == []
        if page.endswith("index.html"):  # a manual takes four times as long; its width changes no colour
            assert axe(view, 1280, "dark") == []
        assert unpainted(view) == []


def test_every_picture_is_painted(view: Page) -> None:
    assert unpainted(view) == []


@pytest.mark.parametrize("page", PAGES)
def test_strict_policy_and_no_other_server(browser: Browser, address: str, page: str) -> None:
    assert policy_violations(browser, address + page) == []


def test_first_screen_of_a_phone(browser: Browser, address: str) -> None:
    assert beyond_first_screen(browser, address + PAGES[0], ".btns a, .links a[href='#trouble']") == []


def test_link_to_a_remedy_shows_it(browser: Browser, address: str) -> None:
    url = address + PAGES[0]
    assert shown_by_link(browser, url + "#wrong-password", "#wrong-password .in")
    assert not shown_by_link(browser, url, "#wrong-password .in")


def test_print_opens_everything_and_drops_navigation(browser: Browser, address: str) -> None:
    document = pypdfium2.PdfDocument(printed(browser, address + PAGES[0]))
    text = "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")
    document.close()
    assert "迷惑メール" in text
    assert "https://forms.gle/" in text
    assert "ページの先頭" not in text
    assert "手順1から始める" not in text


def test_weight(site: Path) -> None:
    page, style = site / "ja" / "android.html", site / "ja" / "tebiki.css"
    assert chrome_weight(page, style) <= 5_000
    assert weight(page, style) <= 25_000
    assert not list(site.rglob("*.js"))
