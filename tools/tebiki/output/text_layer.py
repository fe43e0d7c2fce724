"""A finished PDF as readers see it that do not use ``/ActualText``: Firefox, MuPDF, most indexers.

Typst notes in ``/ActualText`` what a glyph stands for where the font's own table says something else, as
for a glyph that several letters share. PDFium reads it, so its text is right even where those readers find
another letter. A copy without it, read by the same PDFium, says what they find.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

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


class MisreadWord(NamedTuple):
    """The first word of a page (from 1) that readers find otherwise: as it is, and as they ``read`` it."""

    page: int
    tagged: str
    read: str


def misread_words(tagged: Mapping[int, str], data: bytes) -> Iterator[MisreadWord]:
    """The first misread word of each page of the PDF ``data`` that PDFium may read otherwise without the key.

    ``tagged``: each such page (from 1) with its text by PDFium. On all others no text stands in a mark with
    ``/ActualText``, which alone PDFium asks, so that both readings are one.

    Raises `pikepdf.PdfError` or `PdfiumError` for a damaged file.
    """
    if not tagged:
        Pdf.open(io.BytesIO(data)).close()  # stricter than PDFium: what it does not open is damaged
        return
    copy = without_actual_text(data)
    if copy is None:  # nothing was taken out: both readings are one
        return
    document = pdfium.PdfDocument(copy)
    try:
        for number, text in tagged.items():
            found = first_difference(text, document[number - 1].get_textpage().get_text_bounded())
            if found is not None:
                yield MisreadWord(number, *found)
    finally:
        document.close()


def without_actual_text(data: bytes) -> bytes | None:
    """A copy of a PDF in which no ``/ActualText`` is left; None where there was none."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        if sum(_strip(found) for found in pdf.objects) == 0:
            return None
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _strip(found: Object) -> int:
    """Take the key out of an object; how many there were."""
    count = _strip_operators(found) if isinstance(found, Stream) and _has_operators(found) else 0
    if _KEY.encode() in found.unparse(resolved=True):  # quicker than to walk through each
        count += _strip_keys(found)
    return count


def _has_operators(stream: Stream) -> bool:
    kinds = {str(stream.get("/Type")), str(stream.get("/Subtype"))}
    return "/Length1" not in stream and _NO_CONTENT.isdisjoint(kinds)


def _strip_operators(stream: Stream) -> int:
    try:
        data, count = _NAME.subn(_UNREAD, stream.read_bytes())
    except (DataDecodingError, PdfError):
        return 0  # a picture's filter, or damaged: PDFium finds no operators in it, either
    if count:
        stream.write(data)
    return count


def _strip_keys(found: Object) -> int:
    """Take the key out of a dictionary and those directly within; how many there were."""
    if isinstance(found, Array):
        return sum(_strip_keys(each) for each in found if _is_direct(each))
    if not isinstance(found, Dictionary | Stream):
        return 0
    count = int(_KEY in found)
    if count:
        del found[_KEY]
    return count + sum(_strip_keys(each) for _, each in found.items() if _is_direct(each))


def _is_direct(found: object) -> bool:
    """Whether it stands within its holder; numbers come as Python's own."""
    return isinstance(found, Object) and not found.is_indirect


def misread_element(page: int, instead: str, text: str) -> Iterator[MisreadWord]:
    """Where an element of the tag tree says ``instead`` that does not hold the ``text`` on its page."""
    if text and _Letters(text).letters not in _Letters(instead).letters:
        words = first_difference(instead, text)
        yield from [MisreadWord(page, *words)] if words else ()


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
    word = one.word_at(at)
    return word, other.word_at(at, len(word))


class _Letters:
    """The letters of a text in order, without blanks, and the words that they stand in."""

    def __init__(self, text: str) -> None:
        self._words: list[str] = _WORD.findall(_seen(text))
        self.letters = "".join(self._words)

    def word_at(self, index: int, least: int = 0) -> str:
        """The word that a letter stands in, at most a line's part of it; empty behind the last.

        With words after it until ``least`` letters are shown.
        """
        begin = 0
        for number, word in enumerate(self._words):
            if index < begin + len(word):
                start = max(index - begin - _BESIDE, 0)
                shown = word[start : index - begin + _BESIDE + 1]
                for after in self._words[number + 1 :]:
                    if len(shown) >= least:
                        break
                    shown += " " + after
                return shown
            begin += len(word)
        return ""


def _seen(text: str) -> str:
    """The text in one form of its letters, without signs that nobody sees."""
    whole = _LINE_HYPHEN.sub("", text)
    kept = (sign for sign in whole if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", "".join(kept).translate(_SAME_GLYPH))
