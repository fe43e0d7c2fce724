"""A finished PDF, read back: its text, its metadata, its links, its QR codes."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

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
    pages = []
    for number in range(len(document)):
        page = document[number]
        pages.append(read_page_content(document, page, page.get_textpage(), scan=scan))
    return content_of(document, pages)


class _Page(Protocol):
    """What was read of a page: its text, its codes, the addresses of its links."""

    @property
    def text(self) -> str: ...
    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def links(self) -> Sequence[str]: ...


class PageContent(NamedTuple):
    """A page's text, the texts of its codes, the addresses of its links."""

    text: str
    codes: tuple[str, ...]
    links: tuple[str, ...]


def read_page_content(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, letters: pdfium.PdfTextPage, *, scan: Scan
) -> PageContent:
    """Read a page that is loaded already, with its ``letters``."""
    links = tuple(_links(document, page))
    is_wanted = scan == "all" or (scan == "linked" and links)
    return PageContent(letters.get_text_bounded(), tuple(read_codes(page)) if is_wanted else (), links)


def content_of(document: pdfium.PdfDocument, pages: Collection[_Page]) -> PdfContent:
    """What an open PDF says, of all its ``pages`` in order."""
    return PdfContent(
        texts=tuple(page.text for page in pages),
        codes=tuple(page.codes for page in pages),
        links=tuple(link for page in pages for link in page.links),
        metadata=document.get_metadata_dict(),
        where=tuple(number for number, page in enumerate(pages, 1) for _ in page.links),
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
