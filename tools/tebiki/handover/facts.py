"""What the words about a handover tell: sizes, dates, changes, whom to ask, the state of languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..content import ruby
from ..content.calendar import Month
from ..content.pdf_info import size_text
from ..content.publication import Publication
from ..output.page_tree import Element
from ..output.pdf_codes import count_pages
from .finished import Finished, Kind, Pdf

#: What stands where nobody knows the contact.
UNKNOWN: Final = "〔未確認。掲載する前に、確かめて書いてください〕"
#: What stands after the month where nobody has told the day of publication.
UNKNOWN_DAY: Final = "〔公開する日を書いてください〕"


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A PDF as words tell of it: ``size`` as in 0.6MB."""

    pdf: Pdf
    size: str
    pages: int

    @property
    def said(self) -> str:
        """``PDF形式、0.6MB、12ページ``."""
        return f"PDF形式、{self.size}、{self.pages}ページ"


def pdf_facts(finished: Finished) -> tuple[PdfFacts, ...]:
    """All PDFs of the site, read."""
    return tuple(PdfFacts(p, size_text(p.path.stat().st_size), count_pages(p.path)) for p in finished.pdfs())


def of_kind(facts: tuple[PdfFacts, ...], manual: str, language: str, kind: Kind) -> PdfFacts | None:
    """The facts of one PDF; None where the manual is held back."""
    return next(
        (f for f in facts if (f.pdf.manual, f.pdf.language, f.pdf.kind) == (manual, language, kind)), None
    )


def plain(text: str) -> str:
    """Words of settings and facts without readings and marks of possible breaks."""
    return ruby.plain(text).replace("\u200b", "")


def year_text(finished: Finished) -> str:
    """The fiscal year, ``令和7年度``: the era is that of its April."""
    return year_name(finished.edition.year)


def year_name(year: int) -> str:
    """A fiscal year by its number: 2025 → 令和7年度."""
    era, number = Month(year, 4).era
    return f"{era}{number}年度"


def changes(finished: Finished) -> Iterator[tuple[str, str, str]]:
    """Of each manual: platform, version with month, the newest line of its history as its page shows it."""
    here = finished.source
    pages = dict(finished.pages(here))
    for manual in here.manuals:
        line = _newest(pages[manual.name], here) if manual.name in pages else ""
        yield plain(manual.platform), f"{manual.version}、{manual.published}", line


def _newest(page: Element, here: Publication) -> str:
    """The last cell of the first row of the table that begins as histories do."""
    for table in page.iter("table"):
        heads = [cell.text for cell in table.iter("th") if cell.attrs.get("scope") == "col"]
        if heads[:1] == [plain(here.words("history.version"))]:
            cells = [list(row.iter("td")) for row in table.iter("tr")]
            return next((row[-1].text for row in cells if row), "")
    return ""


def contact(finished: Finished) -> Iterator[tuple[str, str | None]]:
    """Whom to ask, by name of the line; None where nobody knows it."""
    known = finished.edition.contact
    yield "担当", plain(finished.source.publisher)
    yield "電話番号", known.phone
    yield "メールアドレス", known.mail
    if known.hours is not None:
        yield "受付時間", known.hours["ja"]


def language_state(finished: Finished, here: Publication) -> str:
    """Whether somebody vouches for a language, and which manuals are not there or partly Japanese."""
    said = ["原文"] if here.translation is None else [_vouched(finished, here)]
    there = {pdf.manual for pdf in finished.pdfs() if pdf.language == here.language}
    names = {manual.name: plain(finished.source.manual(manual.name).platform) for manual in here.manuals}
    if held := [name for manual, name in names.items() if manual not in there]:
        said.append(f"準備中（PDFなし）: {'、'.join(held)}")
    if partly := [names.get(name, "入口") for name, page in finished.pages(here) if _partly(page, here)]:
        said.append(f"一部が日本語のまま: {'、'.join(partly)}")
    return "。".join(said)


def _vouched(finished: Finished, here: Publication) -> str:
    assert here.translation is not None
    review = here.translation.care.reviewed.get(str(finished.edition.year))
    if review is None:
        return "参考訳（だれも確認していません）"
    return f"確認済み（{finished.source.words.day(review.on)}）"  # by whom stays in the repository


def _partly(page: Element, here: Publication) -> bool:
    title = plain(here.words("partial.title"))
    return any("bt" in p.attrs.get("class", "").split() and p.text == title for p in page.iter("p"))
