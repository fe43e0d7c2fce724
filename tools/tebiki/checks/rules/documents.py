"""Rules about PDFs: what they claim, what reads them aloud meets, and that they say what their page says.

What a content can break is looked at here, in seconds. That the template keeps PDF/UA-1 and PDF/A-2a
as such is held by the engine's tests, by two validators that are too slow and too large for staff.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ...content.output_names import folder, pdf_name, version_stem
from ...content.ruby import plain
from ...content.settings import in_language
from ...errors import Problem
from ..page_and_pdf import bare, has, misplaced
from ..rule import rule
from ..subjects.site import SitePage, SitePdf

if TYPE_CHECKING:  # PDFium: a check of sources needs none
    from ...output.pdf_page import Tag

#: Bytes: a manual is opened on phones.
LARGEST: Final = 1_000_000
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺ]")
_FILE: Final = re.compile(r"\.(png|jpe?g|typ|svg)$", re.IGNORECASE)
#: Letters of a cluster, at most, and the same again.
_REPEATED: Final = re.compile(r"(.{1,8}?)\1+")
_CLAIMS: Final = {"ua/part": "1", "a/part": "2", "a/conformance": "A"}


@rule("document/claims", bad="(pdfaid:part = 1)", good="PDF/UA-1, PDF/A-2a")
def claims(pdf: SitePdf) -> Iterator[Problem]:
    """It says that it keeps PDF/UA-1 and PDF/A-2a. Source: ISO 14289-1, 5; ISO 19005-2, 6.6.4."""
    for name, value in _CLAIMS.items() if not pdf.document.locked else ():
        if pdf.document.claims.get(name) != value:
            found = pdf.document.claims.get(name, "-")
            yield Problem(
                "document/claims", pdf.place(), {"name": f"pdf{name}", "found": found, "wanted": value}
            )


@rule("document/tagged", bad="(no tag tree)", good="(Document > H1, P, L …)")
def tagged(pdf: SitePdf) -> Iterator[Problem]:
    """It is tagged, and each of its pages has tags. Source: ISO 14289-1, 7.1."""
    here = {tag.page for tag in pdf.document.tags}
    if not pdf.document.tagged:
        yield Problem("document/tagged", pdf.place(), {})
    else:
        for number, text in enumerate(pdf.document.content.texts, 1):
            if text.strip() and number not in here:
                yield Problem("document/tagged", pdf.place(number), {})


@rule("document/title", bad="Title: (none)", good="Title: Android 電子証明書インストールマニュアル Ver.4")
def title(pdf: SitePdf) -> Iterator[Problem]:
    """Its metadata name the manual as its page does."""
    found, city = pdf.document.content.metadata.get("Title", ""), pdf.city
    code = city.code_of(pdf.page.lang) if pdf.page else None
    wanted = [""]
    if pdf.page and pdf.page.manual and code:
        platform = in_language(city.edition.manuals[pdf.page.manual].platform, code)
        wanted = [plain(platform), plain(in_language(city.settings.title, code))]
    if not found.strip() or any(bare(part) not in bare(found) for part in wanted):
        yield Problem("document/title", pdf.place(), {"found": found or "-", "wanted": " ".join(wanted)})


@rule("document/window", bad="DisplayDocTitle: false", good="DisplayDocTitle: true")
def window(pdf: SitePdf) -> Iterator[Problem]:
    """The window shows its title, not the name of its file. Source: ISO 14289-1, 7.1."""
    if not pdf.document.titled:
        yield Problem("document/window", pdf.place(), {})


@rule("document/locked", bad="(encrypted; copying not allowed)", good="(not encrypted)")
def locked(pdf: SitePdf) -> Iterator[Problem]:
    """It is not encrypted: nothing keeps a screen reader out. Source: ISO 19005-2, 6.1.3."""
    if pdf.document.locked:
        yield Problem("document/locked", pdf.place(), {})


@rule("document/action", bad="/JavaScript", good="(links only)", fixed=True)
def action(pdf: SitePdf) -> Iterator[Problem]:
    """It runs nothing, by itself or at a click. Source: ISO 19005-2, 6.5.1."""
    for page, name in dict.fromkeys(pdf.document.actions):
        yield Problem("document/action", pdf.place(page), {"name": name})


@rule("document/language", bad="Lang: (none)", good="Lang: ja")
def language(pdf: SitePdf) -> Iterator[Problem]:
    """Its language is that of its page. Source: ISO 14289-1, 7.2."""
    wanted = pdf.page.lang if pdf.page else ""
    if not pdf.document.lang or (wanted and _primary(pdf.document.lang) != _primary(wanted)):
        values = {"found": pdf.document.lang or "-", "wanted": wanted or "-"}
        yield Problem("document/language", pdf.place(), values)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


@rule("document/parts", bad="Tap 「選択」.", good="Tap 「選択」(Lang: ja).")
def parts(pdf: SitePdf) -> Iterator[Problem]:
    """Japanese in a PDF of another language says so, or it is read aloud as nonsense."""
    if _primary(pdf.document.lang) == "ja":
        return
    for run in pdf.document.runs:
        if _KANA.search(run.text) and _primary(run.lang) != "ja":
            yield Problem("document/parts", pdf.place(run.page), {"text": run.text[:40]})


@rule("document/heading", bad="H1 → H3", good="H1 → H2 → H3")
def headings(pdf: SitePdf) -> Iterator[Problem]:
    """Headings go down one level at a time, and each says something. Source: ISO 14289-1, 7.4."""
    found = [(int(tag.role[1]), tag) for tag in pdf.document.tags if re.fullmatch(r"H[1-6]", tag.role)]
    for _, tag in found:
        if not tag.text.strip():
            yield Problem("document/heading", pdf.place(tag.page), {"text": "-"})
    levels = [0, *(level for level, _ in found)]
    for (a, b), (_, tag) in zip(pairwise(levels), found, strict=True):
        if b > a + 1:
            yield Problem("document/heading", pdf.place(tag.page), {"text": tag.text[:40]})


@rule(
    "document/figure", bad="Figure (Alt: android-file.png)", good="Figure (Alt: メールの添付ファイルの例。)"
)
def figures(pdf: SitePdf) -> Iterator[Problem]:
    """Each picture has an alt in words. Source: ISO 14289-1, 7.3."""
    for tag in pdf.document.tags:
        if tag.role == "Figure" and (not tag.alt.strip() or _FILE.search(tag.alt.strip())):
            yield Problem("document/figure", pdf.place(tag.page), {"alt": tag.alt or "-"})


@rule("document/table", bad="Table > TR > TD", good="Table > THead > TR > TH (Scope: Column)")
def tables(pdf: SitePdf) -> Iterator[Problem]:
    """A table has cells that head it and say what they head. Source: ISO 14289-1, 7.5."""
    going_on = False
    for page in range(1, len(pdf.document.content.texts) + 1):
        groups = list(_tables([tag for tag in pdf.document.tags if tag.page == page]))
        for index, group in enumerate(groups):
            heads = [tag for tag in group if tag.role == "TH"]
            if not heads and not (index == 0 and going_on):
                yield Problem("document/table", pdf.place(page), {"text": group[0].text[:30]})
            for head in heads:
                if not head.scope:
                    yield Problem("document/table", pdf.place(page), {"text": head.text[:30]})
            for cell in group:
                if cell.role == "TD" and "THead" in cell.above:
                    yield Problem("document/table", pdf.place(page), {"text": cell.text[:30]})
        going_on = bool(groups)


def _tables(tags: list[Tag]) -> Iterator[list[Tag]]:
    """The tables of a page, each with all that is in it."""
    group: list[Tag] = []
    for tag in tags:
        if tag.role == "Table" and "Table" not in tag.above:
            if group:
                yield group
            group = [tag]
        elif "Table" in tag.above:
            group.append(tag)
    if group:
        yield group


@rule("document/bookmarks", bad="(no bookmarks)", good="はじめに > 電子証明書とは")
def bookmarks(pdf: SitePdf) -> Iterator[Problem]:
    """The bookmarks are the chapters. Source: ISO 14289-1, 7.17 (recommended)."""
    if pdf.summary:
        return
    here = {bare(title) for _, title in pdf.document.bookmarks}
    once = {_without_repeats(title) for title in here}
    for tag in pdf.document.tags:
        if tag.role == "H1" and bare(tag.text) not in here and _without_repeats(bare(tag.text)) not in once:
            yield Problem("document/bookmarks", pdf.place(tag.page), {"text": tag.text[:40]})


def _without_repeats(text: str) -> str:
    """A text in which what stands twice in a row stands once, where its script has marks.

    Typst gives some clusters' letters once a glyph (findings/typst-repeats-letters-of-a-cluster.sh).
    """
    has_marks = any(unicodedata.category(char) in ("Mn", "Mc") for char in text)
    return _REPEATED.sub(r"\1", text) if has_marks else text


@rule("document/fonts", bad="Helvetica (not embedded)", good="ABCDEF+BIZUDPGothic-Regular")
def fonts(pdf: SitePdf) -> Iterator[Problem]:
    """Each font is in the file, and only what is used of it. Source: ISO 19005-2, 6.2.11.4."""
    for name, embedded in sorted(pdf.document.fonts.items()):
        if not embedded or not re.match(r"[A-Z]{6}\+", name):
            yield Problem("document/fonts", pdf.place(), {"font": name or "-"})


@rule("document/text", bad="（copied: □□□□）", good="（copied: 証明書を選びます。）")
def text(pdf: SitePdf) -> Iterator[Problem]:
    """What the page says, the tag tree of its PDF says as it is written; nothing is lost or unreadable."""
    for run in pdf.document.runs:
        if re.search(r"[\ufffd\ue000-\uf8ff\x00-\x08]", run.text):
            yield Problem("document/text", pdf.place(run.page), {"text": ascii(run.text)[:40], "page": "-"})
    if pdf.page is None or pdf.summary:
        return
    for element, piece in pdf.page.pieces:
        if not has(piece, pdf.said):
            where = f"{pdf.page.name}:{element.line}"
            yield Problem("document/text", pdf.place(), {"text": element.text[:60], "page": where})


@rule("document/order", bad="PDF: 手順2, 手順1", good="PDF: 手順1, 手順2")
def order(pdf: SitePdf) -> Iterator[Problem]:
    """It is read aloud in the order of its page. Source: WCAG 1.3.2."""
    if pdf.page is None or pdf.summary:
        return
    for element in misplaced(pdf.page.pieces, pdf.said):
        where = f"{pdf.page.name}:{element.line}"
        yield Problem("document/order", pdf.place(), {"text": element.text[:60], "page": where})


@rule("document/size", bad="3.2 MB", good="0.6 MB", severity="warning")
def size(pdf: SitePdf) -> Iterator[Problem]:
    """Under a megabyte: it is opened on phones."""
    if pdf.document.size > LARGEST:
        yield Problem("document/size", pdf.place(), {"size": f"{pdf.document.size / 1_000_000:.1f}"})


@rule("document/alone", bad="ja/certificate-manual-mac-ver4-ja.pdf", good="ja/windows.html, ja/….pdf")
def alone(pdf: SitePdf) -> Iterator[Problem]:
    """Beside each PDF there is a page with the same, which is easier to read on a phone or aloud."""
    if pdf.page is None and "html" in pdf.site.formats:
        yield Problem("document/alone", pdf.place(), {})


@rule(
    "document/missing",
    bad="(no certificate-manual-ios-ver4-vi.pdf)",
    good="vi/certificate-manual-ios-ver4-vi.pdf",
)
def missing(page: SitePage) -> Iterator[Problem]:
    """A manual's page has its PDF and its page for the wall; one that is held back has neither."""
    city, site = page.city, page.site
    if page.manual is None or (code := city.code_of(page.lang)) is None or "pdf" not in site.formats:
        return
    steps = (e for e in page.root.iter("section") if "step" in e.attrs.get("class", "").split())
    if next(steps, None) is None:
        return
    here = folder(code)
    stem = version_stem(city.settings, page.manual, city.edition.manuals[page.manual].number)
    hrefs = {f"{here}/{link.attrs['href']}" for link in page.links()}
    for summary in (False, True):
        name = f"{here}/{pdf_name(stem, code, summary=summary, draft=site.stage == 'draft')}"
        if name not in site.names or name not in hrefs:
            yield Problem("document/missing", page.place(), {"name": name})
