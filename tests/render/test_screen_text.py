"""The text of the drawings as it is set: read back from a PDF of each, not taken from what it declares."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tebiki.model.legible import WEB, print_limit
from tebiki.model.screen import Drawing, Inputs
from tebiki.parse.labels import load_labels
from tebiki.parse.screens import list_screens, load_screen
from tebiki.render.drawing import PX, _compiler, compile_drawing, inputs_of

REPOSITORY = Path(__file__).parents[2]
SCREENS = REPOSITORY / "screenshots"
LABELS = load_labels(REPOSITORY / "docs" / "labels")
FACTS = {"certificate.file": "KNPKI250301.p12", "certificate.stored_name": "KNPKI250301"}
#: What nobody has to read: the clock, Chrome's number of tabs, letters on keys, a sign of the illustration.
ORNAMENT = {
    "android": "9:301",
    "ios/passcode": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "shared/two-factor": "ID",
}


class Sign(NamedTuple):
    """A character: its size in pt, and its middle in px of the picture."""

    size: float
    text: str
    x: float
    y: float


def drawing(name: str) -> tuple[Drawing, Inputs]:
    source = load_screen(SCREENS, name, "ja").source
    assert isinstance(source, Drawing)
    texts = {key: label.text("ja") for key, label in LABELS.items()}
    return source, inputs_of(source, Inputs("ja", texts, FACTS))


def signs(source: Drawing, inputs: Inputs) -> tuple[float, list[Sign]]:
    """The page's width in pt and all that is printed on it."""
    pdf = _compiler(source, inputs).compile(format="pdf")
    assert isinstance(pdf, bytes)
    page = pypdfium2.PdfDocument(pdf)[0]
    width, height = page.get_size()
    text, found = page.get_textpage(), []
    for index in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        left, bottom, right, top = text.get_charbox(index)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        if not sign.isspace():
            found.append(Sign(size, sign, (left + right) / 2 * PX, (height - (top + bottom) / 2) * PX))
    return width, found


@pytest.mark.parametrize("name", list_screens(SCREENS))
def test_text_is_as_large_as_it_has_to_be(name: str) -> None:
    """12 CSS px on a phone and 7 pt in print: every word of a screen, not only what a mark points to."""
    width, found = signs(*drawing(name))
    limits = (WEB, print_limit(name))
    small = {s.text for s in found if any(limit.shown(s.size, width) < limit.least for limit in limits)}
    assert small <= set(ORNAMENT.get(name, ORNAMENT.get(name.partition("/")[0], "")))


@pytest.mark.parametrize("name", list_screens(SCREENS))
def test_a_mark_declares_the_size_of_a_text_that_is_there(name: str) -> None:
    source, inputs = drawing(name)
    elements = compile_drawing(source, inputs).elements
    _, found = signs(source, inputs)
    for mark in load_screen(SCREENS, name, "ja").spec.marks:
        element = elements[mark.element]
        left, top, right, bottom = element.rect
        sizes = [s.size for s in found if left <= s.x <= right and top <= s.y <= bottom]
        # A field's caption may be smaller, what stands in it is not: dots of a password are drawn.
        assert not sizes or max(sizes) * PX >= element.text - 0.1
