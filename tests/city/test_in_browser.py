"""The repository's own pages: sound, light, and in a browser without a fault where it is tight."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REPOSITORY
from playwright.sync_api import Browser
from reading_gates import touched
from web_gates import beyond_first_screen, check_page, chrome_weight, chromium_path, weight

from tebiki.content.edition import load_edition
from tebiki.content.output_names import folder
from tebiki.content.ruby import RUBY_LANGUAGE
from tebiki.content.settings import load_config
from tebiki.extras.browser.rules import findings
from tebiki.extras.browser.visit import Visit
from tebiki.messages import tell

CONFIG = load_config(REPOSITORY)
MANUALS = tuple(load_edition(REPOSITORY / "docs" / "editions", CONFIG.edition, CONFIG.settings).manuals)
FOLDERS = tuple(map(folder, CONFIG.settings.languages))
FIRST, LAST = MANUALS[0], MANUALS[-1]
PAGES = (*(f"{FOLDERS[0]}/{name}.html" for name in (*MANUALS, "index")), "index.html", "404.html")
#: Of these, one of each template; of the other languages, which stand in the same frame, two pages.
TEMPLATES = (f"{FOLDERS[0]}/{FIRST}.html", f"{FOLDERS[0]}/index.html", "index.html", "404.html")
OTHERS = [f"{name}/{page}.html" for name in FOLDERS[1:] for page in ("index", LAST)]

seen_by_browser = pytest.mark.skipif(chromium_path() is None, reason="no chromium")


@pytest.mark.parametrize("page", PAGES)
def test_page_is_sound(site: Path, page: str) -> None:
    assert check_page((site / page).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("manual", MANUALS)
def test_weight(site: Path, manual: str) -> None:
    page, style = site / FOLDERS[0] / f"{manual}.html", site / FOLDERS[0] / "tebiki.css"
    assert chrome_weight(page, style) <= 5_000
    assert weight(page, style) <= 25_000
    assert not list(site.rglob("*.js"))


def found(visit: Visit, page: str) -> list[str]:
    return [tell(finding.problem) for finding in findings(visit.see(page))]


@pytest.mark.browser
@seen_by_browser
@pytest.mark.parametrize("page", TEMPLATES)
def test_a_page_in_every_window(browser: Browser, address: str, page: str) -> None:
    assert found(Visit(browser, address), page) == []


@pytest.mark.browser
@seen_by_browser
@pytest.mark.parametrize("page", OTHERS)
def test_another_language(browser: Browser, address: str, page: str) -> None:
    """Longer words, readings above the line: what is tight in the narrowest window."""
    assert found(Visit(browser, address, widths=(320,)), page) == []


@pytest.mark.browser
@seen_by_browser
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("name", ["index", *MANUALS])
def test_readings_touch_nothing(browser: Browser, address: str, name: str, width: int) -> None:
    """On whole pages, with all that is folded open."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}{folder(RUBY_LANGUAGE)}/{name}.html")
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    count, problems = touched(page)
    page.close()
    assert count > 40
    assert problems == []


@pytest.mark.browser
@seen_by_browser
@pytest.mark.parametrize("manual", MANUALS)
def test_first_screen_of_a_phone(browser: Browser, address: str, manual: str) -> None:
    url = f"{address}{FOLDERS[0]}/{manual}.html"
    assert beyond_first_screen(browser, url, ".btns a, .links a[href='#trouble']") == []
