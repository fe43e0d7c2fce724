"""A step of an invented city in a browser: where its actions and its pictures stand at each width."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from docutils import nodes
from html_sample import fragment, paragraph, section
from PIL import Image
from playwright.sync_api import Browser, Page, Route
from web_gates import chromium_path

from tebiki.content.languages import load_language
from tebiki.content.settings import Colours
from tebiki.sphinxext.directives.box import box
from tebiki.sphinxext.directives.screen import screen
from tebiki.sphinxext.html.style import stylesheet

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]
NARROW, WIDE = (360, 767), (768, 1280)
#: Left, top, right and bottom of all that has this selector.
BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const box = element.getBoundingClientRect()
  return [box.left, box.top, box.right, box.bottom]
})"""
#: What the discs before the items say.
DISCS = """() => [...document.querySelectorAll('.legend li')].map(
  item => getComputedStyle(item, '::before').content + (item.getAttribute('value') ?? '')
)"""
#: What was told of: the actions small under the picture, the main column empty.
UNDER_THE_PICTURE = ".beside { display: block !important; grid-area: 1/2/-1 }"


def a_screen(name: str, first: int, *said: str) -> screen:
    items = [nodes.list_item("", paragraph(text)) for text in said]
    legend = nodes.enumerated_list("", *items, classes=["legend"], start=first)
    look = {"drawn": True, "kind": "screen", "alt": "画面", "width": 720, "height": 400}
    return screen("", legend, file=f"{name}.png", **look)


def step() -> str:
    """A step with two pictures, as the writer of pages gives it."""
    parts = (paragraph("画面が出ます。"), a_screen("a", 1, "入力します。", "押します。"))
    more = (paragraph("次に、聞かれます。"), a_screen("b", 3, "はいを押します。"))
    warned = box("", nodes.title("", "注意"), paragraph("待ちます。"), kind="caution")
    inner = section("step-1", "送る", *parts, *more, warned, step=1)
    return fragment(section("tablet", "手引", section("steps", "手順", inner)))


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 740})
    found = context.new_page()
    style = f"<style>{stylesheet(Colours(), [load_language('ja')])}</style>"
    found.set_content(
        f'<!DOCTYPE html><html lang="ja"><title>t</title>{style}<body><main class="w">{step()}</main>'
    )
    yield found
    context.close()


def beside(page: Page) -> list[bool]:
    """Of each picture, whether all of its actions stand left of it, their first no lower than its foot."""
    figures, legends = page.evaluate(BOXES, "figure"), page.evaluate(BOXES, ".legend")
    return [a[2] <= f[0] and a[1] < f[3] for f, a in zip(figures, legends, strict=True)]


@pytest.mark.parametrize("page", WIDE, indirect=True)
def test_actions_stand_in_the_main_column_with_the_picture_beside_them(page: Page) -> None:
    assert beside(page) == [True, True]
    of_the_text = ".step > h3, .step p:not(.bt):not(.box p), .legend, .box.caution"
    columns = {round(box[0]) for box in page.evaluate(BOXES, of_the_text)}
    assert len(columns) == 1
    headings, figures = page.evaluate(BOXES, ".step .n"), page.evaluate(BOXES, "figure")
    assert abs(headings[0][1] - figures[0][1]) <= 1


@pytest.mark.parametrize("page", WIDE, indirect=True)
def test_actions_under_the_picture_are_told(page: Page) -> None:
    page.add_style_tag(content=UNDER_THE_PICTURE)
    assert beside(page) == [False, False]


@pytest.mark.parametrize("page", NARROW, indirect=True)
def test_on_a_phone_the_sentence_comes_first_then_the_picture_then_the_actions(page: Page) -> None:
    parts = [page.evaluate(BOXES, name) for name in (".step p:not(.bt):not(.box p)", "figure", ".legend")]
    for sentence, figure, legend in zip(*parts, strict=True):
        assert sentence[3] <= figure[1]
        assert figure[3] <= legend[1]


@pytest.mark.parametrize("page", [*NARROW, *WIDE], indirect=True)
def test_no_picture_reaches_into_the_next_row(page: Page) -> None:
    figures, rows = page.evaluate(BOXES, "figure"), page.evaluate(BOXES, ".unit")
    assert [box[1] for box in rows] == sorted(box[1] for box in rows)
    assert figures[0][3] < rows[0][1]


@pytest.mark.parametrize("page", [NARROW[0], WIDE[-1]], indirect=True)
def test_discs_count_on(page: Page) -> None:
    assert page.evaluate(DISCS) == ["counter(mark)", "counter(mark)", '"3"3']


def far_below(count: int) -> str:
    """A page of so many steps, each higher than a window, as the writer of pages gives it."""
    steps = [
        section(f"step-{n}", "送る", a_screen(f"p{n}", 1, "押します。"), *[paragraph("文。")] * 60, step=n)
        for n in range(1, count + 1)
    ]
    return fragment(section("tablet", "手引", section("steps", "手順", *steps)))


def test_what_is_not_near_is_not_fetched_and_yet_printed(browser: Browser) -> None:
    asked: list[str] = []
    picture = io.BytesIO()
    Image.new("RGB", (720, 400), "#777").save(picture, "PNG")

    def answer(route: Route) -> None:
        if route.request.url.endswith(".png"):
            asked.append(route.request.url.rpartition("/")[2])
            route.fulfill(body=picture.getvalue(), content_type="image/png")
        else:
            body = f'<!DOCTYPE html><html lang="ja"><title>t</title><main class="w">{far_below(9)}</main>'
            route.fulfill(body=body, content_type="text/html; charset=utf-8")

    context = browser.new_context(viewport={"width": 360, "height": 740})
    found = context.new_page()
    found.route("**/*", answer)
    found.goto("http://tablet.example/", wait_until="networkidle")
    seen = set(asked)
    assert "p1.png" in seen
    assert "p9.png" not in seen
    found.pdf()
    context.close()
    assert set(asked) == {f"p{number}.png" for number in range(1, 10)}
