"""A finished PDF, read back: its text, its metadata, its links, its QR codes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import zxingcpp
from pypdfium2 import raw

from ..content.pdf_info import PdfContent
from ..render.qr import QR_ONLY

#: Dots per inch at which the build reads the codes back: a common office copier's.
PPI = 150


#: Pages of a PDF to look for codes on.
Scan = Literal["all", "linked", "none"]


def read_pdf(path: Path, *, scan: Scan = "all") -> PdfContent:
    """Read a PDF. ``scan``: which pages to look for codes on; rendering them takes most of the time.

    "linked" are those with a link to an address. Our own PDFs have codes nowhere else: beside
    each the template sets its link, and no screen has one (`render.screen`).
    """
    document = pdfium.PdfDocument(path)
    try:
        return read_content(document, scan=scan)
    finally:
        document.close()


def read_content(document: pdfium.PdfDocument, *, scan: Scan = "all") -> PdfContent:
    """What is read of an open PDF."""
    reader = ContentReader(document, scan=scan)
    for number in range(len(document)):
        page = document[number]
        reader.read(page, page.get_textpage())
    return reader.content


class ContentReader:
    """Reads the pages of an open PDF one after the other, for whoever has loaded them."""

    def __init__(self, document: pdfium.PdfDocument, *, scan: Scan) -> None:
        self._document, self._scan = document, scan
        self._texts: list[str] = []
        self._codes: list[tuple[str, ...]] = []
        self._links: list[str] = []
        self._where: list[int] = []

    def read(self, page: pdfium.PdfPage, letters: pdfium.PdfTextPage) -> str:
        """Read the next page; its text."""
        text: str = letters.get_text_bounded()
        self._texts.append(text)
        here = list(_links(self._document, page))
        self._links.extend(here)
        self._where.extend([len(self._texts)] * len(here))
        wanted = self._scan == "all" or (self._scan == "linked" and here)
        self._codes.append(tuple(read_codes(page)) if wanted else ())
        return text

    @property
    def content(self) -> PdfContent:
        """What was read so far."""
        metadata = self._document.get_metadata_dict()
        return PdfContent(
            tuple(self._texts), tuple(self._codes), tuple(self._links), metadata, tuple(self._where)
        )


def read_codes(page: pdfium.PdfPage, ppi: float = PPI) -> list[str]:
    """The texts of the QR codes that a scanner finds on a page."""
    bitmap = page.render(scale=ppi / 72, grayscale=True)
    image = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
    return [code.text for code in zxingcpp.read_barcodes(image, formats=QR_ONLY)]


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    """The addresses of a page's link annotations."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            size = raw.FPDFAction_GetURIPath(document, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield buffer.value.decode("ascii", "replace")


def count_pages(path: Path) -> int:
    """How many pages a PDF has."""
    document = pdfium.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
