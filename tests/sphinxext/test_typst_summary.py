"""The page for the wall: what it takes from a manual, and how it fills its sheet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pdf_gates as gates
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docutils import nodes
from page_filling import wall_filling
from pdf_samples import WHEN, front
from PIL import Image

from tebiki.content.words import load_words
from tebiki.render.pdf import Document, compile_pdf
from tebiki.render.qr import matrix_of
from tebiki.sphinxext.directives.box import box
from tebiki.sphinxext.directives.qr import qr
from tebiki.sphinxext.directives.remedy import remedy
from tebiki.sphinxext.directives.screen import screen
from tebiki.sphinxext.registry import TYPST
from tebiki.sphinxext.roles.ruby import ruby
from tebiki.sphinxext.typst.blocks import BlockWriter
from tebiki.sphinxext.typst.summary import About, first_sentence, summary_text

FORM = "https://forms.example/eqG5Lhh6ffDJ31B9A"
#: What is to be done in each step of `many`.
ACT = "押します。閉じます。"
REMARK = load_words("ja")("summary.remark", publisher="山辺市高齢福祉課")
ABOUT = About("YBPKI310401.p12", REMARK, ("0123-45-6789", "平日9時から17時"), "")


def p(*parts: nodes.Node | str) -> nodes.paragraph:
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))


def titled(node: nodes.Element, title: str, *children: nodes.Node) -> nodes.Element:
    node += [nodes.title("", title), *children]
    return node


def step(number: int, title: str, *children: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *children, ids=[f"step-{number}"], step=number)


def shown(*marks: str) -> screen:
    legend = nodes.enumerated_list("", *(nodes.list_item("", p(mark)) for mark in marks))
    return screen("", legend, alt="画面", name="a/b", kind="screen")


def link(target: str, text: str) -> nodes.paragraph:
    return p(nodes.reference("", text, refid=target, internal=True))


def first(*more: nodes.Node) -> nodes.section:
    """A step with a form's code and a box of waiting."""
    code = titled(qr("", alt="申請のQRコード", name="form", url=FORM, matrix=matrix_of(FORM)), "申請フォーム")
    waiting = titled(box(kind="wait"), "待ちます", p("届きます。"), link("step-2", "届いたら手順2へ"), *more)
    return step(1, "申請します", p("コードで開きます。"), code, shown("書きます。", "押します。"), waiting)


def tree(*steps: nodes.section) -> nodes.document:
    document = nodes.document(None, None)
    helps = titled(
        remedy(ids=["no-mail"], number=1), "届かない", p("迷惑メールを見ます。ないときは聞きます。")
    )
    document += nodes.section("", nodes.title("", "マニュアル"), *steps, helps, ids=["m"])
    return document


def many(count: int) -> list[nodes.section]:
    return [
        step(number, f"{number}番目のことをする", shown("押します。", "閉じます。"))
        for number in range(2, count + 1)
    ]


def saved(folder: Path, *steps: nodes.section, language: str = "ja") -> Path:
    words = load_words(language)
    text = summary_text(tree(*steps), ABOUT, BlockWriter(words, TYPST))
    path = folder / "wall.pdf"
    path.write_bytes(compile_pdf(Document(text, front(language).json(words), {}), WHEN).data)
    return path


def size_of(path: Path, text: str) -> float:
    """In how many pt a text is set."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        page = pdf[0].get_textpage()
        signs = "".join(chr(pdfium.FPDFText_GetUnicode(page, at)) for at in range(page.count_chars()))
        return float(pdfium.FPDFText_GetFontSize(page, signs.index(text)))


def test_all_is_read_in_the_order_of_the_work(tmp_path: Path) -> None:
    """In the manual's own words: steps, what to do as one line, what one waits for between the first two."""
    path = saved(tmp_path, first(link("no-mail", "届かないとき")), *many(3))
    assert [text for role, text in gates.reading(path) if role in ("H1", "H2", "P", "Figure")] == [
        "電子証明書インストールマニュアルAndroid版", "証明書のファイル", "YBPKI310401.p12",
        "申請します", "コードで開きます。", "申請フォーム", FORM, "書きます。押します。", "申請のQRコード",
        "届いたら手順2へ届かないとき迷惑メールを見ます。",
        "2番目のことをする", ACT, "3番目のことをする", ACT,
        REMARK,
        "0123-45-6789平日9時から17時", "Ver.7 令和13年4月",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "least"), [("ja", 15), ("ja_simple", 14.5)])
def test_nine_steps_fill_the_sheet_and_are_read_from_a_metre(
    tmp_path: Path, language: str, least: float
) -> None:
    path = saved(tmp_path, first(), *many(9), language=language)
    assert wall_filling(path) == []
    assert size_of(path, ACT) >= least
    assert size_of(path, "番目のことをする") > size_of(path, ACT)
    assert gates.everything(path) == []


@pytest.mark.parametrize("count", [4, 13, 18])
def test_type_is_as_large_as_the_steps_allow(tmp_path: Path, count: int) -> None:
    path = saved(tmp_path, first(), *many(count))
    assert size_of(path, ACT) == {4: 19, 13: 15, 18: 11.5}[count]
    assert {tag.page for tag in gates.tags(path)} == {1}


def test_more_steps_than_fit_are_not_cut_off(tmp_path: Path) -> None:
    """They go on on a second page, which a build tells (``output/summary-long``)."""
    path = saved(tmp_path, first(), *many(32))
    assert "32番目のことをする" in gates.text(path)[1]


def test_a_code_is_at_the_right_of_its_step(tmp_path: Path) -> None:
    path = saved(tmp_path, first(), *many(9))
    page = gates.render(path, 1, 72)
    width, height = page.size
    assert gates.codes(page.crop((width * 2 // 3, 0, width, height // 3))) == [FORM]
    assert gates.qr(path) == []
    assert FORM in gates.text(path)[0]  # on one line


def test_a_hole_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, first(), *many(2))
    assert any(found.endswith("mm are empty") for found in wall_filling(path))
    page = Image.new("L", (595, 842), 255)
    page.paste(0, (60, 40, 500, 600))
    page.save(tmp_path / "short.pdf")
    assert any(found.startswith("it ends") for found in wall_filling(tmp_path / "short.pdf"))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("フォルダーを見ます。ないときは聞きます。", "フォルダーを見ます。"),
        ("Look in 11.4 of a.p12. Then ask.", "Look in 11.4 of a.p12."),
        ("どこにも終わりがない", "どこにも終わりがない"),
    ],
)
def test_the_first_sentence_of_a_remedy(text: str, start: str) -> None:
    assert first_sentence(p(text)).astext() == start


def test_a_sentence_may_have_readings_and_bold_words() -> None:
    sentence = p(nodes.strong("", "A。B"), "を", ruby("", "見", reading="み"), "ます。", "次です。")
    assert first_sentence(sentence).astext() == "A。Bを見ます。"
    assert sentence.astext().endswith("次です。")
