"""Lines of an invented city's pages in a browser: they break at phrases, on phones as on wide screens."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO

import html_sample
import pytest
from docutils import nodes
from docutils.utils import new_document
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from html_sample import paragraph, publication, section
from line_gates import WIDTHS, WITHOUT_OWN_PHRASES, faults_in_windows, line_faults, names_of
from playwright.sync_api import Browser
from web_gates import chromium_path, unmarked

from tebiki.content.languages import load_language
from tebiki.content.settings import Colours
from tebiki.sphinxext.html.style import stylesheet
from tebiki.sphinxext.phrases import mark_phrases
from tebiki.sphinxext.roles.fact import fact
from tebiki.sphinxext.roles.nobreak import nobreak
from tebiki.sphinxext.roles.ruby import ruby
from tebiki.sphinxext.roles.ui import ui_label

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]
TERMS = ("情報共有システム", "申請フォーム", "カナリア")


def label(text: str) -> ui_label:
    return ui_label("", f"「{text}」", key="tablet.a")


def link(text: str) -> nodes.reference:
    return nodes.reference("", text, refid="x")


def read(base: str, reading: str) -> ruby:
    return ruby("", base, reading=reading)


def cell(*children: nodes.Node | str) -> nodes.entry:
    return nodes.entry("", paragraph(*children))


def table() -> nodes.table:
    head = nodes.row("", cell("画面"), cell("バージョン"), cell("変わったところ"))
    body = nodes.row(
        "", cell("パスワードを入力する画面"), cell("Ver.12"), cell("「次へ」を押すと、すぐに終わります。")
    )
    group = nodes.tgroup("", nodes.thead("", head), nodes.tbody("", body), cols=3)
    return nodes.table("", nodes.title("", "画面のバージョンと、変わったところの一覧"), group)


def content() -> list[nodes.Node]:
    """What a line of a manual may hold, each beside the others."""
    items = [
        paragraph("メールが届くまで、しばらく待ってください。"),
        paragraph(nodes.strong("", "入力したパスワードを"), "、ほかの人に見せないでください。"),
    ]
    return [
        section(
            "x",
            "山辺市カナリア証明書インストールマニュアルの見方",
            paragraph(
                "はじめに、山辺市カナリア電子証明書申請フォームのアドレスを開きます。題名が",
                label("山辺市カナリア電子証明書申請フォーム"),
                "なら、そのまま進んでください。ちょっと時間がかかることがあります。",
            ),
            paragraph(
                label("証明書のインストール"),
                "を押すと、",
                label("VPNとアプリユーザー証明書"),
                "と",
                label("Wi-Fi"),
                "が出ます。",
                nobreak("", "困ったとき 3"),
                "は、",
                link("インストールできないことがあるときの説明"),
                "を見てください。",
            ),
            paragraph(
                "今回のファイルは、",
                fact("", "YMB-2031-0228.p12", name="certificate.file", kind="code"),
                "です。Android 9・10では、少し違うことがあります（参考）。",
            ),
            paragraph(
                read("証明書", "しょうめいしょ"),
                "の",
                read("種類", "しゅるい"),
                "を",
                read("選", "えら"),
                "び、",
                label("次へ"),
                "を",
                read("押", "お"),
                "します。",
                read("情報共有", "じょうほうきょうゆう"),
                "システムに",
                read("入", "はい"),
                "れないときは、",
                read("係", "かかり"),
                "の",
                read("人", "ひと"),
                "に",
                read("聞", "き"),
                "いてください。",
            ),
            nodes.bullet_list("", *(nodes.list_item("", item) for item in items)),
            table(),
        )
    ]


@cache
def font_face() -> str:
    """The engine's own font, its letters up to 々 and all kanji of the content: else boxes are measured."""
    font = TTFont(str(files("tebiki").joinpath("fonts", "BIZUDPGothic-Regular.ttf")))
    wanted = Subsetter(Options(layout_features=[], notdef_outline=True))
    wanted.populate(unicodes=range(0x3100), text="".join(one.astext() for one in content()))
    wanted.subset(font)
    made = BytesIO()
    font.save(made)
    data = b64encode(made.getvalue()).decode()
    return f'@font-face {{ font-family: "BIZ UDPGothic"; src: url(data:font/ttf;base64,{data}) }}'


def page(code: str = "ja", more: str = "") -> str:
    """A page of the content in Japanese or やさしい日本語, as the transform and the writer give it."""
    tree = new_document("docs/tablet.md")
    tree += content()
    mark_phrases(tree, TERMS)
    body = html_sample.fragment(*tree.children)
    data = load_language(code)
    style = stylesheet(Colours(), [data])
    start = f'<!DOCTYPE html><html lang="{data.tag}"><meta charset="utf-8"><title>t</title>'
    return f'{start}<style>{font_face()}{style}{more}</style><body><main class="w">{body}</main>'


@pytest.fixture
def plain_browser(browser: Browser) -> Iterator[Browser]:
    """The browser without its own rule of phrases."""
    options = ["--no-sandbox", WITHOUT_OWN_PHRASES]
    found = browser.browser_type.launch(executable_path=chromium_path(), args=options)
    yield found
    found.close()


@pytest.mark.parametrize("code", ["ja", "ja_simple"])
def test_lines_break_at_phrases(browser: Browser, code: str) -> None:
    assert faults_in_windows(browser, page(code)) == []


def test_no_page_needs_the_browsers_own_rule(plain_browser: Browser) -> None:
    assert faults_in_windows(plain_browser, page()) == []


def test_nothing_reaches_beyond_the_window_with_large_text(browser: Browser) -> None:
    found = faults_in_windows(browser, page(), (320,), size=200)
    assert [fault for fault in found if "beyond" in fault] == []


#: What holds lines together, each taken away: the sign that tells of it, and a line that it tells of.
PLANTED = [
    ("ja", "body:lang(ja) { word-break: normal }", "torn"),
    ("ja", "body:lang(ja) .j::after { content: none }", "torn"),
    ("ja_simple", "body:lang(ja) ruby::before, body:lang(ja) ruby::after { content: none }", "torn"),
    ("ja", "body { word-break: break-all !important; line-break: anywhere }", "begins"),
    ("ja", "main { min-width: 40rem }", "beyond"),
]


@pytest.mark.parametrize(("code", "fault", "told"), PLANTED)
def test_a_planted_fault_is_told(browser: Browser, code: str, fault: str, told: str) -> None:
    found = faults_in_windows(browser, page(code, fault), range(320, 420, 10))
    assert any(told in one for one in found), found


def test_a_page_without_marks_is_told(browser: Browser) -> None:
    assert any(
        "alone" in one or "torn" in one for one in faults_in_windows(browser, unmarked(page()), WIDTHS)
    )


def test_a_last_line_of_one_letter_is_told(browser: Browser) -> None:
    style = f"<style>{font_face()} p {{ width: 5.5em; font-family: 'BIZ UDPGothic' }}</style>"
    text = f'<!DOCTYPE html><html lang="ja"><title>t</title>{style}<p>あいうえお<wbr>た。</p>'
    assert any("alone" in one for one in faults_in_windows(browser, text, (320,)))


def test_names_have_no_blanks(browser: Browser) -> None:
    """Chromium puts a blank into a link's name at each wbr that is not hidden from it."""
    context = browser.new_context()
    found = context.new_page()
    for html, right in ((page(), True), (page().replace(' aria-hidden="true"', ""), False)):
        found.set_content(html)
        names = names_of(found)
        assert any("インストールできないことがあるときの説明" in name for name in names) is right
        assert any("山辺市カナリア証明書インストールマニュアルの見方" in name for name in names) is right
    context.close()


def test_a_phrase_is_found_and_copied_whole(browser: Browser) -> None:
    context = browser.new_context()
    found = context.new_page()
    found.set_content(page())
    assert found.evaluate("window.find('申請フォーム」なら、そのまま進んで')")
    assert found.evaluate("getSelection().toString()") == "申請フォーム」なら、そのまま進んで"
    text = found.evaluate("document.body.innerText")
    assert not {"\u200b", "\u2060"} & {*text}
    context.close()


def test_another_language_has_no_marks() -> None:
    here = replace(publication(), words=html_sample.other())
    assert not here.has_phrases


def test_line_faults_need_a_page_with_lines(browser: Browser) -> None:
    context = browser.new_context()
    empty = context.new_page()
    empty.set_content('<!DOCTYPE html><html lang="ja"><title>t</title><p>短い</p>')
    assert line_faults(empty) == []
    context.close()
