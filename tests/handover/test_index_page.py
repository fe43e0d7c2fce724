"""What whoever fills the CMS opens: counts, numbered steps, boxes to tick, pages to copy from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tebiki.content.cms_places import CmsPlaces
from tebiki.content.settings import Cms
from tebiki.handover.finished import Finished
from tebiki.handover.paste import trial_body as body_to_try
from tebiki.handover.plan import Before, Plan
from tebiki.handover.simple import simplify
from tebiki.handover.write import write
from tebiki.output.page_tree import Element, read_tree
from tebiki.pipeline.record import files_of
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site

BASE = "/care/"


@pytest.fixture(scope="module")
def guide(built_bilingual: Path) -> Finished:
    read = Site.read(Request(built_bilingual))
    site = built_bilingual / "build" / "site"
    return Finished(site, read.settings, read.edition, read.publications)


@pytest.fixture(scope="module")
def first(guide: Finished, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    write(guide, folder, Cms(base=BASE), plan=Plan(day=date(2031, 3, 1)))
    return folder


def index_of(folder: Path) -> Element:
    return read_tree((folder / "index.html").read_text(encoding="utf-8"))


def counts(index: Element) -> list[list[str]]:
    table = next(index.iter("table"))
    return [[cell.text for cell in row.iter("td")] for row in table.iter("tr")][1:]


def test_the_first_line_says_how_much_zeros_too(guide: Finished, first: Path, tmp_path: Path) -> None:
    [[changed, new, gone, same], others] = counts(index_of(first))
    assert (changed, gone, same) == ("0", "0", "0")
    assert int(new) > 3
    assert others[0] == "0"
    before = dict(files_of(first)) | {"cms/ja/tablet.html": "0" * 64, "cms/files/old-en.png": "0" * 64}
    before.pop("cms/files/qr-form-ja.png")
    plan = Plan(Before("前の版 Ver.11", before), day=date(2031, 3, 1))
    write(guide, tmp_path, Cms(base=BASE), plan=plan)
    index = index_of(tmp_path)
    assert counts(index)[0] == ["1", "1", "0", str(int(new) - 2)]
    assert counts(index)[1][2] == "1"
    assert "前の版 Ver.11と、1つずつ比べました" in index.text
    names = {row.text for row in index.iter("th") if row.attrs.get("scope") == "row"}
    assert {"ja/tablet.html", "qr-form-ja.png", "old-en.png"} <= names
    assert "en/tablet.html" not in names


def test_steps_stand_in_the_order_of_a_cms_each_with_boxes_to_tick(first: Path) -> None:
    index = index_of(first)
    heads = [head.text for head in index.iter("h2")]
    order = ("置く場所", "絵を", "PDF", "本文", "記事", "公開する前", "ほかの1言語", "事業所", "記録")
    assert len(heads) == len(order) + 1
    for number, (name, head) in enumerate(zip(order, heads, strict=False), 1):
        assert head.startswith(str(number))
        assert name in head
    boxes = [box for box in index.iter("input") if box.attrs.get("type") == "checkbox"]
    parts = int(counts(index)[0][1]) + int(counts(index)[1][1]) - 1  # the article has none
    assert len(boxes) > parts
    assert not list(index.iter("script"))


def test_every_link_of_these_pages_leads_to_a_file(first: Path) -> None:
    for page in first.glob("*.html"):
        for element in read_tree(page.read_text(encoding="utf-8")).iter("a", "img"):
            goal = element.attrs.get("href") or element.attrs.get("src") or ""
            assert (first / goal).exists(), (page, goal)


def test_bodies_stand_in_boxes_to_copy_from(first: Path) -> None:
    page = read_tree((first / "paste-ja.html").read_text(encoding="utf-8"))
    texts = ["".join(box.children).strip() for box in page.iter("textarea")]  # type: ignore[arg-type]
    body = (first / "cms/ja/tablet.html").read_text(encoding="utf-8")
    article = (first / "cms/article.html").read_text(encoding="utf-8")
    assert {body.strip(), article.strip(), simplify(body).strip()} <= set(texts)
    assert "更新日: 令和13年3月1日" in article


def test_without_a_place_there_are_no_bodies(guide: Finished, tmp_path: Path) -> None:
    nowhere = Finished(
        guide.site, guide.settings.model_copy(update={"site": None}), guide.edition, guide.publications
    )
    told = write(nowhere, tmp_path)
    assert [problem.code for problem in told] == ["handover/base"]
    names = set(files_of(tmp_path))
    assert not {name for name in names if re.search(r"article|paste|test\.html|cms/(ja|en)/", name)}
    assert {"cms/pictures.csv", "cms/addresses.csv", "site.zip"} <= names
    assert "まだわかっていません" in index_of(tmp_path).text
    (tmp_path / "known").mkdir()
    assert write(nowhere, tmp_path / "known", plan=Plan(places=CmsPlaces(base=BASE)))
    assert f'src="{BASE}files/' in (tmp_path / "known/cms/ja/tablet.html").read_text(encoding="utf-8")


def test_bodies_name_what_the_cms_has_named(guide: Finished, tmp_path: Path) -> None:
    named = {"qr-form-ja.png": "/_files/0001/7.png", "guide-tablet-ja.pdf": "/_files/0001/8.pdf"}
    write(guide, tmp_path, plan=Plan(places=CmsPlaces(base=BASE, addresses=named)))
    body = (tmp_path / "cms/ja/tablet.html").read_text(encoding="utf-8")
    assert 'src="/_files/0001/7.png"' in body
    assert "files/qr-form-ja.png" not in body
    assert "/_files/0001/8.pdf" in (tmp_path / "cms/article.html").read_text(encoding="utf-8")
    assert "/_files/0001/7.png" in (tmp_path / "cms/addresses.csv").read_text(encoding="utf-8-sig")
    assert "/_files/0001/7.png" in index_of(tmp_path).text


def test_links_to_foreign_manuals_are_words_of_their_language(first: Path) -> None:
    article = read_tree((first / "cms/article.html").read_text(encoding="utf-8"))
    links = {link.text: link.attrs.get("lang") for link in article.iter("a")}
    assert links["For Tablet (web page)"] == "en"
    assert any(text.startswith("For Tablet: PDF version (A4, ") for text in links)
    assert links["タブレット版（ウェブページ）"] is None
    assert not [text for text, lang in links.items() if lang == "en" and "ウェブページ" in text]


def test_the_test_body_has_one_of_each_thing_that_editors_take_away() -> None:
    body = read_tree(body_to_try())
    link = next(body.iter("a"))
    assert link.attrs["href"][1:] in {element.attrs.get("id") for element in body.iter()}
    assert all(next(body.iter(tag), None) for tag in ("dl", "ruby", "th"))
    assert any(element.attrs.get("lang") == "en" for element in body.iter("span"))
