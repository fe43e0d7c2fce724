"""What a machine can tell of a PDF's accessibility: tags, language, title, claim, fonts, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...output.site_files import SiteFiles

if TYPE_CHECKING:  # PDFium: a check of sources needs none
    from ...output.document import Document


@dataclass(frozen=True, slots=True)
class SeenPdf:
    """A PDF of the site. ``faults``: names of sentences ``browser/pdf-…``; ``pages``: how many it has."""

    name: str
    faults: tuple[str, ...]
    pages: int = 0


def look_at_pdfs(site: Path) -> tuple[SeenPdf, ...]:
    """All PDFs of the site, sorted by name."""
    return tuple(_look(site / name, name) for name in sorted(SiteFiles.walk(site).names(".pdf")))


def faulty(pdfs: Sequence[SeenPdf]) -> list[str]:
    """Names of the PDFs with faults."""
    return [pdf.name for pdf in pdfs if pdf.faults]


def _look(path: Path, name: str) -> SeenPdf:
    from ...output.document import NoPdfError  # noqa: PLC0415
    from ...output.pdf_document import read_document  # noqa: PLC0415

    try:
        document = read_document(path)
    except NoPdfError:
        return SeenPdf(name, ("unreadable",))
    return SeenPdf(name, tuple(_faults(document)), len(document.content.texts))


def _faults(document: Document) -> Iterator[str]:
    if not document.tagged or not document.tags:
        yield "tags"
    if not document.lang:
        yield "language"
    if not document.titled or not document.content.metadata.get("Title", "").strip():
        yield "title"
    if document.claims.get("ua/part") is None:
        yield "claim"
    if any(tag.role == "Figure" and not tag.alt.strip() for tag in document.tags):
        yield "alt"
    if not all(document.fonts.values()):
        yield "fonts"
    if document.lost:
        yield "links"
