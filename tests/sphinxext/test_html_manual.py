"""Steps, pictures, boxes, remedies, the top of a page."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from docutils import nodes
from html_sample import fragment, paragraph, section, tree
from web_gates import check_page, said

from tebiki.content.passages import FOLDS
from tebiki.content.pdf_info import PdfInfo
from tebiki.errors import TebikiError
from tebiki.sphinxext.components import Component
from tebiki.sphinxext.directives.actions import actions
from tebiki.sphinxext.directives.box import KINDS, box
from tebiki.sphinxext.directives.contents import contents
from tebiki.sphinxext.directives.differs import differs
from tebiki.sphinxext.directives.flow import flow
from tebiki.sphinxext.directives.glance import glance
from tebiki.sphinxext.directives.qr import qr
from tebiki.sphinxext.directives.remedy import remedy
from tebiki.sphinxext.directives.screen import screen
from tebiki.sphinxext.registry import COMPONENTS


def a_screen(name: str = "a", **attributes: Any) -> screen:
    values: dict[str, Any] = {
        "drawn": True,
        "kind": "screen",
        "alt": "OKのある画面",
        "width": 720,
        "height": 400,
        **attributes,
    }
    legend = nodes.enumerated_list("", nodes.list_item("", paragraph("OKを押します。")), classes=["legend"])
    return screen("", legend, file=f"{name}.png", **values)


def a_box(kind: str = "caution") -> box:
    return box("", nodes.title("", "題"), paragraph("文。"), kind=kind)


def a_differs() -> differs:
    return differs("", nodes.title("", "画面が違うとき"), paragraph("戻ります。"))


def link(text: str, target: str) -> nodes.paragraph:
    return paragraph(nodes.reference("", text, refid=target))


def page(*children: nodes.Node) -> nodes.section:
    return section("tablet", "手引", *children)


def test_step_has_its_parts_in_order() -> None:
    step = section("step-1", "送る", paragraph("送ります。"), a_differs(), a_screen(), a_box(), step=1)
    found = tree(page(section("steps", "手順", step))).find(".//section[@id='step-1']")
    assert found is not None
    assert found.get("class") == "step"
    assert [(e.tag, e.get("class")) for e in found] == [
        ("h3", None),
        ("p", None),
        ("div", "beside"),
        ("div", "box caution"),
        ("details", "differs"),
    ]
    assert said(found[0]) == "手順1 送る"


def test_picture_leads_to_its_full_size() -> None:
    figure = tree(a_screen()).find("figure")
    assert figure is not None
    image = figure.find("a/img")
    assert image is not None
    assert image.attrib == {
        "src": "_images/a.png",
        "alt": "OKのある画面",
        "width": "720",
        "height": "400",
    }
    assert figure[0].get("href") == "_images/a.png"
    assert said(figure[1]) == "画面の例（押すと拡大）"


@pytest.mark.parametrize(
    ("attributes", "words"),
    [({"drawn": False, "os": "空OS 3"}, "実際の画面（空OS 3）"), ({"kind": "illustration"}, "イメージ図")],
)
def test_what_a_picture_is(attributes: dict[str, Any], words: str) -> None:
    caption = tree(a_screen(**attributes)).find(".//figcaption")
    assert caption is not None
    assert said(caption).removesuffix("（押すと拡大）") == words


def test_pictures_that_follow_one_another_have_a_row_each() -> None:
    step = section("step-1", "送る", a_screen("a"), a_screen("b"), paragraph("次に"), a_screen("c"), step=1)
    found = tree(page(section("steps", "手順", step)))
    rows = [[i.get("src") for i in row.iter("img")] for row in found.iterfind(".//div[@class='beside']")]
    assert rows == [["_images/a.png"], ["_images/b.png"], ["_images/c.png"]]
    units = [[said(text) for text in row.findall("p")] for row in found.iterfind(".//div[@class='unit']")]
    assert units == [[], ["次に"]]


def test_picture_after_more_text_gets_a_row_of_its_own() -> None:
    step = section(
        "step-1", "送る", a_screen("a"), a_box(), paragraph("次に"), a_screen("b"), a_differs(), step=1
    )  # fmt: skip
    found = tree(page(section("steps", "手順", step))).find(".//section[@id='step-1']")
    assert found is not None
    assert [(e.tag, e.get("class")) for e in found] == [
        ("h3", None),
        ("div", "beside"),
        ("div", "box caution"),
        ("div", "unit"),
    ]
    assert [(e.tag, e.get("class")) for e in found[-1]] == [
        ("p", None),
        ("div", "beside"),
        ("details", "differs"),
    ]


def test_text_with_a_picture_is_a_unit_unless_it_has_sections() -> None:
    plain = section("a", "一", paragraph("文"), a_screen())
    nested = section("b", "二", a_screen(), section("c", "三", paragraph("文")))
    found = {e.get("id"): e.get("class") for e in tree(page(plain, nested)).iter("section")}
    assert found == {"a": "unit", "b": None, "c": None}


def test_code_has_button_address_and_picture() -> None:
    button = paragraph(nodes.reference("", "フォームを開く", refuri="https://a.example/f"))
    button["classes"] = ["button"]
    code = qr("", nodes.title("", "申込"), paragraph("別の端末で。"), button, url="https://a.example/f")
    code.attributes |= {"alt": "フォームのQRコード", "file": "qr-form.png", "size": 148}
    form = tree(code).find("div")
    assert form is not None
    assert [(e.tag, e.get("class"), said(e)) for e in form] == [
        ("p", "bt", "申込"),
        ("a", "btn go", "フォームを開く"),
        ("p", "lk", "https://a.example/f"),
        ("div", "qr", "別の端末で。 フォームのQRコード"),
    ]


def test_remedies_are_numbered_and_can_be_linked() -> None:
    node = remedy("", nodes.title("", "何も起きない"), paragraph("もう一度。"), ids=["nothing"], number=3)
    details = tree(node).find("details")
    assert details is not None
    assert (details.get("id"), details.get("class"), said(details[0])) == (
        "nothing",
        "remedy",
        "3 何も起きない",
    )


def test_list_of_steps() -> None:
    ref = nodes.reference("", "送る", refid="step-1", step=1)
    items = nodes.bullet_list("", nodes.list_item("", paragraph(ref), paragraph("待ちます")))
    found = tree(glance("", items)).find("ol")
    assert found is not None
    assert [(a.get("href"), said(a)) for a in found.iter("a")] == [("#step-1", "1 送る")]
    assert said(found) == "1 送る待ちます"


def test_short_text_stands_beside_the_list_of_steps() -> None:
    ready = section("ready", "用意", paragraph("端末"))
    steps = section("list", "一覧", glance("", nodes.bullet_list()))
    pair = tree(page(ready, steps)).find("div[@class='pair']")
    assert pair is not None
    assert [e.get("id") for e in pair] == ["ready", "list"]


def test_top_of_a_page() -> None:
    links = nodes.bullet_list(
        "", *(nodes.list_item("", link(t, "x")) for t in ("始める", "続ける", "困ったとき"))
    )
    top = page(paragraph("文。"), actions("", links))
    found = tree(top, pdf={"tablet": PdfInfo("g.pdf", 16, 912_000)})
    assert [(a.get("class"), said(a)) for a in found.iter("a")] == [
        ("btn go", "始める"),
        ("btn", "続ける"),
        (None, "PDF版（A4、16ページ、0.9MB）"),
        (None, "困ったとき"),
    ]
    edition = found.find("p[@class='edition']")
    assert edition is not None
    assert said(edition) == "Ver.12（令和13年3月）山辺市福祉課"


def test_what_only_print_has_leaves_no_heading() -> None:
    assert list(tree(page(section("flow", "流れ", flow()), contents())).iter("h2")) == []


def test_table_heads() -> None:
    def row(*texts: str) -> nodes.row:
        return nodes.row("", *(nodes.entry("", paragraph(t)) for t in texts))

    group = nodes.tgroup("", nodes.thead("", row("版", "内容")), nodes.tbody("", row("1", "初版")), cols=2)
    table = tree(nodes.table("", nodes.title("", "履歴"), group))
    assert [(e.tag, e.get("scope"), said(e)) for e in table.iter() if e.tag in {"caption", "th", "td"}] == [
        ("caption", None, "履歴"),
        ("th", "col", "版"),
        ("th", "col", "内容"),
        ("th", "row", "1"),
        ("td", None, "初版"),
    ]


def test_unknown_node_is_an_error_with_its_place() -> None:
    odd = nodes.sidebar("")
    odd.source, odd.line = "docs/tablet.md", 7
    with pytest.raises(TebikiError) as raised:
        fragment(odd)
    problem = raised.value.problems[0]
    assert (problem.code, problem.values) == ("html/node", {"type": "sidebar"})
    assert str(problem.place).endswith("tablet.md:7")


def test_a_whole_page_passes_the_checks() -> None:
    step = section("step-1", "送る", paragraph("送ります。"), a_screen(), a_box(), a_differs(), step=1)
    text = fragment(page(paragraph("文。"), section("steps", "手順", step)))
    frame = (
        '<!DOCTYPE html><html lang="ja"><head><title>t</title><meta name="viewport" content="width=9">'
        '<meta name="generator" content="tebiki"><link rel="icon" href="i.svg"></head><body><main>'
    )
    assert check_page(f"{frame}{text}</main></body></html>") == []


def test_pictures_from_the_second_step_on_are_fetched_when_they_are_near() -> None:
    first, second = (
        section(f"step-{number}", "送る", a_screen(f"a{number}"), a_screen(f"b{number}"), step=number)
        for number in (1, 2)
    )
    after = section("more", "ほか", a_screen("c"))
    steps = section("steps", "手順", first, second)
    found = tree(page(section("what", "前に", a_screen("z")), steps, after))
    lazy = {image.get("src"): image.get("loading") for image in found.iter("img")}
    assert [name for name in lazy if lazy[name] is None] == [
        "_images/z.png",
        "_images/a1.png",
        "_images/b1.png",
    ]
    assert {lazy[name] for name in ("_images/a2.png", "_images/b2.png", "_images/c.png")} == {"lazy"}


def test_what_the_table_takes_for_closed_is_what_pages_close() -> None:
    """`required/folded` reads sources: it must know what becomes ``details``."""
    closed: dict[str, nodes.Node] = {
        "differs": a_differs(),
        "remedy": remedy("", nodes.title("", "題"), paragraph("文。"), ids=["a"], number=1),
        **{kind: a_box(kind) for kind in KINDS},
    }
    assert {name for name, node in closed.items() if tree(node).find("details") is not None} == FOLDS
    kinds = {
        node for component in COMPONENTS for node in component.nodes if "details" in _written(component, node)
    }
    assert {kind.__name__ for kind in kinds} == FOLDS


def _written(component: Component, node: type[nodes.Element]) -> str:
    """The source of the function that writes a node into a page."""
    write = component.html.get(node)
    return "" if write is None else inspect.getsource(write)
