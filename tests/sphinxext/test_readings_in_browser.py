"""Readings of an invented city's page in a browser: they touch nothing, the one in a badge lies within it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from reading_gates import touched
from web_gates import chromium_path

from tebiki.content.languages import load_language
from tebiki.content.settings import Colours
from tebiki.content.words import load_words
from tebiki.sphinxext.html.markup import text_html
from tebiki.sphinxext.html.style import stylesheet

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]
LANGUAGE = load_language("ja_simple")
#: By how many CSS pixels each reading stands out of its badge; at most 0 where it lies within it.
BEYOND = """() => [...document.querySelectorAll('.n rt')].map(rt => {
  const a = rt.getBoundingClientRect(), b = rt.closest('.n').getBoundingClientRect()
  return Math.max(b.top - a.top, a.bottom - b.bottom, b.left - a.left, a.right - b.right)
})"""
#: What was told of: no room above the number's line.
TIGHT = ":lang(ja-simple) .step .n { padding-top: 0 }"


def step() -> str:
    """A step's heading as the writer of pages gives it."""
    before, _, after = load_words("ja_simple")("step", n=2).partition("2")
    badge = f'<span class="n">{text_html(before)}<b>2</b>{text_html(after)}</span>'
    return f'<main class="w"><section class="step"><h3>{badge} 申請書を送る</h3></section></main>'


@pytest.fixture(params=[320, 360, 768, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 740})
    found = context.new_page()
    style = f"<style>{stylesheet(Colours(), [LANGUAGE])}</style>"
    found.set_content(f'<!DOCTYPE html><html lang="{LANGUAGE.tag}"><title>t</title>{style}<body>{step()}')
    yield found
    context.close()


def test_the_reading_lies_within_its_badge(page: Page) -> None:
    found = page.evaluate(BEYOND)
    assert found
    assert max(found) <= 0


def test_a_badge_without_room_is_told(page: Page) -> None:
    page.add_style_tag(content=TIGHT)
    assert max(page.evaluate(BEYOND)) > 0


#: Words under long readings beside each other, over several lines, in a heading, a list and a table.
WORDS = (
    "｜承認《しょうにん》｜詳細《しょうさい》を｜押《お》し、"
    "｜商標《しょうひょう》｜証明書《しょうめいしょ》を｜選《えら》びます。"
)


@pytest.fixture
def full(page: Page) -> Page:
    """The page with much text behind the step."""
    said = text_html(WORDS)
    cells = f"<tr><th>{said}</th><td>{said}</td></tr>" * 2
    rest = f"<h2>{said}</h2><p>{said * 6}</p><ul><li>{said * 2}</li></ul><table>{cells}</table>"
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", rest)
    return page


def test_readings_touch_nothing(full: Page) -> None:
    count, found = touched(full)
    assert count > 60
    assert found == []


@pytest.mark.parametrize("shift", ["-1.6em", "0.9em"], ids=["onto the line above", "onto its word"])
def test_readings_that_touch_are_told(full: Page, shift: str) -> None:
    full.add_style_tag(content=f"rt {{ position: relative; top: {shift} }}")
    assert touched(full)[1]


def test_readings_that_touch_each_other_are_told(full: Page) -> None:
    full.add_style_tag(content="rt { position: relative; left: 1em } ruby + ruby rt { left: -1em }")
    assert touched(full)[1]
