"""Names of what goes out: every name that is made is known again, whatever the manual is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.content.output_names import (
    INDEX,
    code_name,
    final_name,
    is_summary,
    link_of_code,
    manual_of_pdf,
    page_file,
    page_of_file,
    page_path,
    pdf_name,
    picture_name,
    picture_path,
    series,
    version_stem,
)
from tebiki.content.settings import load_config

SHIOMI = load_config(ROOTS / "shiomi").settings
MANUALS = ("chrome", "chrome_book", "chrome_verse", "meeting_room")


@pytest.mark.parametrize("manual", MANUALS)
@pytest.mark.parametrize("language", ["ja", "zh_CN"])
def test_a_pdf_is_known_by_its_name(manual: str, language: str) -> None:
    for number in ("3", "4-1"):
        for summary in (False, True):
            for draft in (False, True):
                name = pdf_name(version_stem(SHIOMI, manual, number), language, summary=summary, draft=draft)
                assert manual_of_pdf(f"ja/{name}", SHIOMI, MANUALS) == manual
                assert is_summary(name) == summary
                assert name.isascii()
                assert "_" not in name


def test_names_as_they_are_published() -> None:
    assert (
        pdf_name(version_stem(SHIOMI, "chrome_book", "3"), "ja") == "school-leaflet-chrome-book-ver3-ja.pdf"
    )
    stable = pdf_name(series(SHIOMI, "chrome_book"), "ja", summary=True)
    assert stable == "school-leaflet-chrome-book-ja-summary.pdf"
    assert picture_name("chrome_book/import-pass") == "chrome-book-import-pass.png"


@pytest.mark.parametrize(
    "name", ["guide-tablet-ver3-ja.pdf", "school-leaflet-phone-ver3-ja.pdf", "other.pdf"]
)
def test_a_strange_pdf_is_no_manuals(name: str) -> None:
    assert manual_of_pdf(name, SHIOMI, MANUALS) is None


def test_every_file_of_a_site_has_a_name_that_is_known(built_shiomi: Path) -> None:
    pdfs = sorted(path.name for path in (built_shiomi / "build" / "site").rglob("*.pdf"))
    known = {manual_of_pdf(name, SHIOMI, ("chrome_book", "meeting_room")) for name in pdfs}
    assert known == {"chrome_book", "meeting_room"}
    assert len(pdfs) == 8


@pytest.mark.parametrize("page", [INDEX, *MANUALS])
def test_a_page_is_known_by_its_file(page: str) -> None:
    assert page_of_file(page_file(page)) == page
    assert page_path("zh_CN", page) == page_path("zh-cn", page) == f"zh-cn/{page}.html"


@pytest.mark.parametrize("name", ["tebiki.css", "school-leaflet-chrome-ver3-ja.pdf", "html", "a.html.txt"])
def test_a_file_that_is_no_page(name: str) -> None:
    assert page_of_file(name) is None


@pytest.mark.parametrize("link", ["form", "qr", "new_form", "a-png"])
def test_a_code_is_known_by_its_picture(link: str) -> None:
    assert link_of_code(code_name(link)) == link
    assert picture_path(code_name(link)) == f"_images/qr-{link}.png"


def test_a_picture_that_is_no_code() -> None:
    assert link_of_code(picture_name("android/qr")) is None


@pytest.mark.parametrize("summary", [False, True])
def test_a_draft_gets_its_final_name(summary: bool) -> None:
    stem = version_stem(SHIOMI, "chrome_book", "3")
    final = pdf_name(stem, "ja", summary=summary)
    assert final_name(pdf_name(stem, "ja", summary=summary, draft=True)) == final_name(final) == final
    assert final_name("ja/index.html") == "ja/index.html"
