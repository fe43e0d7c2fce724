"""Readings above words, in a finished PDF: out of the way of who searches, there for who listens.

Typst draws a reading before the word that it belongs to, so that a phrase with two readings is in pieces for
every reader that searches, and it can give a word in a line no alternative. The template marks readings as
artifacts of the kind ``Page``; the text after one is its word. Here readings are drawn behind all else of
their page, and each word becomes a ``Span`` whose ``/Alt`` is its reading.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2 as pdfium
from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Matrix,
    Name,
    Object,
    Operator,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)
from pypdfium2 import raw

from ..errors import fail

#: How the template's readings begin, as Typst writes them.
_READING: Final = b"/Artifact<</Type/Page>>BDC"
#: What PDFium writes texts into: a reading has some letters.
_Room: Final = ctypes.c_ushort * 256


def place_readings(pdf: Pdf, data: bytes) -> bool:
    """Put the readings of the open ``pdf`` in their places; whether it has any. ``data``: its bytes.

    Raises `TebikiError` (``pdf/reading``) for a word whose reading is not found.
    """
    marked = [index for index, page in enumerate(pdf.pages) if _READING in page.obj.Contents.read_bytes()]
    if not marked:
        return False
    document = pdfium.PdfDocument(data)
    try:
        for index in marked:
            page = pdf.pages[index].obj
            operators, words = _last_readings(page.Contents)
            readings = dict(_readings_of(document[index], words))
            if lost := [word for word in words if not readings.get(word)]:
                fail("pdf/reading", page=index + 1, count=len(lost))
            _say_readings(pdf, page, readings)
            page.Contents.write(operators)
    finally:
        document.close()
    return True


def _readings_of(page: pdfium.PdfPage, words: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The numbers of words on a page, each with the reading drawn before it."""
    text_page = page.get_textpage()
    reading, artifact = "", 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        mark = raw.FPDFPageObj_GetMark(found, 0)
        if _name_of(mark) == "Artifact":
            # All that stands in one artifact has one mark.
            now = ctypes.addressof(mark.contents)
            reading = (reading if now == artifact else "") + _text_of(found, text_page)
            artifact = now
        elif reading and (mcid := raw.FPDFPageObj_GetMarkedContentID(found)) in words:
            yield mcid, reading.strip()
            reading = ""


def _name_of(mark: Any) -> str:
    buffer, size = _Room(), ctypes.c_ulong(0)
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
    return _utf16(buffer, size.value)


def _text_of(found: Any, text_page: Any) -> str:
    buffer = _Room()
    return _utf16(buffer, raw.FPDFTextObj_GetText(found, text_page, buffer, ctypes.sizeof(buffer)))


def _utf16(buffer: ctypes.Array[ctypes.c_ushort], size: int) -> str:
    """What PDFium has written as UTF-16 with a zero at its end; empty where it is too long for a reading."""
    return (
        bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace") if size <= len(bytes(buffer)) else ""
    )


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


def _last_readings(contents: Object) -> tuple[bytes, list[int]]:
    """A page's operators, those of readings behind all others; the numbers of the words with readings."""
    kept: list[ContentStreamInstruction] = []
    moved: list[ContentStreamInstruction] = []
    words: list[int] = []
    matrices, depth, waits = [Matrix()], 0, False
    for step in parse_content_stream(contents):
        assert isinstance(step, ContentStreamInstruction)  # a page of ours has no inline pictures
        operator = str(step.operator)
        if depth == 0 and _begins_reading(step):
            moved += [_step("q"), _step("cm", *matrices[-1].shorthand), _step("BMC", Name.Artifact)]
            depth, waits = 1, True
        elif depth:
            depth += _NESTED.get(operator, 0)
            moved.append(step)
            if depth == 0:
                moved.append(_step("Q"))
        else:
            if waits and operator == "BDC":
                words += _number_of(step)
                waits = False
            _follow(matrices, operator, list(step.operands))
            kept.append(step)
    return unparse_content_stream([*kept, *moved]), words


#: By how much an operator changes how many marks are open.
_NESTED: Final = {"BDC": 1, "BMC": 1, "EMC": -1}


def _begins_reading(step: ContentStreamInstruction) -> bool:
    if str(step.operator) != "BDC":
        return False
    kind, about = step.operands
    return bool(kind == Name.Artifact and isinstance(about, Dictionary) and about.get("/Type") == Name.Page)


def _follow(matrices: list[Matrix], operator: str, operands: Sequence[Any]) -> None:
    """Follow how operators change where things are drawn."""
    if operator == "q":
        matrices.append(matrices[-1])
    elif operator == "Q":
        matrices.pop()
    elif operator == "cm":
        matrices[-1] = Matrix(*operands) @ matrices[-1]


def _number_of(step: ContentStreamInstruction) -> list[int]:
    """The number of the text that a mark begins; none where it is no text of the tag tree."""
    about = step.operands[1]
    return [int(about.MCID)] if isinstance(about, Dictionary) and "/MCID" in about else []


def _step(operator: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction([*operands], Operator(operator))
