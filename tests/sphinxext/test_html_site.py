"""The frame of a page, the files at the root, the style sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from html_sample import in_other, publication
from web_gates import check_page, parsed, said

from tebiki.content.colours import contrast
from tebiki.content.languages import LanguageData, WebLook, load_language
from tebiki.content.pdf_info import PdfInfo, size_text
from tebiki.content.settings import Colours
from tebiki.content.stage import Stage
from tebiki.errors import TebikiError
from tebiki.sphinxext.html.pages import edition_line, page_view, pdf_link
from tebiki.sphinxext.html.site import not_found_page, render, robots_txt, root_page, sitemap_xml
from tebiki.sphinxext.html.style import favicon, mixed, stylesheet

SITE = "https://a.example/b/"


@pytest.mark.parametrize(
    ("size", "text"), [(912_000, "0.9MB"), (100_000, "0.1MB"), (85_400, "85KB"), (10, "1KB")]
)
def test_size_of_a_pdf(size: int, text: str) -> None:
    assert size_text(size) == text


def test_pdf_link_is_there_once_the_pdf_is_built() -> None:
    here = publication()
    assert pdf_link(here, "tablet") is None
    built = replace(here, pdf={"tablet": PdfInfo("g.pdf", 2, 50_000)})
    link = pdf_link(built, "tablet")
    assert link is not None
    assert (link.href, link.text) == ("g.pdf", "PDF版（A4、2ページ、50KB）")
    assert pdf_link(built, None) is None


def test_edition_line_of_the_index_says_what_is_true_of_all() -> None:
    here = publication()
    assert "Ver.12" in edition_line(here, None)
    tablet = here.edition.manuals["tablet"]
    manuals = {"tablet": tablet, "phone": tablet.model_copy(update={"version": 3})}
    both = replace(here, edition=here.edition.model_copy(update={"manuals": manuals}))
    assert edition_line(both, None) == "山辺市福祉課"
    assert "Ver.3" in edition_line(both, "phone")


def test_one_language_has_no_chooser_and_no_alternates() -> None:
    view = page_view(publication(site=SITE), "tablet", "t", "d")
    assert (view.chooser, view.alternates, view.canonical) == ((), (), f"{SITE}ja/tablet.html")


def test_two_languages() -> None:
    view = page_view(publication(site=SITE, languages=2), "tablet", "t", "d")
    assert [(link.href, link.tag, link.here) for link in view.chooser] == [
        ("../ja/tablet.html", "ja", True),
        ("../zh-cn/tablet.html", "zh-Hans", False),
    ]
    assert [link.href for link in view.alternates] == [f"{SITE}ja/tablet.html", f"{SITE}zh-cn/tablet.html"]


def test_no_address_no_canonical() -> None:
    view = page_view(publication(languages=2), "index", "t", "d")
    assert (view.canonical, view.alternates, view.home) == (None, (), None)


@pytest.mark.parametrize(
    ("stage", "look", "href"),
    [
        ("draft", "box stop draft-mark banner", None),
        ("archive", "box caution archive-mark banner", "../../../ja/404.html"),
    ],
)
def test_the_stage_is_told_before_the_heading(stage: Stage, look: str, href: str | None) -> None:
    here = replace(publication(), stage=stage)
    text = render("404.html", here, page_view(here, "404", "t", ""), cards="")
    root, mended = parsed(text)
    assert mended == []
    first, second, *_ = next(root.iter("main"))
    assert (first.get("class"), second.tag) == (look, "h1")
    assert next((link.get("href") for link in first.iter("a")), None) == href
    assert text.count("noindex") == 1
    assert ("<title>【案】" in text) == (stage == "draft")


def test_a_draft_page_differs_by_its_mark_alone() -> None:
    here = publication()
    final, draft = (
        render("404.html", here, page_view(replace(here, stage=stage), "404", "t", ""), cards="").split("\n")
        for stage in ("current", "draft")
    )
    at = next(number for number, line in enumerate(draft) if "draft-mark" in line)
    assert draft[at + 3] == "</div>"
    del draft[at : at + 4]
    assert [line.replace("【案】", "") for line in draft] == final


def test_root_with_one_language_offers_its_devices() -> None:
    text = root_page([publication()])
    assert check_page(text) == []
    root, _ = parsed(text)
    cards = [a for a in root.iter("a") if "card" in a.get("class", "")]
    assert [(a.get("href"), said(a)) for a in cards] == [
        ("ja/tablet.html", "タブレット みずうみブラウザーを使います")
    ]
    assert list(root.iter("h2")) == []


def test_root_with_two_languages_leads_to_the_other() -> None:
    here = publication(languages=2)
    text = root_page([here, in_other(here)])
    assert check_page(text) == []
    root, _ = parsed(text)
    (item,) = [e for e in root.iter("li") if e.get("lang")]
    (link,) = item.iter("a")
    assert (item.get("lang"), link.get("hreflang"), said(link)) == ("zh-Hans", "zh-Hans", "简体中文")
    assert link.get("href") == "zh-cn/index.html"
    assert [a.get("href") for a in root.iter("a") if "card" in a.get("class", "")] == ["ja/tablet.html"]


def test_not_found_page_works_at_any_depth() -> None:
    text = not_found_page(publication(site=SITE))
    assert check_page(text) == []
    root, _ = parsed(text)
    hrefs = {e.get("href", "") for tag in ("a", "link") for e in root.iter(tag)} - {"#main", "#top"}
    assert all(href.startswith("/b/ja/") for href in hrefs)


def test_robots_and_sitemap() -> None:
    here = publication(site=SITE, languages=2)
    assert "Sitemap" not in robots_txt(None)
    assert robots_txt(SITE).endswith(f"Sitemap: {SITE}sitemap.xml\n")
    assert sitemap_xml([publication()]) is None
    tree = ET.fromstring(sitemap_xml([here, in_other(here)]) or "")  # noqa: S314 -- our own
    found = [e.text for e in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == [
        f"{SITE}{folder}/{page}.html" for page in ("index", "tablet") for folder in ("ja", "zh-cn")
    ]
    assert len(list(tree.iter("{http://www.w3.org/1999/xhtml}link"))) == 8


LANGUAGES = [load_language(code) for code in ("ja", "ja_simple", "zh_CN", "en", "vi")]


def test_style_sheet_says_what_the_files_of_the_languages_say() -> None:
    css = stylesheet(Colours(), LANGUAGES)
    assert ":lang(en),:lang(vi){font-family:Roboto,system-ui,sans-serif}" in css
    assert "body:lang(ja-simple){font-size:1.1875rem;line-height:2.2}" in css
    assert ":lang(ja-simple) :is(h1,h2,h3,h4,.btn){line-height:1.9}" in css
    assert re.findall(r":lang\(([\w-]+)\) \.step \.n\{padding-top:", css) == ["ja-simple"]
    assert "a.nb:not(:lang(ja),:lang(ja-simple),:lang(zh-Hans)){" in css


def test_each_script_of_a_language_has_its_own_fonts() -> None:
    """One rule for ``zh`` gave Taiwan's readers the letters of the mainland."""
    css = stylesheet(Colours(), [load_language("zh_CN"), load_language("zh_TW")])
    fonts = dict(re.findall(r":lang\(([\w-]+)\)\{font-family:([^}]*)\}", css))
    assert fonts.keys() == {"zh-Hans", "zh-Hant"}
    assert "YaHei" in fonts["zh-Hans"]
    assert "JhengHei" in fonts["zh-Hant"]


def test_a_language_without_fonts_of_its_own_has_no_rule() -> None:
    plain = LanguageData(code="xx", tag="xx", css=WebLook(fonts="", leading=1.6))
    css = stylesheet(Colours(), [load_language("ja"), plain])
    assert "body:lang(xx){line-height:1.6}" in css
    assert ":lang(xx){" not in css.replace("body:lang(xx)", "")


def test_style_sheet_has_the_citys_colours_and_asks_for_nothing() -> None:
    css = stylesheet(Colours(), LANGUAGES)
    assert css.count("#0017c1") == 1
    assert "#00118f" in css  # the stronger shade of the default accent
    assert not re.search(r"url\(|@import|ACCENT|STRONG|UNSPACED|/\*|<", css)
    assert css == stylesheet(Colours(), LANGUAGES)


@pytest.mark.parametrize(("scheme", "colour"), [("light", "#5588FF"), ("dark", "#3355AA")])
def test_pale_accent_is_refused(scheme: str, colour: str) -> None:
    with pytest.raises(TebikiError) as raised:
        stylesheet(Colours(**{scheme: colour}), LANGUAGES)
    assert raised.value.problems[0].code == "html/accent"
    assert raised.value.problems[0].values["scheme"] == scheme


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0017C1", "#FFFFFF") == pytest.approx(11.1, abs=0.05)
    assert mixed("#000000", 255, 0.5) == "#808080"


def test_icon_is_in_the_accent() -> None:
    icon = ET.fromstring(favicon(Colours(light="#0C472A")))  # noqa: S314 -- our own
    assert icon[0].get("fill") == "#0c472a"
