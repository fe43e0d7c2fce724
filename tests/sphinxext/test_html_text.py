"""Words within a line."""

from __future__ import annotations

import pytest
from docutils import nodes
from html_sample import fragment, paragraph, tree

from tebiki.sphinxext.html.markup import tag
from tebiki.sphinxext.html.text import address_html, join_lines, label_html
from tebiki.sphinxext.roles.fact import fact
from tebiki.sphinxext.roles.ui import ui_label


def test_tag_escapes_and_leaves_out() -> None:
    assert tag("a", cls="x", href='?a&"', hreflang=None) == '<a class="x" href="?a&amp;&quot;">'


@pytest.mark.parametrize(
    ("text", "before", "after", "joined"),
    [
        ("証明書を\n入れます", "", "", "証明書を入れます"),
        ("open\nChrome", "", "", "open Chrome"),
        ("「設定」を\n", "", "A", "「設定」を "),
        ("を\n", "", "設", "を"),
        ("\n入れます", "を", "", "入れます"),
    ],
)
def test_line_ends_within_japanese_are_no_spaces(text: str, before: str, after: str, joined: str) -> None:
    assert join_lines(text, before, after) == joined


def test_line_end_beside_a_node() -> None:
    code = fact("", "", nodes.Text("ファイル"), kind="text", name="x")
    assert fragment(paragraph("証明書の\n", code, "\nを押します")) == "<p>証明書のファイルを押します</p>\n"


def test_printed_address_may_break_after_its_host() -> None:
    assert address_html("https://a.example/b_c.html?x=1") == (
        "https://a.example/<wbr>b<wbr>_c<wbr>.html<wbr>?x<wbr>=1"
    )
    assert address_html("https://a.example") == "https://a.example"


def test_number_stays_with_what_it_numbers() -> None:
    assert label_html("「1. 医療」") == '「<span class="nb">1. 医</span>療」'


def test_facts_by_kind() -> None:
    kinds = {
        kind: fact("", "", nodes.Text("v<"), kind=kind, name="n") for kind in ("code", "phrase", "platform")
    }
    found = tree(paragraph(*kinds.values()))
    assert [(e.tag, e.get("class"), e.text) for e in found.iter() if e.text == "v<"] == [
        ("code", None, "v<"),
        ("span", "nb", "v<"),
        ("span", "platform", "v<"),
    ]


def test_label_with_its_japanese_words() -> None:
    label = ui_label(
        "", "", nodes.strong("", "Cancel"), nodes.inline("", "「キャンセル」", lang="ja"), key="k"
    )
    ui = tree(paragraph("x ", label)).find(".//span[@class='ui']")
    assert ui is not None
    assert [(e.tag, e.get("lang")) for e in ui] == [("strong", None), ("span", "ja")]


def test_links() -> None:
    step = nodes.reference("", "手順2", refid="step-2", classes=["step-ref"])
    url = nodes.reference("", "https://a.example/b", refuri="https://a.example/b")
    named = nodes.reference("", "フォーム", refuri="https://a.example/b")
    found = [(a.get("href"), a.get("class")) for a in tree(paragraph(step, url, named)).iter("a")]
    assert found == [("#step-2", "nb"), ("https://a.example/b", "url"), ("https://a.example/b", None)]


def test_zero_width_space_becomes_wbr() -> None:
    assert fragment(paragraph("電子\u200b証明")) == "<p>電子<wbr>証明</p>\n"
