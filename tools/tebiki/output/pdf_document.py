"""A finished PDF as what reads it aloud meets it: the tag tree, languages, bookmarks, fonts.

Read with PDFium, which the build has anyway. It sees the tree page by page: an element that goes on
over a page's end is met on both.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
from pikepdf import PdfError
from pypdfium2 import raw

from ..content.output_names import is_summary
from ..content.pdf_info import PdfContent
from .document import Document, NoPdfError
from .kept_readings import hash_of, keep_reading, recall_reading, shared_folder
from .pdf_bytes import actions_in, expanded, metadata_in
from .pdf_codes import ContentReader
from .pdf_page import Run, Tag, TaggedPage
from .text_block import StrayRun, stray_runs
from .text_layer import MisreadWord, misread_words

#: Pages beyond which nobody's manual goes.
MOST_PAGES: Final = 300
_CLAIM: Final = re.compile(rb"<pdf(u?a)id:(part|conformance)>\s*(\w+)")


def read_document(path: Path, cache: Path | None = None) -> Document:
    """Read a PDF; one with the same bytes is read once. Raises `NoPdfError`.

    ``cache``: a folder in which readings are kept and looked for, beside the command's own
    (`kept_readings.share_readings`).
    """
    return _document(path, hash_of(path), cache)


@lru_cache(64)
def _document(path: Path, digest: bytes, cache: Path | None) -> Document:
    """``digest`` tells of a file that was written anew."""
    folders = [folder for folder in (shared_folder(), cache) if folder]
    found = {folder: recall_reading(path, digest, folder) for folder in folders}
    document = next(filter(None, found.values()), None) or _opened(path)
    for folder, kept in found.items():
        if kept is None:
            keep_reading(document, path, digest, folder)
    return document


def _opened(path: Path) -> Document:
    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise NoPdfError(str(error)) from None
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise NoPdfError(f"{len(document)} pages")
        return _read(document, path.read_bytes(), is_wall=is_summary(path.name))
    except (pdfium.PdfiumError, PdfError) as error:
        raise NoPdfError(str(error)) from None
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, data: bytes, *, is_wall: bool) -> Document:
    """All of an open document, each page loaded once."""
    said = ContentReader(document, scan="linked")
    tags: list[Tag] = []
    runs: list[Run] = []
    fonts: dict[str, bool] = {}
    lost: list[int] = []
    stray: list[StrayRun] = []
    misread: list[MisreadWord] = []
    actions: list[tuple[int | None, str]] = []
    instead: dict[int, str] = {}
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        letters = page.get_textpage()
        text = said.read(page, letters)
        here = TaggedPage(page, letters, number, fonts)
        tags.extend(here.tags())
        runs.extend(here.runs())
        lost.extend([number] * _lost(document, page))
        stray.extend(stray_runs(here.placed(), number, is_wall=is_wall))
        misread.extend(here.misread)
        actions.extend((number, name) for name in _actions(page))
        if here.says_instead:
            instead[number] = text
        letters.close()
        page.close()
    inside, told = expanded(data), {name for _, name in actions}
    actions.extend((None, name) for name in actions_in(inside) if name not in told)
    claims = {f"{a.decode()}/{b.decode()}": value.decode() for a, b, value in _CLAIM.findall(data)}
    content, described = said.content, metadata_in(data)
    bookmarks = tuple((item.level, item.get_title()) for item in document.get_toc())
    return Document(
        content=replace(content, beside=tuple(_beside(content, described, bookmarks, tags))),
        claims=claims,
        tagged=bool(raw.FPDFCatalog_IsTagged(document)),
        lang=_utf16(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size)),
        tags=tuple(tags),
        runs=tuple(runs),
        bookmarks=bookmarks,
        fonts=fonts,
        lost=tuple(lost),
        attached=max(raw.FPDFDoc_GetAttachmentCount(document), 0),
        size=len(data),
        described=described,
        actions=tuple(actions),
        titled=re.search(rb"/DisplayDocTitle\s+true", inside) is not None,
        locked=raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
        stray=tuple(stray),
        misread=(*misread_words(instead, data), *misread),
    )


def _beside(
    content: PdfContent, described: tuple[str, ...], bookmarks: tuple[tuple[int, str], ...], tags: list[Tag]
) -> Iterator[tuple[int | None, str]]:
    """What a PDF says besides its text."""
    yield from ((None, text) for text in (*content.metadata.values(), *described))
    yield from ((None, title) for _, title in bookmarks)
    yield from ((tag.page, tag.alt) for tag in tags if tag.alt)


def _lost(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> int:
    """How many of a page's links lead neither to an address nor to a page."""
    position, link, count = ctypes.c_int(0), raw.FPDF_LINK(), 0
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) != raw.PDFACTION_GOTO:
            continue  # an address, or something that a link should not do: see `_actions`
        goal = raw.FPDFLink_GetDest(document, link)
        count += not goal or not 0 <= raw.FPDFDest_GetDestPageIndex(document, goal) < len(document)
    return count


def _actions(page: pdfium.PdfPage) -> Iterator[str]:
    """What a page's links do but lead to an address or within the document."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        kind = raw.FPDFAction_GetType(action) if action else raw.PDFACTION_GOTO
        if kind not in (raw.PDFACTION_GOTO, raw.PDFACTION_URI):
            yield _KINDS.get(kind, "/JavaScript")


#: Types of PDFium's actions by the name in the file; it knows no other.
_KINDS: Final = {raw.PDFACTION_REMOTEGOTO: "/GoToR", raw.PDFACTION_LAUNCH: "/Launch"}

#: A buffer that most answers fit into.
_Room: Final = ctypes.c_ushort * 1024


def _utf16(ask: Callable[[Any, int], int]) -> str:
    """What PDFium writes into a buffer as UTF-16 with a zero at its end; sizes are bytes."""
    room: ctypes.Array[ctypes.c_ushort] = _Room()
    size = ask(room, ctypes.sizeof(room))
    if size > ctypes.sizeof(room):
        room = (ctypes.c_ushort * (size // 2 + 1))()
        ask(room, size)
    return ctypes.string_at(room, max(size - 2, 0)).decode("utf-16-le", "replace")
