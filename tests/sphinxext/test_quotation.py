"""A quotation: letter by letter in every language and output, never translated, nothing while it is empty."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import pdf_gates as gates
import pytest
from conftest import ROOTS, Shared, speak

from tebiki.audit.audit import Asked, check
from tebiki.content.edition import load_edition
from tebiki.content.project import Project
from tebiki.content.settings import Cms
from tebiki.content.words import load_words
from tebiki.editions.compare.changes import compare_pages
from tebiki.editions.compare.read_page import read_page
from tebiki.errors import TebikiError
from tebiki.handover.addresses import Addresses
from tebiki.handover.body import Body
from tebiki.handover.html import html
from tebiki.output.page_tree import Element, read_tree
from tebiki.pipeline.build import build
from tebiki.pipeline.extract_messages import extract
from tebiki.pipeline.request import Request

#: Full-width letters, two blanks, signs of Markdown, of a reading, of HTML and of a role: all stay.
FIRST = "⑨　管理者は、**私物**でも  { 同等 }の、ＩＤ等の｜定《さだ》め（2023/5/31）とする。"
SECOND = "　(2) <b>端末</b>は `版`に [よる](#step-1)。"
SOURCE = "山辺市ガイドライン 第6.0版（令和5年5月）企画編 p.12"
QUOTATIONS = f"""
[quotations.rule]
text = '''
{FIRST}

{SECOND}
'''
source = "{SOURCE}"

[quotations.later]
text = ""
source = ""
"""
CALLS = ":::{quotation} rule\n:::\n\n:::{quotation} later\n:::\n\n(step-2)="


def quote(root: Path) -> None:
    """Put both quotations into the invented city's manual and its edition's file."""
    page, edition = root / "docs" / "tablet.md", root / "docs" / "editions" / "2031.toml"
    page.write_text(page.read_text(encoding="utf-8").replace("(step-2)=", CALLS), encoding="utf-8")
    text = edition.read_text(encoding="utf-8").replace('["mail_wait"', '["quotations.rule", "mail_wait"')
    edition.write_text(text + QUOTATIONS, encoding="utf-8")


@pytest.fixture(scope="module")
def quoting(shared: Shared) -> Path:
    """The invented city in two languages with a quotation, built once and not to be changed."""

    def make(root: Path) -> None:
        shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
        speak(root, "ja", "en")
        quote(root)
        build(Request(root), lambda _: None)

    return shared("yamabe_quoting", make)


def box(page: Path) -> Element:
    (found,) = (
        each
        for each in read_tree(page.read_text(encoding="utf-8")).iter("div")
        if "quotation" in each.classes
    )
    return found


def said(element: Element) -> str:
    return "".join(text for _, text in element.texts())


@pytest.mark.parametrize(
    ("language", "mark", "source"),
    [("ja", "引用", "出典: "), ("en", "Quotation (original Japanese)", "Source: ")],
)
def test_page(quoting: Path, language: str, mark: str, source: str) -> None:
    found = box(quoting / "build" / "site" / language / "tablet.html")
    title, quoted, below = found.elements
    assert said(title) == mark
    assert quoted.tag == "blockquote"
    assert [said(each) for each in quoted.elements] == [FIRST, SECOND]
    assert said(below) == source + SOURCE
    for own in (quoted, below.elements[0]):
        assert (own.attrs["lang"], own.attrs["translate"]) == ("ja", "no")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_print(quoting: Path, language: str) -> None:
    pdf = quoting / "build" / "site" / language / f"guide-tablet-ver12-{language}.pdf"
    found = gates.tags(pdf)
    at = next(index for index, tag in enumerate(found) if tag.role == "BlockQuote")
    inside = [tag for tag in found if tag.role == "P" and "BlockQuote" in tag.roles_above]
    assert [_bare(tag.text) for tag in inside] == [_bare(FIRST), _bare(SECOND)]
    below = next(tag for tag in found[at:] if tag.role == "P" and tag not in inside)
    assert _bare(SOURCE) in _bare(below.text)
    assert gates.conformance(pdf) == []
    if language != "ja":
        assert found[at].lang == "ja"


def _bare(text: str) -> str:
    """The letters: PDFium makes one blank of several."""
    return "".join(text.split())


def test_translators_do_not_get_it(quoting: Path) -> None:
    messages = extract(Project(quoting))
    assert messages
    assert not any("私物" in message.msgid or "出典" in message.msgid for message in messages)


def test_no_rule_of_style_is_about_it(quoting: Path) -> None:
    report = check(Asked(quoting))
    assert [finding.problem for finding in report.findings if finding.severity != "unconfirmed"] == []


def test_what_nobody_has_filled_in_is_told_and_not_printed(quoting: Path) -> None:
    outcome = build(Request(quoting, output=quoting / "build" / "again"), lambda _: None)
    notices = "\n".join(outcome.told)
    assert "Unknown, and not printed: quotation “later”" in notices
    assert "Unconfirmed, and printed: quotation “rule”" in notices


def test_a_changed_letter_is_a_change(quoting: Path, tmp_path: Path) -> None:
    page = quoting / "build" / "site" / "ja" / "tablet.html"
    old = tmp_path / "tablet.html"
    shutil.copytree(page.parent / "_images", tmp_path / "_images")
    for change, count in ((("ＩＤ等", "ID等"), 1), (("企画編", "概説編"), 1), (("", ""), 0)):
        old.write_text(page.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
        assert len(compare_pages(read_page(page), read_page(old)).changes) == count


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_body_for_a_cms_keeps_it(quoting: Path, language: str) -> None:
    found = box(quoting / "build" / "site" / language / "tablet.html")
    made = Body(Cms(), load_words(language), Addresses(Cms(), {}, "../"), (language, "tablet"))
    text = html(made.flow([found]))
    assert '<blockquote lang="ja" translate="no">' in text
    assert escape(FIRST, quote=False) in text
    assert f'<span lang="ja" translate="no">{SOURCE}</span>' in text
    assert load_words(language)("box.quotation") in text


def test_a_letter_that_no_font_has_is_told_in_the_years_file(city: Path) -> None:
    quote(city)
    path = city / "docs" / "editions" / "2031.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("同等", "同等\u0f40"), encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        build(Request(city), lambda _: None)
    for problem in error.value.problems:
        assert (problem.code, problem.values["codes"]) == ("pdf/glyph", "U+0F40")
        assert str(problem.place).endswith("docs/editions/2031.toml:46: quotations.rule.text")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [("一つ\n二つ\n", ("一つ", "二つ")), ("　一つ\n\n\n二つ  三つ", ("　一つ", "二つ  三つ"))],
)
def test_its_lines_are_paragraphs(city: Path, text: str, paragraphs: tuple[str, ...]) -> None:
    path = city / "docs" / "editions" / "2031.toml"
    row = f"\n[quotations.rule]\ntext = '''\n{text}'''\nsource = '山辺市'\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    edition = load_edition(path.parent, "2031", Project(city).settings)
    quoted = edition.quotations["rule"]
    assert quoted is not None
    assert quoted.paragraphs == paragraphs
