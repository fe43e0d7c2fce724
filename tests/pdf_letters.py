"""What a finished PDF's letters must hold, by the boxes of their glyphs: nothing touches, nothing is torn.

Gates as in `pdf_gates`: each takes the file and returns what is wrong, in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

_PUNCTUATION = "、。「」『』（）…・"
#: Points that are free between an underscore and the line below it, to be seen on paper.
_BELOW_UNDERSCORE = 0.3


def overlaps(path: Path) -> list[str]:
    """No sign is printed over its neighbour (punctuation squeezed twice)."""
    found = []
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        for number, sheet in enumerate(pdf, 1):
            found += [f"page {number}: 「{pair}」 overlap" for pair in _overlapping(sheet.get_textpage())]
    return found


def _overlapping(page: pypdfium2.PdfTextPage) -> Iterator[str]:
    signs = [chr(pdfium.FPDFText_GetUnicode(page, i)) for i in range(page.count_chars())]
    places = [(sign, page.get_charbox(i)) for i, sign in enumerate(signs)]
    for (a, first), (b, second) in pairwise(places):
        same_line = min(first[3], second[3]) > max(first[1], second[1]) - 6 and second[0] >= first[0]
        if same_line and {a, b} & set(_PUNCTUATION) and first[2] - second[0] > 0.4:
            yield a + b


def readings(path: Path) -> list[str]:
    """No reading touches the text of a line, or another reading, by the boxes of their glyphs.

    Readings are no content (artifacts), like headers and drawn numbers, which may not touch text either.
    """
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return [
            f"page {number}: 「{reading}」 touches 「{text}」"
            for number, sheet in enumerate(pdf, 1)
            for reading, text in _touched(sheet)
        ]


def _touched(sheet: pypdfium2.PdfPage) -> Iterator[tuple[str, str]]:
    """Texts of each artifact and of what it touches."""
    page = sheet.get_textpage()
    drawn: list[tuple[str, tuple[float, ...]]] = []
    said: list[tuple[str, tuple[float, ...]]] = []
    for found in sheet.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], textpage=page):
        is_content = pdfium.FPDFPageObj_GetMarkedContentID(found) >= 0
        (said if is_content else drawn).append((found.extract().strip(), found.get_bounds()))
    for index, (reading, place) in enumerate(drawn):
        for text, other in (*said, *drawn[index + 1 :]):
            if reading and text and _share(place, other) > 0:
                yield reading, text


def _share(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """By how many points two boxes lie upon each other in that direction where it is less."""
    return min(min(one[i + 2], other[i + 2]) - max(one[i], other[i]) for i in (0, 1))


def underscores(path: Path) -> list[str]:
    """No line drawn below a word hides its underscore."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return [
            f"page {number}: a line hides an underscore at {place[0]:.0f}, {place[1]:.0f}"
            for number, sheet in enumerate(pdf, 1)
            for place in _hidden(sheet)
        ]


def _hidden(sheet: pypdfium2.PdfPage) -> Iterator[tuple[float, ...]]:
    page = sheet.get_textpage()
    drawn = [found.get_bounds() for found in sheet.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
    lines = [place for place in drawn if place[3] - place[1] < 3]
    for index in range(page.count_chars()):
        if pdfium.FPDFText_GetUnicode(page, index) == ord("_"):
            left, bottom, right, top = page.get_charbox(index)
            place = (left, bottom - _BELOW_UNDERSCORE, right, top + _BELOW_UNDERSCORE)
            if any(_share(place, line) > 0 for line in lines):
                yield place
