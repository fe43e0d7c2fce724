"""A finished PDF as readers see it that do not use ``/ActualText``: Firefox, MuPDF, most indexers.

Typst notes in ``/ActualText`` what a glyph stands for where the font's own table says something else, as
for a glyph that several letters share. PDFium reads it, so its text is right even where those readers find
another letter. A copy without it, read by the same PDFium, says what they find.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
from pikepdf import Array, DataDecodingError, Dictionary, Object, Pdf, PdfError, Stream

_KEY: Final = "/ActualText"
#: The key as a whole name in a content stream, and the unused name of a private key that takes its place:
#: the string behind it then needs no parser.
_NAME: Final = re.compile(rb"/ActualText(?=[\s<>\[\](){}/%])")
_UNREAD: Final = b"/tebiki_Unread"
#: Streams that hold no operators, by their type and subtype.
_NO_CONTENT: Final = frozenset(
    {"/XRef", "/ObjStm", "/CMap", "/Metadata", "/EmbeddedFile"}
    | {"/Image", "/XML", "/Type1C", "/CIDFontType0C", "/OpenType"}
)
#: Letters before and after the first wrong one that are shown where words are not divided by blanks.
_BESIDE: Final = 12
#: Letters that look the same: fonts have one glyph for both, which can stand for one of them only.
_SAME_GLYPH: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "～": "〜"})
#: A hyphen at the end of a line, as PDFium gives it or as it stands.
_LINE_HYPHEN: Final = re.compile(r"[-\xad\x02\ufffe][ \t]*(?=[\r\n])")
#: A word and what divides it from the next.
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class MisreadWord:
    """The first word of a page (from 1) that readers find otherwise: ``tagged`` as it is, ``read`` as found."""

    page: int
    tagged: str
    read: str


def misread_words(tagged: Sequence[str], data: bytes) -> Iterator[MisreadWord]:
    """The first misread word of each page of the PDF ``data``; ``tagged``: the text of each as PDFium reads it.

    Raises `pikepdf.PdfError` or `PdfiumError` for a damaged file.
    """
    copy = without_actual_text(data)
    if copy is None:  # nothing was taken out: both readings are one
        return
    document = pdfium.PdfDocument(copy)
    try:
        for number, text in enumerate(tagged):
            found = first_difference(text, document[number].get_textpage().get_text_bounded())
            if found is not None:
                yield MisreadWord(number + 1, *found)
    finally:
        document.close()


def without_actual_text(data: bytes) -> bytes | None:
    """A copy of a PDF in which no ``/ActualText`` is left; None where there was none."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        # A list: to evaluate all of them, not to stop at the first.
        if not any([_strip(found) for found in pdf.objects]):
            return None
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _strip(found: Object) -> bool:
    """Take the key out of an object; whether there was one."""
    stripped = _strip_operators(found) if isinstance(found, Stream) and _has_operators(found) else False
    return (_KEY.encode() in found.unparse() and _strip_keys(found)) or stripped


def _has_operators(stream: Stream) -> bool:
    return _NO_CONTENT.isdisjoint((str(stream.get("/Type")), str(stream.get("/Subtype")))) and (
        "/Length1" not in stream
    )


def _strip_operators(stream: Stream) -> bool:
    try:
        data, count = _NAME.subn(_UNREAD, stream.read_bytes())
    except (DataDecodingError, PdfError):
        return False  # a picture's filter, or damaged: PDFium finds no operators in it, either
    if count:
        stream.write(data)
    return count > 0


def _strip_keys(found: Object) -> bool:
    """Take the key out of a dictionary and those directly within."""
    if isinstance(found, Array):
        return any([_strip_keys(each) for each in found if not each.is_indirect])
    if not isinstance(found, Dictionary | Stream):
        return False
    had = _KEY in found
    if had:
        del found[_KEY]
    below = [_strip_keys(each) for _, each in found.items() if not each.is_indirect]
    return had or any(below)


def first_difference(tagged: str, read: str) -> tuple[str, str] | None:
    """The first words in which two readings of a page differ in letters; None where all letters agree.

    Blanks, line ends, hyphens at them and signs that nobody sees are no letters: PDFium works out some of
    them from where glyphs stand. Marks of their own and letters that hold them are the same.
    """
    one, other = _Letters(tagged), _Letters(read)
    if one.letters == other.letters:
        return None
    pairs = enumerate(zip(one.letters, other.letters, strict=False))
    shorter = min(len(one.letters), len(other.letters))
    at = next((index for index, (left, right) in pairs if left != right), shorter)
    return one.word_at(at), other.word_at(at)


class _Letters:
    """The letters of a text in order, without blanks, and the words that they stand in."""

    def __init__(self, text: str) -> None:
        self._words = _WORD.findall(_seen(text))
        self.letters = "".join(self._words)

    def word_at(self, index: int) -> str:
        """The word that a letter stands in, at most a line's part of it; empty behind the last."""
        begin = 0
        for word in self._words:
            if index < begin + len(word):
                start = max(index - begin - _BESIDE, 0)
                return word[start : index - begin + _BESIDE + 1]
            begin += len(word)
        return ""


def _seen(text: str) -> str:
    """The text in one form of its letters, without signs that nobody sees."""
    whole = _LINE_HYPHEN.sub("", text)
    kept = (sign for sign in whole if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", "".join(kept).translate(_SAME_GLYPH))
