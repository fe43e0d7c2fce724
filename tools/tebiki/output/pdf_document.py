"""A finished PDF as what reads it aloud meets it: the tag tree, languages, bookmarks, fonts.

Read with PDFium, which the build has anyway. It sees the tree page by page: an element that goes on
over a page's end is met on both.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
from pikepdf import PdfError
from pypdfium2 import raw

from ..content.output_names import is_summary
from ..content.pdf_info import PdfContent
from .document import Document, NoPdfError, ReadPage
from .kept_readings import hash_of, keep_reading, recall_reading, shared_folder
from .pdf_bytes import actions_in, expanded, metadata_in
from .pdf_codes import content_of, read_page_content
from .pdf_page import Tag, TaggedPage
from .same_pages import same_pages
from .text_block import stray_runs
from .text_layer import misread_words

#: Pages beyond which nobody's manual goes.
MOST_PAGES: Final = 300
_CLAIM: Final = re.compile(rb"<pdf(u?a)id:(part|conformance)>\s*(\w+)")


def read_document(path: Path, cache: Path | None = None, before: Path | None = None) -> Document:
    """Read a PDF; one with the same bytes is read once. Raises `NoPdfError`.

    ``cache``: a folder in which readings are kept and looked for, beside the command's own
    (`kept_readings.share_readings`). ``before``: the same manual's PDF in an earlier output; of pages that
    are the same in both, what was read then is taken if the cache still has it.
    """
    return _document(path, hash_of(path), cache, before)


@lru_cache(64)
def _document(path: Path, digest: bytes, cache: Path | None, before: Path | None) -> Document:
    """``digest`` tells of a file that was written anew."""
    folders = [folder for folder in (shared_folder(), cache) if folder]
    found = {folder: recall_reading(path, digest, folder) for folder in folders}
    document = next(filter(None, found.values()), None)
    document = document or _opened(path, _known_pages(path, cache, before))
    for folder, kept in found.items():
        if kept is None:
            keep_reading(document, path, digest, folder)
    return document


def _known_pages(path: Path, cache: Path | None, before: Path | None) -> dict[int, ReadPage]:
    """Pages of a PDF (from 1) that are as in the one ``before``, with what was read of them then."""
    if cache is None or before is None or is_summary(before.name) != is_summary(path.name):
        return {}
    try:
        data = before.read_bytes()
    except OSError:
        return {}
    document = recall_reading(before, sha256(data).digest(), cache)
    if document is None:
        return {}
    pages = document.pages()
    return {number: pages[number] for number in same_pages(data, path.read_bytes()) if number in pages}


def _opened(path: Path, known: Mapping[int, ReadPage]) -> Document:
    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise NoPdfError(str(error)) from None
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise NoPdfError(f"{len(document)} pages")
        return _read(document, path.read_bytes(), known, is_wall=is_summary(path.name))
    except (pdfium.PdfiumError, PdfError) as error:
        raise NoPdfError(str(error)) from None
    finally:
        document.close()


def _read(
    document: pdfium.PdfDocument, data: bytes, known: Mapping[int, ReadPage], *, is_wall: bool
) -> Document:
    """All of an open document, each page loaded once, if it is not known."""
    pages = {
        number: known.get(number) or _read_page(document, number, is_wall=is_wall)
        for number in range(1, len(document) + 1)
    }
    tags = [tag for page in pages.values() for tag in page.tags]
    instead = {number: page.text for number, page in pages.items() if page.says_instead}
    actions: list[tuple[int | None, str]] = [
        (number, name) for number, page in pages.items() for name in page.actions
    ]
    inside, told = expanded(data), {name for _, name in actions}
    actions.extend((None, name) for name in actions_in(inside) if name not in told)
    claims = {f"{a.decode()}/{b.decode()}": value.decode() for a, b, value in _CLAIM.findall(data)}
    content, described = content_of(document, pages.values()), metadata_in(data)
    bookmarks = tuple((item.level, item.get_title()) for item in document.get_toc())
    return Document(
        content=replace(content, beside=tuple(_beside(content, described, bookmarks, tags))),
        claims=claims,
        tagged=bool(raw.FPDFCatalog_IsTagged(document)),
        lang=_utf16(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size)),
        tags=tuple(tags),
        runs=tuple(run for page in pages.values() for run in page.runs),
        bookmarks=bookmarks,
        page_fonts=tuple(page.fonts for page in pages.values()),
        lost=tuple(number for number, page in pages.items() for _ in range(page.lost)),
        attached=max(raw.FPDFDoc_GetAttachmentCount(document), 0),
        size=len(data),
        described=described,
        actions=tuple(actions),
        titled=re.search(rb"/DisplayDocTitle\s+true", inside) is not None,
        locked=raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
        stray=tuple(stray for page in pages.values() for stray in page.stray),
        misread=(*misread_words(instead, data), *(word for page in pages.values() for word in page.misread)),
    )


def _read_page(document: pdfium.PdfDocument, number: int, *, is_wall: bool) -> ReadPage:
    """A page (from 1) of an open document."""
    page = document[number - 1]
    letters = page.get_textpage()
    content = read_page_content(document, page, letters, scan="linked")
    fonts: dict[str, bool] = {}
    here = TaggedPage(page, letters, number, fonts)
    read = ReadPage(
        text=content.text,
        codes=content.codes,
        links=[*content.links],
        tags=[*here.tags()],
        runs=[*here.runs()],
        fonts=fonts,
        lost=_lost(document, page),
        stray=[*stray_runs(here.placed(), number, is_wall=is_wall)],
        misread=here.misread,
        actions=[*_actions(page)],
        says_instead=here.says_instead,
    )
    letters.close()
    page.close()
    return read


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
