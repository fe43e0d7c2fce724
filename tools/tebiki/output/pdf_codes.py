"""A finished PDF, read back: its text, its metadata, its links, its QR codes."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol

import pypdfium2 as pdfium
import zxingcpp
from pypdfium2 import raw

from ..content.pdf_info import PdfContent
from ..plain import is_plain
from ..render.qr import QR_ONLY
from . import pdfium_calls as calls

#: Dots per inch at which the build reads the codes back: a common office copier's.
PPI = 150


#: Points from a page's left, lower, right and upper edge.
Margins = tuple[float, float, float, float]
NO_MARGINS: Final[Margins] = (0, 0, 0, 0)
#: Segments that a rule or a box has at most: ours have 17. A code's path has more than a thousand.
_SIMPLE: Final = 40
#: Segments of simple paths, a page's together, that the smallest code could be made of.
_FEWEST: Final = 200
#: Points around a code that belong to it: it is scanned by its quiet zone, too.
_AROUND: Final = 14.0
#: Pages of a PDF to look for codes on.
Scan = Literal["all", "linked", "none"]


def read_pdf(path: Path, *, scan: Scan = "all") -> PdfContent:
    """Read a PDF. ``scan``: which pages to look for codes on; rendering them takes most of the time.

    "linked" are those with a link to an address. Our own PDFs have codes nowhere else: beside
    each the template sets its link, and no screen has one (`render.screen`). Of these pages the part is
    scanned that a code can be in (`margins_of_codes`).
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
    margins: Margins | None = NO_MARGINS
    if scan == "linked" and is_wanted and not is_plain():
        margins = margins_of_codes(page)
    found = read_codes(page, margins=margins) if is_wanted and margins is not None else ()
    return PageContent(letters.get_text_bounded(), tuple(found), links)


def content_of(document: pdfium.PdfDocument, pages: Collection[_Page]) -> PdfContent:
    """What an open PDF says, of all its ``pages`` in order."""
    return PdfContent(
        texts=tuple(page.text for page in pages),
        codes=tuple(page.codes for page in pages),
        links=tuple(link for page in pages for link in page.links),
        metadata=document.get_metadata_dict(),
        where=tuple(number for number, page in enumerate(pages, 1) for _ in page.links),
    )


def read_codes(page: pdfium.PdfPage, ppi: float = PPI, margins: Margins = NO_MARGINS) -> list[str]:
    """The texts of the QR codes that a scanner finds on a page, or within ``margins`` on it."""
    bitmap = page.render(scale=ppi / 72, grayscale=True, crop=margins)
    image = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
    return [code.text for code in zxingcpp.read_barcodes(image, formats=QR_ONLY)]


def margins_of_codes(page: pdfium.PdfPage) -> Margins | None:
    """Within which margins all lies that a code may be made of; None where there is nothing of the kind.

    A code is a picture, a drawing with many segments, or many paths. Text and a few simple paths make none:
    boxes, rules, lines below links. What is printed over a code lies within the margins, too.
    """
    left, bottom, right, top = page.get_bbox()
    if page.get_rotation() or left or bottom:
        return NO_MARGINS
    found: list[tuple[float, float, float, float]] = []
    sides, simple = (ctypes.c_float * 4)(), 0
    corners = [ctypes.addressof(sides) + index * ctypes.sizeof(ctypes.c_float) for index in range(4)]
    address = calls.address(page.raw)
    for index in range(raw.FPDFPage_CountObjects(page)):
        each = calls.object_at(address, index)
        kind = calls.object_type(each)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            count = _count_segments(each)
            simple += count if count < _SIMPLE else 0
            if simple >= _FEWEST or calls.count_dashes(each) > 0:
                return NO_MARGINS
            if count < _SIMPLE:
                continue
        if not calls.object_bounds(each, *corners):
            return NO_MARGINS
        found.append((sides[0], sides[1], right - sides[2], top - sides[3]))
    if not found:
        return None
    near = [max(min(each) - _AROUND, 0.0) for each in zip(*found, strict=True)]
    return near[0], near[1], near[2], near[3]


def _count_segments(path: int) -> int:
    """Of how many segments a path is made, with those that it is cut out by."""
    clip = calls.clip_of(path)
    cuts = range(calls.count_clips(clip)) if clip else ()
    counts: list[int] = [calls.count_segments(path), *(calls.count_clip_segments(clip, at) for at in cuts)]
    return sum(counts)


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
