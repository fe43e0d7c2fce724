"""Bodies for a CMS: what a style says on the site stands there in words, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tebiki.content.settings import Cms
from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.handover.addresses import Addresses
from tebiki.handover.body import Body
from tebiki.handover.html import html
from tebiki.output.page_tree import read_tree

STABLE = {"ja/guide-tablet-ver12-ja.pdf": "guide-tablet-ja.pdf"}
STEP = '<section class="step" id="step-1">\n<h3><span class="n">手順<b>1</b></span> 申し込む</h3>\n</section>'
REMEDY = (
    '<details class="remedy" id="lost"><summary><b class="no">4</b> <span>届かない</span></summary>\n'
    '<div class="in">\n<p>待ちます。</p>\n</div></details>'
)
RUBY = "<p><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>です</p>"


def body(page: str, language: str = "ja", **options: Any) -> str:
    cms = Cms.model_validate(options)
    where = Addresses(cms, STABLE, "../")
    made = Body(cms, load_words(language), where, ("ja", "tablet"))
    return html(made.of(next(read_tree(f"<main>{page}</main>").iter("main"))))


def test_steps_and_remedies_keep_their_numbers_as_words() -> None:
    assert body(STEP) == '<h3 id="manual-step-1">手順1 申し込む</h3>\n'
    assert body(f"<h2>困ったとき</h2><h3>メール</h3>{REMEDY}").endswith(
        '<h4 id="manual-lost">困ったとき 4 届かない</h4>\n<p>待ちます。</p>\n'
    )


@pytest.mark.parametrize(("language", "said"), [("ja", "手順2 次"), ("vi", "Bước 2 次"), ("en", "Step 2 次")])
def test_the_list_of_steps_needs_no_numbers_of_a_style(language: str, said: str) -> None:
    page = '<ol class="glance"><li><a href="#s"><b class="n">2</b> <span>次</span></a></li></ol>'
    assert body(page, language) == f'<ul>\n<li><a href="#manual-s">{said}</a></li>\n</ul>\n'


@pytest.mark.parametrize(
    ("kind", "title", "language", "said"),
    [
        ("caution", "注意", "ja", "【注意】"),
        ("stop", "消さない", "ja", "【してはいけないこと】消さない"),
        ("wait", "メールが届くまで待ちます", "ja", "メールが届くまで待ちます"),
        ("caution", "Caution", "en", "Caution"),
        ("info banner", "Reference", "en", "Notice: Reference"),
        ("form", "フォーム", "ja", "フォーム"),
    ],
)
def test_a_box_says_its_kind_in_words(kind: str, title: str, language: str, said: str) -> None:
    page = f'<div class="box {kind}">\n<p class="bt">{title}</p>\n<p>文</p>\n</div>'
    wanted = f"<dl>\n<dt><strong>{said}</strong></dt>\n<dd>\n<p>文</p>\n</dd>\n</dl>\n"
    assert body(page, language) == wanted.replace("Notice", load_words("en")("box.info"))


def test_a_picture_and_the_numbers_on_it() -> None:
    page = (
        '<figure><a href="_images/a.png">'
        '<img src="_images/a.png" alt="画面。" width="720" height="400"></a>\n'
        '<figcaption>画面の例<span class="np">（押すと拡大）</span></figcaption></figure>'
        '<ol class="legend" role="list"><li>押します。</li></ol>'
    )
    assert body(page) == (
        '<p><img src="../files/a-ja.png" alt="画面。" width="340" height="189">\n<br>画面の例</p>\n'
        "<p>絵の番号の説明</p>\n<ol>\n<li>押します。</li>\n</ol>\n"
    )


def test_numbers_that_count_on_are_those_of_the_list_itself() -> None:
    page = '<ol class="legend" role="list" start="2"><li value="2">押します。</li></ol>'
    assert body(page) == '<p>絵の番号の説明</p>\n<ol start="2">\n<li>押します。</li>\n</ol>\n'


def test_readings_stand_above_or_in_brackets() -> None:
    assert "<ruby>漢字<rp>" in body(RUBY)
    assert body(RUBY, ruby=False) == "<p>漢字（かんじ）です</p>\n"
    glance = '<ol class="glance"><li><b class="n">2</b></li></ol>'
    assert "<li>手順（てじゅん）2</li>" in body(glance, "ja_simple", ruby=False)
    assert "<rt>てじゅん</rt>" in body(glance, "ja_simple")


def test_what_opens_on_a_click_is_open_unless_the_cms_takes_it() -> None:
    page = '<details class="differs"><summary><span>違うとき</span></summary><p>文</p></details>'
    assert body(page) == "<dl>\n<dt><strong>違うとき</strong></dt>\n<dd>\n<p>文</p>\n</dd>\n</dl>\n"
    wanted = "<details>\n<summary>違うとき</summary>\n<p>文</p>\n</details>\n"
    assert body(page, details=True) == wanted
    assert '<details id="manual-lost">\n<summary>困ったとき 4 届かない' in body(REMEDY, details=True)


@pytest.mark.parametrize(
    ("options", "tags"),
    [
        ({}, ["h2", "h3"]),
        ({"heading": 1}, ["h1", "h2"]),
        ({"heading": 4}, ["h4", "h5"]),
        ({"title": True}, ["h2", "h3", "h4"]),
    ],
)
def test_headings_begin_where_the_cms_wants_them(options: dict[str, Any], tags: list[str]) -> None:
    made = read_tree(body('<h1 id="t">題<wbr>名</h1><h2>章</h2><h3>節</h3>', **options))
    assert [e.tag for e in made.iter() if e.tag] == tags
    assert next(made.iter(*tags)).attrs == {"id": "manual-t"}


def test_below_the_last_level_a_remedy_is_no_heading() -> None:
    made = body(f"<h2>困ったとき</h2><h3>メール</h3>{REMEDY}", heading=4, title=True)
    assert "<dt><strong>困ったとき 4 届かない</strong></dt>" in made
    assert "<h7" not in made


def test_links_lead_where_things_will_stand() -> None:
    page = (
        '<p><a href="#x">1</a><a href="other.html#y">2</a><a href="../en/tablet.html">3</a>'
        '<a class="url" href="https://e.example/">https://e<wbr>.example/</a>'
        '<a href="guide-tablet-ver12-ja.pdf">5</a></p>'
    )
    links = [a.attrs["href"] for a in read_tree(body(page)).iter("a")]
    pdf = "../../pdf/guide-tablet-ja.pdf"
    assert links == ["#manual-x", "../ja/other.html#manual-y", "../en/tablet.html", "https://e.example/", pdf]
    made = read_tree(body(page, base="/care/", pdf="/fs/", prefix=""))
    links = [a.attrs["href"] for a in made.iter("a")]
    pages = ["#x", "/care/ja/other.html#y", "/care/en/tablet.html", "https://e.example/"]
    assert links == [*pages, "/fs/guide-tablet-ja.pdf"]


@pytest.mark.parametrize("href", ["../index.html", "x/y/z.html", "old.pdf", "tebiki.css"])
def test_a_link_to_what_is_not_handed_over_is_refused(href: str) -> None:
    with pytest.raises(TebikiError) as caught:
        body(f'<p><a href="{href}">…</a></p>')
    assert [p.code for p in caught.value.problems] == ["handover/link"]
    assert str(caught.value.problems[0].place) == "ja/tablet.html"


@pytest.mark.parametrize(
    "page",
    [
        '<img src="_images/a.png">',
        '<img width="x" height="">',
        '<details class="remedy"><p>文</p></details>',
        '<details class="differs"></details>',
        '<div class="box"><p>文</p></div>',
        '<ol class="glance"><li></li></ol>',
        "<ul>字</ul><table>字</table>",
    ],
)
def test_a_damaged_page_is_no_crash(page: str) -> None:
    """`tebiki check` looks at the bodies of such pages, too; rules of pages tell what is wrong."""
    assert body(page)


def test_text_stays_text() -> None:
    assert body("<p>&lt;b&gt; &amp;amp; <b onclick='x'>太</b></p>") == "<p>&lt;b&gt; &amp;amp; 太</p>\n"
