"""A finished PDF as what reads it aloud meets it: the tag tree, languages, bookmarks, fonts.

Read with PDFium, which the build has anyway. It sees the tree page by page: an element that goes on
over a page's end is met on both.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
from pikepdf import PdfError
from pypdfium2 import raw

from ..content.output_names import is_summary
from ..content.pdf_info import PdfContent
from .kept_documents import find_document, keep_document
from .pdf_bytes import actions_in, expanded, metadata_in
from .pdf_codes import read_content
from .text_block import Bounds, PlacedRun, StrayRun, stray_runs
from .text_layer import MisreadWord, misread_element, misread_words

#: Pages and tags within each other beyond which nobody's manual goes.
MOST_PAGES: Final = 300
_DEEPEST: Final = 60
_CLAIM: Final = re.compile(rb"<pdf(u?a)id:(part|conformance)>\s*(\w+)")


class NoPdfError(Exception):
    """The file is no PDF, a damaged one, or one with a password."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the tag tree on a page (from 1).

    ``text``: all of it that is on that page, or what is read aloud in its place. ``langs``: of the
    runs of text that are its own and say a language. ``scope``: of a header cell.
    """

    role: str
    page: int
    above: tuple[str, ...]
    text: str
    alt: str
    lang: str
    scope: str
    leaf: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text with its language: of its own mark, else of the element that it stands in; else empty."""

    page: int
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF, read back. ``claims``: what its metadata says that it keeps to, as ``ua/part`` → ``1``.

    ``lost``: pages with a link within the document that leads nowhere; ``fonts``: name → whether embedded;
    ``attached``: how many files it holds; ``described``: the texts of its XMP metadata; ``actions``: what
    it would do by itself or at a click, with the page (None: as a whole); ``titled``: whether its title,
    not its file's name, is shown in the window; ``locked``: whether it is encrypted; ``stray``: text that
    is set where no reader sees it whole; ``misread``: words that readers find otherwise which do not use
    ``/ActualText``.
    """

    content: PdfContent
    claims: dict[str, str]
    tagged: bool
    lang: str
    tags: tuple[Tag, ...]
    runs: tuple[Run, ...]
    bookmarks: tuple[tuple[int, str], ...]
    fonts: dict[str, bool]
    lost: tuple[int, ...]
    attached: int
    size: int
    described: tuple[str, ...] = ()
    actions: tuple[tuple[int | None, str], ...] = ()
    titled: bool = True
    locked: bool = False
    stray: tuple[StrayRun, ...] = ()
    misread: tuple[MisreadWord, ...] = ()


def read_document(path: Path) -> Document:
    """Read a PDF; one with the same bytes is read once. Raises `NoPdfError`."""
    data = path.read_bytes()
    return _document(path, hashlib.sha256(data).digest())


@lru_cache(64)
def _document(path: Path, digest: bytes) -> Document:
    """``digest`` tells of a file that was written anew."""
    kept = find_document(path, digest)
    if isinstance(kept, Document):
        return kept
    read = _opened(path)
    keep_document(path, digest, read)
    return read


def _opened(path: Path) -> Document:
    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise NoPdfError(str(error)) from None
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise NoPdfError(f"{len(document)} pages")
        return _read(document, path)
    except (pdfium.PdfiumError, PdfError) as error:
        raise NoPdfError(str(error)) from None
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, path: Path) -> Document:
    data, is_wall = path.read_bytes(), is_summary(path.name)
    tags: list[Tag] = []
    runs: list[Run] = []
    fonts: dict[str, bool] = {}
    lost: list[int] = []
    stray: list[StrayRun] = []
    misread: list[MisreadWord] = []
    inside = expanded(data)
    actions: list[tuple[int | None, str]] = []
    for number in range(len(document)):
        page = document[number]
        here = _Page(page, number + 1, fonts)
        tags.extend(here.tags())
        runs.extend(here.runs())
        lost.extend([number + 1] * _lost(document, page))
        stray.extend(stray_runs(here.placed(), number + 1, is_wall=is_wall))
        misread.extend(here.misread)
        actions.extend((number + 1, name) for name in _actions(page))
    told = {name for _, name in actions}
    actions.extend((None, name) for name in actions_in(inside) if name not in told)
    claims = {f"{a.decode()}/{b.decode()}": value.decode() for a, b, value in _CLAIM.findall(data)}
    content, described = read_content(document, scan="linked"), metadata_in(data)
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
        misread=(*misread_words(content.texts, data), *misread),
    )


def _beside(
    content: PdfContent, described: tuple[str, ...], bookmarks: tuple[tuple[int, str], ...], tags: list[Tag]
) -> Iterator[tuple[int | None, str]]:
    """What a PDF says besides its text."""
    yield from ((None, text) for text in (*content.metadata.values(), *described))
    yield from ((None, title) for _, title in bookmarks)
    yield from ((tag.page, tag.alt) for tag in tags if tag.alt)


class _Page:
    """A page's runs of text by their marks, and its part of the tag tree."""

    def __init__(self, page: pdfium.PdfPage, number: int, fonts: dict[str, bool]) -> None:
        self.page, self.number = page, number
        self.texts: dict[int, str] = {}
        #: The languages of structure elements, by what they hold.
        self.langs: dict[int, str] = {}
        self._runs: list[tuple[int, str, str]] = []
        self.fonts: set[int] = set()
        self._placed: list[tuple[int, str, Bounds]] = []
        #: Elements that say other words than their text; to be asked for after `tags`.
        self.misread: list[MisreadWord] = []
        #: Numbers of the structure elements, from 1, that marked contents stand in.
        self._elements: dict[int, int] = {}
        self._numbers = count(1)
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        text_page = page.get_textpage()
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._object(raw.FPDFPage_GetObject(page, index), text_page, fonts)

    def _object(self, found: Any, text_page: Any, fonts: dict[str, bool]) -> None:
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_TEXT:
            return
        self._font(raw.FPDFTextObj_GetFont(found), fonts)
        text = _utf16(lambda buffer, size: raw.FPDFTextObj_GetText(found, text_page, buffer, size))
        text = text.replace("\x02", "-")  # PDFium's sign for a hyphen at a line's end
        mcid = raw.FPDFPageObj_GetMarkedContentID(found)
        if text.strip() and (bounds := self._bounds(found)):
            self._placed.append((mcid, text, bounds))
        if mcid >= 0:
            self.texts[mcid] = self.texts.get(mcid, "") + text
            self._runs.append((mcid, text, _marked_lang(found)))

    def _bounds(self, found: Any) -> Bounds | None:
        """Where an object stands on the page; None where PDFium cannot tell."""
        if not raw.FPDFPageObj_GetBounds(found, *self._sides):
            return None
        return Bounds(*(side.value for side in self._sides))

    def _font(self, font: Any, fonts: dict[str, bool]) -> None:
        """Note a font of the page, once."""
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self.fonts:
            self.fonts.add(address)
            name = _utf8(lambda buffer, size: raw.FPDFFont_GetBaseFontName(font, buffer, size))
            fonts[name] = fonts.get(name, True) and raw.FPDFFont_GetIsEmbedded(font) == 1

    def placed(self) -> list[PlacedRun]:
        """The page's runs where they are set. To be asked for after `tags`."""
        return [
            PlacedRun(text, bounds, mcid >= 0, self._elements.get(mcid, 0))
            for mcid, text, bounds in self._placed
        ]

    def runs(self) -> Iterator[Run]:
        """Runs of text with their language: the mark's, else that of the element they stand in.

        To be asked for after `tags`.
        """
        for mcid, text, lang in self._runs:
            yield Run(self.number, text, lang or self.langs.get(mcid, ""))

    def tags(self) -> Iterator[Tag]:
        """The page's elements in reading order."""
        tree = raw.FPDF_StructTree_GetForPage(self.page)
        if not tree:
            return
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                yield from self._tag(raw.FPDF_StructTree_GetChildAtIndex(tree, index), ())
        finally:
            raw.FPDF_StructTree_Close(tree)

    def _tag(self, element: Any, above: tuple[str, ...], outer: str = "") -> list[Tag]:
        if not element or len(above) > _DEEPEST:
            return []
        role = _utf16(lambda b, n: raw.FPDF_StructElement_GetType(element, b, n))
        own = _utf16(lambda b, n: raw.FPDF_StructElement_GetLang(element, b, n))
        below: list[Tag] = []
        text, number = "", next(self._numbers)
        for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                text += self.texts.get(mcid, "")
                self.langs[mcid] = own or outer
                self._elements[mcid] = number
            elif child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
                found = self._tag(child, (*above, role), own or outer)
                text += found[0].text if found else ""
                below.extend(found if not _is_word(found) else ())
        instead = _utf16(lambda b, n: raw.FPDF_StructElement_GetActualText(element, b, n))
        self.misread.extend(misread_element(self.number, instead, text) if instead else ())
        tag = Tag(
            role=role,
            page=self.number,
            above=above,
            text=instead or text,
            alt=_utf16(lambda b, n: raw.FPDF_StructElement_GetAltText(element, b, n)),
            lang=own,
            scope=_utf16(lambda b, n: raw.FPDF_StructElement_GetStringAttribute(element, b"Scope", b, n)),
            leaf=not below,
        )
        return [tag, *below]


def _is_word(found: Sequence[Tag]) -> bool:
    """Whether an element is a word with its reading: a part of a text, not a text of its own."""
    return len(found) == 1 and found[0].role == "Span" and bool(found[0].alt)


def _marked_lang(found: Any) -> str:
    for index in range(max(raw.FPDFPageObj_CountMarks(found), 0)):
        mark = raw.FPDFPageObj_GetMark(found, index)
        size = ctypes.c_ulong(0)
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", None, 0, size)
        if size.value > 2:
            buffer = (ctypes.c_ushort * (size.value // 2 + 1))()
            raw.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", buffer, size.value, size)
            return bytes(buffer)[: size.value].decode("utf-16-le", "replace").rstrip("\0")
    return ""


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


def _utf8(ask: Callable[[Any, int], int]) -> str:
    size = ask(None, 0)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.value.decode("utf-8", "replace")
