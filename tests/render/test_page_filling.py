"""Steps fill their pages: one that would leave a page too empty goes on over it, under its number."""

from __future__ import annotations

from pathlib import Path

import pdf_gates as gates
import pytest
from page_filling import last_of_chapters, page_filling, printed_share
from pdf_samples import WHEN, document, front
from PIL import Image

from tebiki.content.words import load_words
from tebiki.render.pdf import Document, compile_pdf

AGAIN = "手順1（続き）"
#: So much of a page is filled before the step.
BEFORE = 'h1("s", "手順")', 'v(85mm), p("ここまで")'
BOX = 'remark("differs", "画面が違うとき", p("進みます"))'


def row(*boxes: str, start: int = 1) -> str:
    """A row whose picture is 88 mm high."""
    legend = f'legend(start: {start}, p("押します"), p("閉じます"))'
    parts = ['"phone"', 'p("画面が出ます")', 'screen("/pictures/a.png", "画面の例", "例")', legend, *boxes]
    return f"row({', '.join(parts)})"


def step(*parts: str, number: int = 1) -> str:
    return f'step({number}, "手順{number}", "step-{number}", "終わらせる", {", ".join(parts)})'


def saved(folder: Path, *calls: str, language: str = "ja") -> Path:
    Image.new("RGB", (720, 900), "#C9CAD1").save(folder / "a.png")
    made = document(*calls, pictures={"pictures/a.png": folder / "a.png"})
    made = Document(made.text, front(language).json(load_words(language)), made.pictures)
    path = folder / "manual.pdf"
    path.write_bytes(compile_pdf(made, WHEN).data)
    return path


def test_a_step_goes_on_with_its_second_picture(tmp_path: Path) -> None:
    path = saved(tmp_path, *BEFORE, step(row(), row(BOX, start=3)))
    first, second = gates.text(path)[1:]
    assert "終わらせる" in first
    assert AGAIN in second
    assert page_filling(path) == []


@pytest.mark.parametrize("language", ["ja", "ja_simple", "en"])
def test_who_listens_hears_the_heading_once(tmp_path: Path, language: str) -> None:
    """What is repeated is an artifact; bookmarks and headings name the step once."""
    path = saved(tmp_path, *BEFORE, step(row(), row(BOX)), language=language)
    heard = [text for _, text in gates.reading(path)]
    assert heard.count("1終わらせる") == 1
    assert not any("続" in text or "continued" in text for text in heard)
    assert len([title for _, title in gates.bookmarks(path) if "終わらせる" in title]) == 1
    assert {name: gates.GATES[name](path) for name in ("conformance", "headings", "readings")} == {
        "conformance": [], "headings": [], "readings": [],
    }  # fmt: skip


def test_a_step_stays_whole_on_the_next_page_where_the_one_before_is_full_enough(tmp_path: Path) -> None:
    path = saved(tmp_path, 'h1("s", "手順")', 'v(150mm), p("ここまで")', step(row(), row(BOX)))
    assert AGAIN not in "".join(gates.text(path))
    assert page_filling(path) == []


def test_a_step_that_fits_is_not_named_twice(tmp_path: Path) -> None:
    path = saved(tmp_path, 'h1("s", "手順")', step(row(), row(BOX)))
    assert AGAIN not in "".join(gates.text(path))


def test_boxes_may_stand_on_the_next_page(tmp_path: Path) -> None:
    """A picture's box goes on under the step's number where picture and box have no room together."""
    box = 'remark("info", "参考", v(100mm), p("長い"))'
    path = saved(tmp_path, *BEFORE, step(row(box, BOX)))
    assert AGAIN in gates.text(path)[2]
    assert page_filling(path) == []


def test_marks_of_the_second_picture_go_on(tmp_path: Path) -> None:
    path = saved(tmp_path, 'h1("s", "手順")', step(row(), row(start=3)))
    assert [text for role, text in gates.reading(path) if role == "Lbl"] == ["1", "2", "3", "4"]


def test_a_page_left_empty_is_told(tmp_path: Path) -> None:
    """The fault: what follows is kept together, as steps were, and is higher than what is left."""
    kept = 'block(breakable: false, v(180mm) + p("一つ"))'
    path = saved(tmp_path, *BEFORE, kept)
    assert page_filling(path) == ["page 2: 41% full"]


def test_a_chapter_may_end_early(tmp_path: Path) -> None:
    path = saved(
        tmp_path, 'h1("a", "短い章")', 'p("終わり")', "pagebreak()", 'h1("b", "次の章")', 'p("続き")'
    )
    assert last_of_chapters(path) == {1, 2, 3}
    assert page_filling(path) == []


def test_a_chapter_below_the_top_of_a_page_ends_none(tmp_path: Path) -> None:
    """A chapter that begins further down does not excuse the page before."""
    path = saved(tmp_path, 'h1("a", "章")', 'p("一")', "pagebreak()", 'p("二")', 'h1("b", "次")', 'p("三")')
    assert [found.split(":")[0] for found in page_filling(path)] == ["page 2"]


def test_grounds_of_boxes_are_no_print() -> None:
    page = Image.new("L", (595, 842), 255)
    page.paste(240, (60, 100, 500, 700))
    assert printed_share(page) == 0.0
    page.paste(100, (60, 100, 70, 428))
    assert printed_share(page) == pytest.approx(0.5, abs=0.01)
