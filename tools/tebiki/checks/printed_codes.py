"""The QR codes of a PDF, as they were scanned: those that it must hold, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..content.pdf_info import PdfContent
from ..errors import Place, Problem


def check_codes(content: PdfContent, wanted: Sequence[str], place: Place) -> Iterator[Problem]:
    """Each wanted address must be read from a code on some page, be linked, and no other code be there."""
    found = [text for page in content.codes for text in page]
    for url in wanted:
        if url not in found:
            yield Problem("output/qr-pdf", place, {"url": url, "found": ", ".join(found) or "-"})
        if url not in content.links:
            yield Problem("output/qr-link", place, {"url": url})
    for text in found:
        if text not in wanted:
            yield Problem("output/qr-extra", place, {"url": text})
