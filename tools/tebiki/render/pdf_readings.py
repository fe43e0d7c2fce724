"""Readings above words, in a finished PDF: out of the way of who searches, there for who listens.

Typst draws a reading before the word that it belongs to, so that a phrase with two readings is in pieces for
every reader that searches, and it can give a word in a line no alternative. The template marks readings as
artifacts of the kind ``Page``; the text after one is its word. Here readings are drawn behind all else of
their page, and each word becomes a ``Span`` whose ``/Alt`` is its reading.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Final

import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from pypdfium2 import raw

from ..errors import fail
from .page_stream import READING, move_readings

#: What PDFium writes texts into: a reading has some letters.
_Room: Final = ctypes.c_ushort * 256


def place_readings(pdf: Pdf, data: bytes) -> bool:
    """Put the readings of the open ``pdf`` in their places; whether it has any. ``data``: its bytes.

    Raises `TebikiError` (``pdf/reading``) for a word whose reading is not found.
    """
    streams = ((index, page.obj.Contents.read_bytes()) for index, page in enumerate(pdf.pages))
    marked = {index: stream for index, stream in streams if READING in stream}
    if not marked:
        return False
    document = pdfium.PdfDocument(data)
    try:
        for index, stream in marked.items():
            page = pdf.pages[index].obj
            operators, words = _moved(stream, index)
            readings = dict(_readings_of(document[index], set(words)))
            if lost := [word for word in words if not readings.get(word)]:
                fail("pdf/reading", page=index + 1, count=len(lost))
            _say_readings(pdf, page, readings)
            page.Contents.write(operators)
    finally:
        document.close()
    return True


def _moved(stream: bytes, index: int) -> tuple[bytes, list[int]]:
    try:
        return move_readings(stream)
    except ValueError as error:
        fail("pdf/typst", None, message=f"page {index + 1}: operators of unknown form ({error})", hint="")


def _readings_of(page: pdfium.PdfPage, words: AbstractSet[int]) -> Iterator[tuple[int, str]]:
    """The numbers of words on a page, each with the reading drawn before it."""
    text_page = page.get_textpage()
    reading, artifact = "", 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        number = raw.FPDFPageObj_GetMarkedContentID(found)
        if number in words and reading:
            yield number, reading.strip()
            reading = ""
        elif number < 0 and _name_of(mark := raw.FPDFPageObj_GetMark(found, 0)) == "Artifact":
            # All that stands in one artifact has one mark.
            now = ctypes.addressof(mark.contents)
            reading = (reading if now == artifact else "") + _text_of(found, text_page)
            artifact = now


def _name_of(mark: Any) -> str:
    buffer, size = _Room(), ctypes.c_ulong(0)
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
    return _utf16(buffer, size.value)


def _text_of(found: Any, text_page: Any) -> str:
    buffer = _Room()
    return _utf16(buffer, raw.FPDFTextObj_GetText(found, text_page, buffer, ctypes.sizeof(buffer)))


def _utf16(buffer: ctypes.Array[ctypes.c_ushort], size: int) -> str:
    """What PDFium has written as UTF-16 with a zero at its end; empty where it is too long for a reading."""
    if size > ctypes.sizeof(buffer):
        return ""
    return ctypes.string_at(buffer, max(size - 2, 0)).decode("utf-16-le", "replace")


def _say_readings(pdf: Pdf, page: Object, readings: dict[int, str]) -> None:
    """Put a ``Span`` with the reading between each word and the element that it stands in."""
    owners = _owners(pdf, int(page.StructParents))
    for mcid, reading in readings.items():
        above = owners[mcid]
        span = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Span, P=above, Pg=page, K=mcid, Alt=String(reading))
        )
        _replace_kid(above, mcid, page, span)
        owners[mcid] = span


def _owners(pdf: Pdf, key: int) -> Object:
    """The elements that hold a page's marks, by their numbers: its entry in the parent tree."""
    stack = [pdf.Root.StructTreeRoot.ParentTree]
    while stack:
        node = stack.pop()
        stack += list(node.get("/Kids", []))
        numbers = list(node.get("/Nums", []))
        for found, owners in zip(numbers[::2], numbers[1::2], strict=True):
            if int(found) == key:
                return owners
    raise KeyError(key)


def _replace_kid(above: Object, mcid: int, page: Object, span: Object) -> None:
    """Put ``span`` in the place of a mark of ``page`` among an element's kids."""
    kids = above.K if isinstance(above.K, Array) else Array([above.K])
    own = above.get("/Pg")
    for index, kid in enumerate(kids):
        is_own = isinstance(kid, int) and kid == mcid and own is not None and own.objgen == page.objgen
        if is_own or (isinstance(kid, Dictionary) and _is_mark(kid, mcid, page)):
            kids[index] = span
            above.K = kids
            return
    raise KeyError(mcid)


def _is_mark(kid: Object, mcid: int, page: Object) -> bool:
    return kid.get("/Type") == Name.MCR and int(kid.MCID) == mcid and kid.Pg.objgen == page.objgen
