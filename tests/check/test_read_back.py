"""Codes in finished PDFs: the pages that the build scans are all that hold one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tebiki.check.pdf import check_codes, read_pdf
from tebiki.errors import Place
from tebiki.model.pdf import PdfContent

PLACE = Place("a.pdf")


@pytest.fixture(scope="module")
def guide(built_city: Path) -> PdfContent:
    return read_pdf(built_city / "build" / "site" / "ja" / "guide-tablet-ver12-ja.pdf", scan="linked")


def told(content: PdfContent, *wanted: str) -> list[str]:
    return [problem.code for problem in check_codes(content, list(wanted), PLACE)]


def test_no_page_without_a_link_has_a_code(built_city: Path, site: Path) -> None:
    paths = [*built_city.glob("build/site/ja/*.pdf"), *site.glob("ja/*.pdf")]
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
