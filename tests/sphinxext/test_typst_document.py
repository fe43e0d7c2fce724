"""A manual's doctree → calls → PDF: what is read, linked and counted, and what print refuses."""

from __future__ import annotations

from pathlib import Path

import pdf_gates as gates
import pytest
from docutils import nodes
from docutils.utils import new_document
from pdf_samples import WHEN, front, messages
from PIL import Image

from tebiki.content.words import load_words
from tebiki.errors import Place, TebikiError
from tebiki.render.pdf import compile_pdf
from tebiki.render.qr import matrix_of
from tebiki.sphinxext.directives.actions import actions
from tebiki.sphinxext.directives.box import box
from tebiki.sphinxext.directives.checklist import checklist
from tebiki.sphinxext.directives.contents import contents
from tebiki.sphinxext.directives.differs import differs
from tebiki.sphinxext.directives.flow import flow, flow_part
from tebiki.sphinxext.directives.glance import glance
from tebiki.sphinxext.directives.qr import qr
from tebiki.sphinxext.directives.remedy import remedy
from tebiki.sphinxext.directives.screen import screen
from tebiki.sphinxext.registry import TYPST
from tebiki.sphinxext.roles.fact import fact
from tebiki.sphinxext.typst.blocks import BlockWriter
from tebiki.sphinxext.typst.builder import document_of
from tebiki.sphinxext.typst.sections import document_text

FORM = "https://forms.example/abc"


def p(*parts: nodes.Node | str) -> nodes.paragraph:
    children = (nodes.Text(part) if isinstance(part, str) else part for part in parts)
    return nodes.paragraph("", "", *children)


def section(label: str, title: str, *children: nodes.Node, **attributes: int) -> nodes.section:
    return nodes.section("", nodes.title("", title), *children, ids=[label], **attributes)


def titled(node: nodes.Element, title: str, *children: nodes.Node) -> nodes.Element:
    node += [nodes.title("", title), *children]
    return node


def items(kind: type[nodes.Element], *texts: str, **attributes: object) -> nodes.Element:
    return kind("", *(nodes.list_item("", p(text)) for text in texts), **attributes)


def remedy_link(label: str, number: int) -> nodes.reference:
    return nodes.reference("", f"困ったとき {number}", refid=label, remedy=number, internal=True)


def a_screen(picture: Path, *legend: str, shape: str = "phone") -> screen:
    where = {"name": "android/password", "shape": shape, "file": "a.png", "path": str(picture)}
    found = screen("", alt="パスワードの画面の例", kind="screen", **where)
    found["width"], found["height"], found["drawn"] = 720, 400, True
    if legend:
        found += items(nodes.enumerated_list, *legend, classes=["legend"])
    return found


def table() -> nodes.table:
    def row(*cells: str) -> nodes.row:
        return nodes.row("", *(nodes.entry("", p(cell)) for cell in cells))

    head, body = nodes.thead("", row("版数", "内容")), nodes.tbody("", row("Ver.7", "変更点です"))
    return nodes.table("", nodes.title("", "これまでの版"), nodes.tgroup("", head, body, cols=2))


def manual(*children: nodes.Node) -> nodes.document:
    tree = new_document("docs/android.md")
    tree += section("android", "電子証明書インストールマニュアル", *children)
    for node in tree.findall(nodes.Element):
        node.source, node.line = "docs/android.md", 5
    return tree


def sample(picture: Path) -> nodes.document:
    """A short manual that has everything."""
    code = qr("", alt="申請のQRコード", name="form", url=FORM, matrix=matrix_of(FORM))
    button = nodes.paragraph("", "", nodes.reference("", "開く", refuri=FORM), classes=["button"])
    form = titled(code, "申請フォーム", button)
    first = section("step-1", "申請します", p("フォームを開きます。"), form, step=1)
    second = section(
        "step-2",
        "入力します",
        p("控えた", fact("", "YBPKI310401.p12", kind="code"), "を使います。"),
        a_screen(picture, "入力します", "押します"),
        titled(box(kind="caution"), "注意", p("教えないでください。")),
        titled(differs(), "違う", p(remedy_link("wrong", 1), "を見ます。"), p(remedy_link("lost", 2))),
        step=2,
    )
    remedies = [
        titled(remedy(ids=["wrong"], number=1), "違うと出る", p("入力し直します。")),
        titled(remedy(ids=["lost"], number=2), "来ない", items(nodes.bullet_list, "待ちます")),
    ]
    part = titled(flow_part(steps="手順1"), "申請", p("送ります。"))
    ticks = nodes.list_item("", p(nodes.strong("", "端末"), " 最後まで使います。"))
    return manual(
        actions("", p(nodes.reference("", "手順1", refid="step-1"))),
        contents(),
        section("work", "作業の流れ", flow("", part, part.deepcopy())),
        section("list", "手順の一覧", glance()),
        section("prepare", "用意するもの", checklist("", ticks)),
        section("steps", "手順", first, second),
        section("trouble", "困ったとき", *remedies, table()),
    )


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    Image.new("RGB", (720, 400), "#C9CAD1").save(folder / "a.png")
    document = document_of(sample(folder / "a.png"), front(), BlockWriter(load_words("ja"), TYPST))
    (folder / "manual.pdf").write_bytes(compile_pdf(document, WHEN).data)
    return folder / "manual.pdf"


def test_it_passes_every_gate(pdf: Path) -> None:
    assert gates.everything(pdf) == []


def test_a_step_is_read_in_order(pdf: Path) -> None:
    found = [text for _, text in gates.reading(pdf)]
    start = found.index("2入力します")
    page = next(tag.page for tag in gates.tags(pdf) if tag.role == "H1" and tag.text == "困ったとき")
    assert found[start + 1 : found.index("困ったとき", start)] == [
        "控えたYBPKI310401.p12を使います。", "パスワードの画面の例", "画面は例です",
        "1", "入力します", "2", "押します",
        "注意", "教えないでください。", "違う", f"困ったとき 1（{page}ページ）を見ます。",
        f"→ 困ったとき 2（{page}ページ）",
    ]  # fmt: skip


def test_what_only_the_web_shows_is_left_out_with_its_heading(pdf: Path) -> None:
    assert "手順の一覧" not in "".join(gates.text(pdf))


def test_remedies_are_one_table_with_header_cells(pdf: Path) -> None:
    cells = [(tag.role, tag.text) for tag in gates.tags(pdf) if tag.role in ("TH", "TD")]
    assert cells[:6] == [
        ("TH", "番号"), ("TH", "出た言葉・起きたこと"), ("TH", "すること"),
        ("TD", "1"), ("TD", "違うと出る"), ("TD", "入力し直します。"),
    ]  # fmt: skip
    assert [tag.role for tag in gates.tags(pdf)].count("Table") == 2


def test_contents_and_bookmarks_name_the_steps(pdf: Path) -> None:
    entries = [text for role, text in gates.reading(pdf) if role == "TOCI"]
    assert any(text.startswith("手順1\u3000申請します") for text in entries)
    assert not any("作業の流れ" in text for text in entries)
    assert {(0, "目次"), (0, "手順"), (1, "手順2\u3000入力します")} <= set(gates.bookmarks(pdf))


def test_code_is_drawn_and_its_address_printed(pdf: Path) -> None:
    number = next(n for n, addresses in enumerate(gates.links(pdf), 1) if FORM in addresses)
    assert gates.codes(gates.render(pdf, number, 150)) == [FORM]
    assert FORM in gates.text(pdf)[number - 1].replace("\r\n", "")


def refused(*children: nodes.Node) -> tuple[str, Place | None, dict[str, object]]:
    with pytest.raises(TebikiError) as error:
        document_text(manual(section("a", "章", *children)), BlockWriter(load_words("ja"), TYPST))
    (problem,) = error.value.problems
    return problem.code, problem.place, dict(problem.values)


@pytest.mark.parametrize(
    ("node", "code", "values"),
    [
        (nodes.math_block("", "x"), "pdf/node", {"node": "math_block"}),
        (p(nodes.math("", "x")), "pdf/node", {"node": "math"}),
        (nodes.image(uri="a.png"), "pdf/node", {"node": "image"}),
        (p(nodes.reference("", "次", refid="nowhere")), "pdf/target", {"target": "nowhere"}),
        (p(nodes.reference("", "入口", refuri="index.html")), "pdf/address", {"address": "index.html"}),
    ],
)
def test_what_print_cannot_show_is_told_at_its_place(
    node: nodes.Node, code: str, values: dict[str, str]
) -> None:
    assert refused(node) == (code, Place("docs/android.md", 5), values)


def test_text_cannot_become_code() -> None:
    hostile = '"); #panic("x") // \\u{22}'
    text = document_text(manual(section("a", hostile, p(hostile))), BlockWriter(load_words("ja"), TYPST))
    compiled = [line for line in text.decode().splitlines() if "panic" in line]
    assert all(r"\"); #panic(\"x\") // \\u{22}" in line for line in compiled)


def test_every_message_has_both_languages() -> None:
    assert all({"ja", "en", "do_ja", "do_en"} == set(words) for words in messages().values())
