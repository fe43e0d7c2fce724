"""The invented city that is unlike the others: two-word manuals, two languages, a table, no dated ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_gates import unmarked

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.output.pdf_codes import read_pdf


@pytest.fixture(scope="module")
def site(built_shiomi: Path) -> Path:
    return built_shiomi / "build" / "site"


def test_it_is_whole(built_shiomi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built_shiomi)
    report = check(Asked(built_shiomi))
    told = {finding.rule for finding in report.findings if finding.severity != "unconfirmed"}
    assert told == {"cms/short"}  # links of a step's number alone, which a city may leave so
    assert report.looked["pdfs"] == 8


@pytest.mark.parametrize(
    ("language", "caption", "head"),
    [("ja", "貸出窓口の受付", "曜日"), ("en", "Hours of the loan desk", "Day")],
)
def test_a_table_has_its_caption_on_the_page_and_in_the_pdf(
    site: Path, language: str, caption: str, head: str
) -> None:
    page = unmarked((site / language / "chrome_book.html").read_text(encoding="utf-8"))
    assert f"<caption>{caption}</caption>" in page
    assert f'<th scope="col">{head}</th>' in page
    pdf = read_pdf(site / language / f"school-leaflet-chrome-book-ver3-{language}.pdf")
    assert caption in pdf.text.replace("\r\n", " ")


def test_a_manual_of_two_words_is_handed_over(built_shiomi: Path, tmp_path: Path) -> None:
    assert main(["handover", f"--root={built_shiomi}", f"--output={tmp_path / 'out'}"]) == 0
    names = {path.name for path in (tmp_path / "out").rglob("*.pdf")}
    assert {f"school-leaflet-chrome-book-ja{end}.pdf" for end in ("", "-summary")} <= names
