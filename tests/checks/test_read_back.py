"""Codes in finished PDFs: the pages that the build scans are all that hold one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from language_gates import KANA, unmarked_in_pdf

from tebiki.checks.printed_codes import check_codes
from tebiki.content.pdf_info import PdfContent
from tebiki.errors import Place
from tebiki.output.pdf_codes import read_pdf
from tebiki.output.pdf_document import read_document
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

PLACE = Place("a.pdf")


@pytest.fixture(scope="module")
def guide(built_city: Path) -> PdfContent:
    return read_pdf(built_city / "build" / "site" / "ja" / "guide-tablet-ver12-ja.pdf", scan="linked")


def told(content: PdfContent, *wanted: str) -> list[str]:
    return [problem.code for problem in check_codes(content, list(wanted), PLACE)]


def test_no_page_without_a_link_has_a_code(built_city: Path, built_shiomi: Path) -> None:
    paths = [*built_city.glob("build/site/ja/*.pdf"), *built_shiomi.glob("build/site/ja/*.pdf")]
    assert len(paths) == 6
    for path in paths:
        linked = read_pdf(path, scan="linked")
        assert linked == read_pdf(path)
        assert any(linked.codes)
        assert not any(read_pdf(path, scan="none").codes)


def test_each_code_is_wanted_and_each_wanted_one_there(guide: PdfContent) -> None:
    found = [code for page in guide.codes for code in page]
    assert told(guide, *found) == []
    assert told(guide) == ["output/qr-extra"] * len(found)
    assert told(guide, *found, "https://example.com/") == ["output/qr-pdf", "output/qr-link"]
    assert told(replace(guide, links=()), *found) == ["output/qr-link"] * len(set(found))


#: A whole item to tick, a table's caption, a cell, a chapter's only paragraph: each fills its element.
ALONE = (
    "**学習用パソコン** 充電してから始めます。",
    "貸出窓口の受付",
    "朝と昼休み",
    "機器のことは、{fact}`loan_desk`で聞けます。",
)


def test_japanese_that_fills_an_element_of_a_pdf_is_marked_by_that_element(shiomi: Path) -> None:
    """Typst then marks the element and not its text; a sentence corrected in April is such a one."""
    path = shiomi / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    text = path.read_text(encoding="utf-8")
    for msgid in ALONE:
        head, _, tail = text.partition(f'msgid "{msgid}"\nmsgstr "')
        text = f'{head}msgid "{msgid}"\nmsgstr "' + tail[tail.index('"\n') :]
    path.write_text(text, encoding="utf-8", newline="\n")
    care = shiomi / "docs" / "locales" / "en" / "language.toml"
    care.write_text("bar = 80\n", encoding="utf-8")
    site = build(Request(shiomi, languages=("en",), manuals=("chrome_book",)), lambda _: None).target
    pdf = site / "en" / "school-leaflet-chrome-book-ver3-en.pdf"
    japanese = [run for run in read_document(pdf).runs if KANA.search(run.text)]
    assert "してから" in "".join(run.text for run in japanese)
    assert {run.lang for run in japanese} == {"ja"}
    assert unmarked_in_pdf(pdf) == []
