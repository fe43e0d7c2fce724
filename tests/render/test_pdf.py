"""Setting a document: the same bytes, errors at their place, chapters that start a page or follow on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pdf_gates as gates
import pytest
from pdf_samples import WHEN, document, front
from PIL import Image

from tebiki.content.words import load_words
from tebiki.errors import Place, Problem, TebikiError
from tebiki.render.pdf import compile_pdf, kept_pdf, place_in
from tebiki.render.qr import matrix_of
from tebiki.render.typst.front import Newest
from tebiki.render.typst.modules import halves, ink

NEWEST = "https://www.example.lg.jp/shomei/"
LONG = 'v(150mm), p("ここまで")'


def problem(error: pytest.ExceptionInfo[TebikiError]) -> Problem:
    (found,) = error.value.problems
    return found


def saved(tmp_path: Path, *calls: str) -> Path:
    path = tmp_path / "manual.pdf"
    path.write_bytes(compile_pdf(document(*calls), WHEN).data)
    return path


def test_same_input_gives_same_bytes() -> None:
    here = document('h1("a", "はじめに")', 'p("本文")')
    assert compile_pdf(here, WHEN) == compile_pdf(here, WHEN)


def test_metadata_is_the_editions(tmp_path: Path) -> None:
    path = saved(tmp_path, 'p("本文")')
    found = gates.metadata(path)
    assert found["Title"] == front().title
    assert found["Author"] == front().author
    assert found["CreationDate"].startswith("D:20310401")
    assert gates.language(path) == "ja"


def test_missing_glyph_is_told_at_its_place() -> None:
    with pytest.raises(TebikiError) as error:
        compile_pdf(document('// at docs/android.md:7\np("錠前🔒")'), WHEN)
    assert problem(error).code == "pdf/glyph"
    assert problem(error).place == Place("docs/android.md", 7)
    assert "U+1F512" in str(problem(error).values["codes"])


def test_what_typst_refuses_is_told_at_its_place() -> None:
    here = document('// at docs/a.md:3\np("a")', '// at docs/a.md:9\nscreen("/no.png", "絵", none)')
    with pytest.raises(TebikiError) as error:
        compile_pdf(here, WHEN)
    assert problem(error).code == "pdf/typst"
    assert problem(error).place == Place("docs/a.md", 9)


def test_place_of_a_template_error_is_the_callers() -> None:
    source = b"#manual(\n// at docs/a.md:3\nx(),\n)"
    assert place_in(source, "template/unit.typ:3\nmain.typ:3:1") == Place("docs/a.md", 3)
    assert place_in(source, "nothing") is None


def test_chapter_starts_a_page_only_after_a_page_half_full(tmp_path: Path) -> None:
    calls = ('h1("a", "長い章")', LONG, 'h1("b", "短い章")', 'p("短い")', 'h1("c", "次の章")', 'p("続き")')
    path = saved(tmp_path, "contents()", *calls)
    chapters = {tag.text: tag.page for tag in gates.tags(path) if tag.role == "H1"}
    assert chapters == {"目次": 2, "長い章": 2, "短い章": 3, "次の章": 3}


def test_a_step_is_never_split_and_too_tall_a_one_is_not_cut_off(tmp_path: Path) -> None:
    fits = 'step(1, "手順1", "step-1", "一", v(200mm), p("終わり"))'
    tall = 'step(2, "手順2", "step-2", "二", v(240mm), p("続き"), v(90mm), p("最後"))'
    found = {tag.text: tag.page for tag in gates.tags(saved(tmp_path, 'h1("s", "手順")', fits, tall))}
    assert found["1一"] == found["終わり"]
    assert found["最後"] > found["2二"]


def test_pictures_count_in_the_height_of_a_step(tmp_path: Path) -> None:
    Image.new("RGB", (720, 1000), "#C9CAD1").save(tmp_path / "a.png")
    screen = 'screen("/pictures/a.png", "画面", "例")'
    boxes = 'item(remark("done", "済", p("終わり")))'
    part = f'row("phone", p("見ます"), {screen}, legend(p("押します")), {boxes})'
    parts = {"two": [part] * 2, "three": [part] * 3}
    pages = {}
    for name, rows in parts.items():
        call = f'step(1, "手順1", "step-1", "一", {", ".join(rows)})'
        start = ('h1("s", "手順")', "pagebreak()")
        here = document(*start, call, pictures={"pictures/a.png": tmp_path / "a.png"})
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(compile_pdf(here, WHEN).data)
        pages[name] = {tag.page for tag in gates.tags(path) if tag.text in ("一", "見ます", "終わり", "1一")}
    assert [len(pages[name]) for name in parts] == [1, 2]


def test_row_is_read_text_picture_legend_boxes(tmp_path: Path) -> None:
    Image.new("RGB", (720, 400), "#C9CAD1").save(tmp_path / "a.png")
    call = (
        'step(1, "手順1", "step-1", "パスワードを入力します", row("phone", p("画面が出ます。"), '
        'screen("/pictures/a.png", "画面の例", "画面は例です"), legend(p("入力します"), p("押します")), '
        'item(remark("caution", "注意", p("見せない")), remark("differs", "画面が違うとき", p("進む")))))'
    )
    path = tmp_path / "manual.pdf"
    here = document('h1("s", "手順")', call, pictures={"pictures/a.png": tmp_path / "a.png"})
    path.write_bytes(compile_pdf(here, WHEN).data)
    order = [text for _, text in gates.reading(path)]
    start = order.index("1パスワードを入力します")
    assert order[start + 1 :] == [
        "画面が出ます。", "画面の例", "画面は例です", "1", "入力します", "2", "押します",
        "注意", "見せない", "画面が違うとき", "進む",
    ]  # fmt: skip
    assert (1, "手順1\u3000パスワードを入力します") in [(1, title) for _, title in gates.bookmarks(path)]


def test_page_of_a_remedy_stands_beside_its_link(tmp_path: Path) -> None:
    step = ('h1("s", "手順")', 'p(remedy-link("r", "困ったとき 1"))')
    trouble = ('h1("t", "困ったとき")', LONG, "pagebreak()", 'remedies(remedy(1, "r", "出ない", p("待つ")))')
    path = saved(tmp_path, *step, *trouble)
    page = next(tag.page for tag in gates.tags(path) if tag.role == "TD")
    assert ("P", f"困ったとき 1（{page}ページ）") in gates.reading(path)
    assert gates.tables(path) == []


def test_unknown_facts_leave_no_trace_on_the_cover() -> None:
    names = ("certificate", "certificate-caption", "period", "note", "newest")
    cover = json.loads(front().json(load_words("ja")))["cover"]
    assert [cover[name] for name in names] == [None] * len(names)


def test_cover_code_leads_to_the_newest_edition(tmp_path: Path) -> None:
    path = tmp_path / "manual.pdf"
    code = Newest("最新版", NEWEST, "最新版のQRコード", matrix_of(NEWEST))
    cover = replace(front().cover, newest=code, certificate="YBPKI310401", certificate_caption="名前")
    here = replace(front(), cover=cover)
    path.write_bytes(compile_pdf(replace(document("p()"), front=here.json(load_words("ja"))), WHEN).data)
    assert gates.qr(path) == []
    assert gates.links(path)[0] == [NEWEST]
    assert "YBPKI310401" in gates.text(path)[0]


def test_ink_leaves_out_the_quiet_zone() -> None:
    matrix = matrix_of(NEWEST)
    rows = ink(matrix)
    assert len(rows) == len(matrix) - 8
    assert rows[0].startswith("1111111")
    assert {len(row) for row in rows} == {len(rows)}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://forms.example/abc", ("https://forms.example/", "abc")),
        ("https://a.example/" + "x" * 40, ("https://a.example/" + "x" * 40, "")),
        ("https://a.example/", ("https://a.example/", "")),
    ],
)
def test_short_addresses_break_after_their_host(url: str, expected: tuple[str, str]) -> None:
    assert halves(url) == expected


def test_a_document_that_was_set_before_is_not_set_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = document('p("一")')
    first = kept_pdf(here, WHEN, tmp_path)
    monkeypatch.setattr("tebiki.render.pdf.compile_pdf", lambda *_: pytest.fail("set again"))
    assert kept_pdf(here, WHEN, tmp_path) == first


@pytest.mark.parametrize("change", ["text", "timestamp", "file"])
def test_another_document_or_a_damaged_file_is_set_anew(change: str, tmp_path: Path) -> None:
    here, when = document('p("一")'), WHEN
    kept_pdf(here, when, tmp_path)
    (file,) = tmp_path.glob("*.pdf")
    if change == "text":
        here = document('p("二")')
    elif change == "timestamp":
        when = WHEN.replace(year=WHEN.year + 1)
    else:
        file.write_bytes(b"%PDF-1.7 another")
    assert kept_pdf(here, when, tmp_path) == compile_pdf(here, when)
