"""The editor of captures in Chromium: by mouse, by keyboard alone, and the sizes that it reckons itself."""

from __future__ import annotations

import base64
import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOTS
from PIL import Image, ImageChops
from playwright.sync_api import expect
from screen_editor_page import GIVE, drag, fill_rest, give, numbers, picture, saved, spoken
from studio_client import StudioClient, studio
from studio_fixtures import OpenPage
from studio_looks import axe_findings, enlarge_text, scrolls_sideways
from web_gates import chromium_path

from tebiki.captures.add import Wish
from tebiki.captures.edit import add_upload
from tebiki.content.project import Project
from tebiki.content.screen_files import load_spec
from tebiki.content.screens import Capture
from tebiki.render.marks import mark

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]

ADDRESS = "/2031/screens/tablet/ask"


def capture_of(client: StudioClient) -> Capture:
    found = load_spec(client.desk.root / "screenshots", "tablet/ask")[1].capture
    assert found is not None
    return found


@pytest.mark.parametrize("how", ["drop", "paste"])
def test_by_mouse(how: str, desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page, how)
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    left, top, width, height = numbers(page)
    assert all(abs(a - b) < 4 for a, b in zip((left, top, width, height), (700, 500, 200, 80), strict=True))
    assert spoken(page, "印1") == f"印1 左{left} 上{top} 幅{width} 高さ{height}"
    drag(page, (800, 540), (750, 560))
    assert numbers(page)[0] < left
    page.click('[data-tool="cover"]')
    drag(page, (90, 90), (410, 170))
    page.click('[data-tool="crop"]')
    drag(page, (1080, 450), (1000, 450))
    page.click('[data-tool="measure"]')
    drag(page, (720, 500), (768, 548))
    assert abs(int(page.input_value("#text-height")) - 48) < 4
    fill_rest(page)
    page.click(".button-main")
    saved(page)
    capture = capture_of(desk_of_city)
    assert len(capture.marks) == len(capture.redact) == 1
    with Image.open(desk_of_city.desk.root / "screenshots/tablet/ask.png") as image:
        pixels = image.convert("RGB")
    assert abs(pixels.width - 1000) < 4
    assert not [colour for _, colour in pixels.getcolors(1_000_000) or [] if colour == (255, 0, 0)]


def test_by_keyboard_alone(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page, "paste")
    page.locator('[data-do="place"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("data-key", "mark-0")
    start = numbers(page)
    for key in ("ArrowRight", "Shift+ArrowDown", "Control+ArrowRight", "Control+Shift+ArrowUp"):
        page.keyboard.press(key)
    assert numbers(page) == [start[0] + 1, start[1] + 10, start[2] + 1, start[3] - 10]
    left, top, width, height = numbers(page)
    assert spoken(page, "印1 左" + str(left)) == f"印1 左{left} 上{top} 幅{width} 高さ{height}"
    page.keyboard.press("Delete")
    expect(page.locator(".box-mark")).to_have_count(0)
    page.locator('[data-do="undo"]').focus()
    page.keyboard.press("Enter")
    assert numbers(page) == [left, top, width, height]
    page.keyboard.press("Enter")
    assert numbers(page) == start
    page.locator('[data-do="redo"]').focus()
    page.keyboard.press("Enter")
    assert numbers(page) == [left, top, width, height]
    page.locator('[data-part="0"]').first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("６０")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#problems [data-field]")).to_have_count(0)
    page.keyboard.press("Tab")
    for field, text in (("text-height", "48"), ("device", "Tablet 1"), ("os", "Android 14")):
        page.locator(f"#{field}").focus()
        page.keyboard.type(text)
    page.keyboard.press("Control+s")
    saved(page)
    assert [mark.box for mark in capture_of(desk_of_city).marks] == [(61, top, width, height)]


def test_a_turn_takes_the_boxes_along(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.locator('[data-do="place"]').click()
    x, y, width, height = numbers(page)
    page.click('[data-do="turn"]')
    assert numbers(page) == [900 - y - height, x, height, width]
    assert page.locator(".stage-picture").evaluate("(it) => [it.width, it.height]") == [900, 1080]
    for _ in range(3):
        page.click('[data-do="turn"]')
    assert numbers(page) == [x, y, width, height]
    page.click('[data-do="turn"]')
    fill_rest(page)
    page.click(".button-main")
    saved(page)
    assert [mark.box for mark in capture_of(desk_of_city).marks] == [(900 - y - height, x, height, width)]
    with Image.open(desk_of_city.desk.root / "screenshots/tablet/ask.png") as image:
        assert image.size == (900, 1080)


def test_escape_takes_a_drag_back(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.locator('[data-do="place"]').click()
    start = numbers(page)
    box = page.locator(".box-mark").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 80)
    assert numbers(page) != start
    page.keyboard.press("Escape")
    page.mouse.up()
    assert numbers(page) == start


def test_small_text_has_its_remedy_at_once(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    page.fill("#text-height", "30")
    assert page.locator(".small-text").is_visible()
    page.click('[data-do="remedy"]')
    assert not page.locator(".small-text").is_visible()
    expect(page.locator(".size-enough")).to_have_count(2)
    assert asked == []
    page.fill("#device", "Tablet 1")
    page.fill("#os", "Android 14")
    page.click(".button-main")
    saved(page)
    with Image.open(desk_of_city.desk.root / "screenshots/tablet/ask.png") as image:
        assert image.width == 801


def test_what_is_refused_stands_at_its_field(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.locator('[data-do="place"]').click()
    page.fill("#text-height", "48")
    page.click(".button-main")
    page.wait_for_selector("#problems [data-field]")
    assert page.locator("#device-wrong").is_visible()
    assert page.get_attribute("#os", "aria-invalid") == "true"
    expect(page.locator("#problems")).to_be_focused()
    page.click("#problems a >> nth=0")
    expect(page.locator("#device")).to_be_focused()
    fill_rest(page)
    page.click(".button-main")
    saved(page)


def test_what_changed_elsewhere_is_told_and_what_was_drawn_stays(
    desk_of_city: StudioClient, open_studio: OpenPage
) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.locator('[data-do="place"]').click()
    fill_rest(page)
    path = desk_of_city.desk.root / "screenshots/tablet/ask.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    page.click(".button-main")
    page.wait_for_selector("#problems [data-field]")
    assert "ほかの場所で変わりました" in page.locator("#problems").inner_text()
    expect(page.locator(".box-mark")).to_have_count(1)


def test_marks_that_were_not_saved_are_there_again(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    kept = numbers(page)
    page.reload()
    page.wait_for_selector(".screen-editor")
    give(page)
    assert numbers(page) == kept


def test_a_capture_is_edited_and_the_drawing_comes_back(
    desk_of_city: StudioClient, open_studio: OpenPage
) -> None:
    before = (desk_of_city.desk.root / "screenshots/tablet/ask.toml").read_bytes()
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    fill_rest(page)
    page.click(".button-main")
    saved(page)
    data = (desk_of_city.desk.root / "screenshots/tablet/ask.png").read_bytes()
    page.wait_for_selector(".box-mark")
    left, top, width, height = numbers(page)
    page.locator(".box-mark").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+s")
    expect(page.locator(".screen-editor")).to_have_attribute(
        "data-state", re.compile(re.escape(f"[{left - 10}, {top}"))
    )
    assert [mark.box for mark in capture_of(desk_of_city).marks] == [(left - 10, top, width, height)]
    assert (desk_of_city.desk.root / "screenshots/tablet/ask.png").read_bytes() == data
    page.click(".put-back button")
    page.wait_for_selector(".put-back", state="detached")
    assert (desk_of_city.desk.root / "screenshots/tablet/ask.toml").read_bytes() == before


def test_a_capture_taken_again_keeps_marks_and_covers(
    desk_of_city: StudioClient, open_studio: OpenPage
) -> None:
    wish = Wish(
        name="tablet/ask", file=Path("a.png"), device="Tablet 1", os="Android 14", on=date(2031, 1, 20),
        text_height=48, redact=((90, 90, 320, 80),), marks=((700, 500, 200, 80),),
    )  # fmt: skip
    add_upload(Project(desk_of_city.desk.root), wish, picture())
    page = open_studio(desk_of_city, ADDRESS)
    page.wait_for_selector(".box-mark")
    expect(page.locator(".covered-before")).to_have_count(1)
    give(page)
    expect(page.locator(".covered-before")).to_have_count(0)
    assert (numbers(page), numbers(page, "cover")) == ([700, 500, 200, 80], [90, 90, 320, 80])
    page.click(".button-main")
    saved(page)
    assert capture_of(desk_of_city).redact == ((90, 90, 320, 80),)
    give(page, data=picture((900, 1200)))
    page.wait_for_selector(".box-mark", state="detached")
    expect(page.locator(".box-cover")).to_have_count(0)


def test_another_item_of_the_legend(tmp_path: Path, open_studio: OpenPage) -> None:
    root = tmp_path / "shiomi"
    shutil.copytree(ROOTS / "shiomi", root)
    with studio(root) as client:
        page = open_studio(client, "/2041/screens/chrome_book/import-pass")
        give(page)
        page.click('[data-tool="mark"]')
        drag(page, (100, 100), (400, 160))
        drag(page, (700, 500), (900, 580))
        first, second = numbers(page), numbers(page, at=1)
        page.select_option('[data-legend="0"]', "1")
        assert (numbers(page), numbers(page, at=1)) == (second, first)
        drag(page, (600, 700), (900, 780))
        assert page.locator("#marks-wrong").is_visible()
        expect(page.locator(".box-mark")).to_have_count(2)


def test_the_look_is_that_of_the_engine(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    page.wait_for_timeout(100)
    x, y, width, height = numbers(page)
    sent = page.evaluate("document.querySelector('.look-web').toDataURL()").partition(",")[2]
    with Image.open(io.BytesIO(base64.b64decode(sent))) as image:
        seen = image.convert("RGB")
    with Image.open(io.BytesIO(picture())) as image:
        plain = image.convert("RGB").resize((720, 600), Image.Resampling.LANCZOS)
    scale = 720 / 1080
    made = mark(plain, [(x * scale, y * scale, (x + width) * scale, (y + height) * scale)])
    off = (
        ImageChops.difference(seen, made).convert("L").point([255 if tone > 60 else 0 for tone in range(256)])
    )
    assert off.histogram()[255] < 400  # of 432,000: the badge's digit, whose font is the system's


def test_a_file_that_goes_away_is_saved_as_it_was_seen(
    tmp_path: Path, desk_of_city: StudioClient, open_studio: OpenPage
) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    chosen = tmp_path / "shot.png"
    chosen.write_bytes(picture())
    page.wait_for_load_state("networkidle")
    page.set_input_files("#picture", chosen)
    page.wait_for_selector(".stage-view:not([hidden])")
    chosen.unlink()
    page.locator('[data-do="place"]').click()
    fill_rest(page)
    page.click(".button-main")
    saved(page)


def test_a_file_that_is_no_picture_is_told_at_once(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    page.wait_for_load_state("networkidle")
    page.evaluate(GIVE, ["shot.png", base64.b64encode(b"hello").decode(), "drop"])
    page.wait_for_selector("#picture-wrong:not([hidden])")
    assert page.locator(".stage-view").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    width: int, scheme: str, desk_of_city: StudioClient, open_studio: OpenPage
) -> None:
    page = open_studio(desk_of_city, ADDRESS, width, scheme)
    give(page)
    page.locator('[data-do="place"]').click()
    page.locator("#cut summary").click()
    page.locator('[data-do="cover"]').click()
    page.fill("#text-height", "20")
    page.click(".button-main")
    page.wait_for_selector("#problems [data-field]")
    assert scrolls_sideways(page) == []
    assert axe_findings(page) == []


def test_text_twice_as_large_needs_no_sideways_scrolling(
    desk_of_city: StudioClient, open_studio: OpenPage
) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    give(page)
    enlarge_text(page)
    page.locator('[data-do="place"]').click()
    assert scrolls_sideways(page) == []
    stacked = """() => {
      const [side, stage] = [".editor-side", ".stage-column"].map((it) => document.querySelector(it));
      return side.getBoundingClientRect().top >= stage.getBoundingClientRect().bottom;
    }"""
    assert page.evaluate(stacked)
