"""A page of a PDF as what reads it aloud meets it: runs of text by their marks, its part of the tag tree."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from . import pdfium_calls as calls
from .text_block import Bounds, PlacedRun
from .text_layer import MisreadWord, misread_element

#: Tags within each other beyond which nobody's manual goes.
_DEEPEST: Final = 60
_HEADER_CELL: Final = "TH"
#: Kinds of a page's objects.
_TEXT: Final = raw.FPDF_PAGEOBJ_TEXT
_FORM: Final = raw.FPDF_PAGEOBJ_FORM


class Tag(NamedTuple):
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


class Run(NamedTuple):
    """A run of text with its language: of its own mark, else of the element that it stands in; else empty."""

    page: int
    text: str
    lang: str


class TaggedPage:
    """A page's runs of text by their marks, and its part of the tag tree.

    ``says_instead``: whether PDFium takes some of its text from ``/ActualText``, or may do so.
    """

    def __init__(self, page: pdfium.PdfPage, letters: Any, number: int, fonts: dict[str, bool]) -> None:
        self.number, self.says_instead = number, False
        self.texts: dict[int, str] = {}
        #: The languages of structure elements, by what they hold.
        self.langs: dict[int, str] = {}
        #: Elements that say other words than their text; to be asked for after `tags`.
        self.misread: list[MisreadWord] = []
        self._page, self._letters = page, calls.address(letters.raw)
        self._fonts, self._known = fonts, set[int]()
        self._runs: list[tuple[int, str, str]] = []
        self._placed: list[tuple[int, str, Bounds]] = []
        #: Language of each mark, by its handle.
        self._marks: dict[int, str] = {}
        #: Numbers of the structure elements, from 1, that marked contents stand in.
        self._elements: dict[int, int] = {}
        self._numbers = count(1)
        self._answers = calls.Answers()
        self._sides = (ctypes.c_float * 4)()
        side, at = ctypes.sizeof(ctypes.c_float), ctypes.addressof(self._sides)
        self._corners = tuple(at + index * side for index in range(4))
        self._objects()

    def _objects(self) -> None:
        page, object_at, object_type = calls.address(self._page.raw), calls.object_at, calls.object_type
        for index in range(raw.FPDFPage_CountObjects(self._page)):
            found = object_at(page, index)
            kind = object_type(found)
            if kind == _TEXT:
                self._text(found)
            elif kind == _FORM:
                self.says_instead = True  # what is within it is not looked at here

    def _text(self, found: int) -> None:
        font = calls.text_font(found) or 0
        if font not in self._known:
            self._font(font)
        text = self._answers.of_two(calls.text_letters, found, self._letters)
        if "\x02" in text:  # PDFium's sign for a hyphen at a line's end
            text = text.replace("\x02", "-")
        mcid = calls.marked_content(found)
        if text and not text.isspace() and calls.object_bounds(found, *self._corners):
            self._placed.append((mcid, text, Bounds._make(self._sides)))
        lang = self._marked_lang(found)
        if mcid >= 0:
            self.texts[mcid] = self.texts.get(mcid, "") + text
            self._runs.append((mcid, text, lang))

    def _font(self, address: int) -> None:
        """Note a font of the page, once."""
        self._known.add(address)
        font = ctypes.cast(address, raw.FPDF_FONT)
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 1))
        raw.FPDFFont_GetBaseFontName(font, buffer, size)
        name = buffer.value.decode("utf-8", "replace")
        self._fonts[name] = self._fonts.get(name, True) and raw.FPDFFont_GetIsEmbedded(font) == 1

    def _marked_lang(self, found: int) -> str:
        """The language that an object's marks say; that one of them has ``/ActualText`` is noted."""
        lang, mark_at, marks = "", calls.mark_at, self._marks
        for index in range(calls.count_marks(found)):
            mark = mark_at(found, index)
            own = marks.get(mark)
            if own is None:
                own = marks[mark] = self._answers.of_mark(mark, b"Lang")
                if calls.mark_value_type(mark, b"ActualText") != raw.FPDF_OBJECT_UNKNOWN:
                    self.says_instead = True
            lang = lang or own
        return lang

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
        tree = raw.FPDF_StructTree_GetForPage(self._page)
        if not tree:
            return
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                yield from self._tag(calls.address(raw.FPDF_StructTree_GetChildAtIndex(tree, index)), ())
        finally:
            raw.FPDF_StructTree_Close(tree)

    def _tag(self, element: int, above: tuple[str, ...], outer: str = "") -> list[Tag]:
        if not element or len(above) > _DEEPEST:
            return []
        ask = self._answers.of
        role, own = ask(calls.tag_type, element), ask(calls.tag_lang, element)
        within, lang = (*above, role), own or outer
        below: list[Tag] = []
        text, number = "", next(self._numbers)
        child_content, texts, langs, elements = calls.child_content, self.texts, self.langs, self._elements
        for index in range(calls.count_children(element)):
            mcid = child_content(element, index)
            if mcid >= 0:
                text += texts.get(mcid, "")
                langs[mcid] = lang
                elements[mcid] = number
            elif child := calls.child_at(element, index):
                found = self._tag(child, within, lang)
                text += found[0].text if found else ""
                below.extend(found if not _is_word(found) else ())
        instead = ask(calls.tag_instead, element)
        if instead:
            self.misread.extend(misread_element(self.number, instead, text))
        scope = self._answers.of_two(calls.tag_attribute, element, b"Scope") if role == _HEADER_CELL else ""
        alt = ask(calls.tag_alt, element)
        return [Tag(role, self.number, above, instead or text, alt, own, scope, not below), *below]


def _is_word(found: Sequence[Tag]) -> bool:
    """Whether an element is a word with its reading: a part of a text, not a text of its own."""
    return len(found) == 1 and found[0].role == "Span" and bool(found[0].alt)
