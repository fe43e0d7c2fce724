"""On which page of a PDF its named places are: headings by the ids that the web page has too."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw


def read_places(path: Path) -> Mapping[str, int]:
    """Name of each place → its page (from 1)."""
    document = pdfium.PdfDocument(path)
    try:
        return dict(_places(document))
    finally:
        document.close()


def _places(document: pdfium.PdfDocument) -> Iterator[tuple[str, int]]:
    for at in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, at, None, size)
        buffer = ctypes.create_string_buffer(max(size.value, 0))
        goal = raw.FPDF_GetNamedDest(document, at, buffer, size)
        page = raw.FPDFDest_GetDestPageIndex(document, goal) if goal else -1
        if page >= 0:
            yield buffer.raw.decode("utf-16-le", "replace").rstrip("\0"), page + 1
