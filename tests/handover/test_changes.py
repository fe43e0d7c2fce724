"""What is changed, new, gone and the same; the table of addresses, read back; bodies without ids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tebiki.content.cms_places import CmsPlaces, load_places, places_text
from tebiki.content.settings import Cms
from tebiki.errors import TebikiError
from tebiki.handover.address_table import read_table, write_table
from tebiki.handover.addresses import Addresses
from tebiki.handover.changes import Part, compare_parts, count_states, select
from tebiki.handover.simple import simplify
from tebiki.messages import tell
from tebiki.output.page_tree import read_tree

NOW = {
    "cms/ja/tablet.html": "1",
    "cms/en/tablet.html": "2",
    "cms/files/ask-ja.png": "3",
    "cms/files/ask-ja-simple.png": "4",
    "cms/files/ask-en.png": "5",
    "cms/article.html": "6",
    "pdf/guide-tablet-ja-summary.pdf": "7",
    "pdf/guide-tablet-ver12-ja.pdf": "8",
    "site.zip": "9",
}
BEFORE = {
    "cms/ja/tablet.html": "1",
    "cms/en/tablet.html": "other",
    "cms/files/ask-ja.png": "3",
    "cms/files/old-ja.png": "3",
    "cms/article.html": "other",
    "pdf/guide-tablet-ver11-ja.pdf": "8",
    "site.zip": "other",
}
LANGUAGES = ("ja", "ja-simple", "en")
NAMES = ("ja/tablet.html", "ask-ja.png")


def compared() -> tuple[Part, ...]:
    return compare_parts(NOW, BEFORE, LANGUAGES)


def test_each_part_has_its_state_and_its_language() -> None:
    assert {part.path: (part.state, part.language) for part in compared()} == {
        "cms/article.html": ("changed", "ja"),
        "cms/en/tablet.html": ("changed", "en"),
        "cms/files/ask-en.png": ("new", "en"),
        "cms/files/ask-ja-simple.png": ("new", "ja-simple"),
        "cms/files/ask-ja.png": ("same", "ja"),
        "cms/files/old-ja.png": ("gone", "ja"),
        "cms/ja/tablet.html": ("same", "ja"),
        "pdf/guide-tablet-ja-summary.pdf": ("new", "ja"),
    }


def test_zeros_are_counted_too() -> None:
    japanese = select(compared(), "changed", "gone", language="ja")
    assert list(count_states(japanese)) == [("changed", 1), ("new", 0), ("gone", 1), ("same", 0)]


def test_without_a_release_before_all_is_new() -> None:
    assert {part.state for part in compare_parts(NOW, None, LANGUAGES)} == {"new"}


def saved(path: Path, rows: list[str], encoding: str = "utf-8-sig", between: str = ",") -> Path:
    heads = ["種類", "ファイル", "CMSのアドレス（CMSが変えたときだけ書く）"]
    path.write_bytes("\r\n".join([between.join(heads), *rows]).encode(encoding))
    return path


def test_what_is_kept_stands_in_the_table_that_is_read_back(tmp_path: Path) -> None:
    kept = {"ask-ja.png": "/up/0815.png"}
    path = tmp_path / "table.csv"
    path.write_text(write_table(compared(), kept), encoding="utf-8")
    assert read_table(path, [part.name for part in compared()]) == kept
    (tmp_path / "cms.toml").write_text(places_text("/care/", kept), encoding="utf-8")
    assert load_places(tmp_path) == CmsPlaces(base="/care/", addresses=kept)


@pytest.mark.parametrize(("encoding", "between"), [("utf-8", ","), ("cp932", ","), ("utf-8-sig", "\t")])
def test_a_table_is_read_as_programs_save_it(tmp_path: Path, encoding: str, between: str) -> None:
    path = saved(tmp_path / "t.csv", [between.join(("絵", "ask-ja.png", "/up/1.png"))], encoding, between)
    assert read_table(path, NAMES) == {"ask-ja.png": "/up/1.png"}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["絵,ask-jp.png,/up/1.png"], "table-name"),
        (["絵,ask-ja.png,up/1.png"], "table-address"),
        (["絵,ask-ja.png,javascript:1"], "table-address"),
        (["絵,ask-ja.png,//other.example/1.png"], "table-address"),
        (["絵,ask-ja.png,/up/\0.png"], "table-address"),
        (['絵,ask-ja.png,"/up/a b.png"'], "table-address"),
        (["絵,ask-ja.png,/1.png", "絵,ask-ja.png,/2.png"], "table-twice"),
        (["絵,ask-ja.png,/1.png", "ページ,ja/tablet.html,/1.png"], "table-twice"),
    ],
)
def test_a_slip_in_the_table_is_told_with_its_line(tmp_path: Path, rows: list[str], code: str) -> None:
    with pytest.raises(TebikiError) as caught:
        read_table(saved(tmp_path / "t.csv", rows), NAMES)
    [problem] = caught.value.problems
    assert problem.code == f"handover/{code}"
    assert problem.place is not None
    assert problem.place.line == len(rows) + 1


#: A cell without end, larger than the reader of such tables takes.
ENDLESS = write_table([], {}).encode() + b'x,"' + b"a" * 200_000


@pytest.mark.parametrize("data", [b"", b"a,b\r\n1,2", b"\xff\xfe\x00", "種類,名前".encode(), ENDLESS])
def test_what_is_no_table_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(TebikiError) as caught:
        read_table(tmp_path / "t.csv", NAMES)
    assert caught.value.problems[0].code == "handover/table"
    with pytest.raises(TebikiError):
        read_table(tmp_path / "none.csv", NAMES)


def test_what_a_console_would_obey_is_spelt_out(tmp_path: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        read_table(saved(tmp_path / "t.csv", ["絵,\x1b[31mask.png,/up/1.png"]), NAMES)
    assert "\x1b" not in tell(caught.value.problems[0])


def test_a_cms_that_names_parts_itself_is_linked_by_its_names() -> None:
    named = {"ask-ja.png": "/up/1.png", "ja/tablet.html": "/p/7", "guide-ja.pdf": "/d/3.pdf"}
    where = Addresses(Cms(base="/care/"), {"ja/guide-ver12-ja.pdf": "guide-ja.pdf"}, named=named)
    assert where.picture("ask.png", "ja") == "/up/1.png"
    assert where.picture("ask.png", "en") == "/care/files/ask-en.png"
    assert where.link("tablet.html#step-2", "ja", "index") == "/p/7#manual-step-2"
    assert where.link("guide-ver12-ja.pdf", "ja", "index") == "/d/3.pdf"


def test_without_a_place_in_the_cms_all_leads_to_the_site() -> None:
    where = Addresses(Cms(), {"ja/guide-ver12-ja.pdf": "guide-ja.pdf"}, site="https://yamabe.example/")
    assert where.known
    assert where.picture("ask.png", "ja") == "https://yamabe.example/ja/_images/ask.png"
    assert where.link("tablet.html", "ja", "index") == "https://yamabe.example/ja/tablet.html"
    assert where.link("guide-ver12-ja.pdf", "ja", "index") == "https://yamabe.example/ja/guide-ver12-ja.pdf"
    assert not Addresses(Cms()).known


def test_a_simple_body_says_the_same_without_what_editors_take_away() -> None:
    text = (
        '<h2 id="m-a">題</h2>\n<p><a href="#m-b">手順2へ</a><a href="/x.html#m-c">手順3へ</a></p>\n'
        '<dl id="m-b"><dt><strong>言葉</strong></dt><dd><p>説明</p></dd><dt>次</dt><dd>短い</dd></dl>\n'
        '<ol start="3"><li><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>'
        '<span lang="en">OK</span></li></ol>\n'
    )
    made = simplify(text)
    assert re.findall(r"\bid=|<dl|<dt|<ruby|#m-", made) == []
    assert '<a href="/x.html">手順3へ</a>' in made
    assert "手順2へ" in made
    assert '<ol start="3">' in made
    assert '<span lang="en">OK</span>' in made
    assert "<p><strong>言葉</strong></p>\n<p>説明</p>\n<p>次</p>\n<p>短い</p>" in made
    plain = "".join(read_tree(made).text.split())
    assert plain == "題手順2へ手順3へ言葉説明次短い漢字（かんじ）OK"
