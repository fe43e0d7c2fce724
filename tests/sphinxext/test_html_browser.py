"""An invented city's pages in a browser: a page of each template; `make check-browser` looks at all."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser
from web_gates import (
    beyond_first_screen,
    check_page,
    chrome_weight,
    chromium_path,
    printed,
    shown_by_link,
    torn_signs,
    weight,
)

from tebiki.content.languages import load_language
from tebiki.content.settings import Colours
from tebiki.extras.browser.rules import findings
from tebiki.extras.browser.visit import Visit
from tebiki.messages import tell
from tebiki.sphinxext.html.style import stylesheet

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]
PAGES = ("ja/chrome_book.html", "ja/meeting_room.html", "ja/index.html", "index.html", "404.html")
#: Of these, one of each template.
TEMPLATES = ("ja/chrome_book.html", "ja/index.html", "index.html", "404.html")
#: Of the other language, which stands in the same frame: one manual and the first page.
OTHERS = ("en/index.html", "en/chrome_book.html")


@pytest.fixture(scope="module")
def site(built_shiomi: Path) -> Path:
    return built_shiomi / "build" / "site"


@pytest.mark.parametrize("page", PAGES)
def test_page_is_sound(site: Path, page: str) -> None:
    assert check_page((site / page).read_text(encoding="utf-8")) == []


def found(visit: Visit, page: str) -> list[str]:
    return [tell(finding.problem) for finding in findings(visit.see(page))]


@pytest.mark.parametrize("page", TEMPLATES)
def test_a_page_in_every_window(browser: Browser, address: str, page: str) -> None:
    assert found(Visit(browser, address), page) == []


@pytest.mark.parametrize("page", OTHERS)
def test_another_language(browser: Browser, address: str, page: str) -> None:
    """Longer words: what is tight in the narrowest window."""
    assert found(Visit(browser, address, widths=(320,)), page) == []


def test_first_screen_of_a_phone(browser: Browser, address: str) -> None:
    assert beyond_first_screen(browser, address + PAGES[0], ".btns a, .links a[href='#trouble']") == []


def test_link_to_a_remedy_shows_it(browser: Browser, address: str) -> None:
    url = address + PAGES[0]
    assert shown_by_link(browser, url + "#no-import", "#no-import .in")
    assert not shown_by_link(browser, url, "#no-import .in")


SIGNS = """<html lang="{language}"><style>{css} html {{ font-size: {size}% }}</style><main class="w">
<p>Jika kartu tamu tidak muncul, buka (<a class="nb" href="#a">Langkah 4</a>). Lihat juga
<a class="nb" href="#a">Masalah 10</a>. Muat ulang halaman
(<a class="nb" href="#a">Mengatasi Masalah 12</a>), lalu tekan
kembali dan baca <a class="nb" href="#a">Langkah 3</a>; selesai.</p></main></html>"""


@pytest.mark.parametrize("size", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["id", "ja"])
def test_no_sign_is_torn_from_a_link(browser: Browser, language: str, size: int) -> None:
    """「Masalah 10 / . Jika」, 「( / Langkah 4」: a box in a line may break before and after it."""
    css = stylesheet(Colours(), [load_language(code) for code in ("ja", "id")])
    html = SIGNS.format(language=language, css=css, size=size)
    assert torn_signs(browser, html, range(320, 641, 10)) == []


def test_a_torn_sign_is_seen(browser: Browser) -> None:
    css = stylesheet(Colours(), [load_language("id")]) + "a.nb { display: inline-block; width: min-content }"
    assert torn_signs(browser, SIGNS.format(language="id", css=css, size=100), range(320, 641, 10))


def test_print_opens_everything_and_drops_navigation(browser: Browser, address: str) -> None:
    document = pypdfium2.PdfDocument(printed(browser, address + PAGES[0]))
    text = "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")
    document.close()
    assert "迷惑メール" in text
    assert "https://forms.shiomi.example/" in text
    assert "ページの先頭" not in text
    assert "手順1から始める" not in text


def test_weight(site: Path) -> None:
    page, style = site / "ja" / "chrome_book.html", site / "ja" / "tebiki.css"
    assert chrome_weight(page, style) <= 5_000
    assert weight(page, style) <= 25_000
    assert not list(site.rglob("*.js"))
