"""Gates of screens: each returns what is wrong, in words. Text is read as it is set, not as declared."""

from __future__ import annotations

import io
import re
from itertools import combinations
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from tebiki.content.legibility import WEB, print_limit
from tebiki.content.screens import Drawing, Inputs, Picture, Screen
from tebiki.render.drawing import PX, _compile, compile_drawing, inputs_of
from tebiki.render.marks import VERMILION, Rect, box_around, place_badges

JAPANESE = re.compile(r"[\u3041-\u309F\u30A1-\u30FA\u4E00-\u9FFF]")


class Sign(NamedTuple):
    """A character: its size in pt, and its middle in px of the picture."""

    size: float
    text: str
    x: float
    y: float


def signs(source: Drawing, inputs: Inputs) -> tuple[float, list[Sign]]:
    """The page's width in pt and all that is printed on it: read back from a PDF."""
    pdf, _ = _compile(source, inputs, "pdf")
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


def small_signs(screen: Screen, inputs: Inputs) -> set[str]:
    """Characters that are too small: 12 CSS px on a phone and 7 pt in print, not only where marks point."""
    source = drawing_of(screen)
    width, found = signs(source, inputs_of(source, inputs))
    limits = (WEB, print_limit(screen.shape))
    return {s.text for s in found if any(limit.shown(s.size, width) < limit.least for limit in limits)}


def sizes_off(screen: Screen, inputs: Inputs) -> list[str]:
    """Marks that declare a smaller text than stands there.

    A field's caption may be smaller, what stands in it is not; a password's dots are drawn.
    """
    source = drawing_of(screen)
    given = inputs_of(source, inputs)
    elements = compile_drawing(source, given).elements
    _, found = signs(source, given)
    off = []
    for mark in screen.spec.marks:
        element = elements[mark.element]
        left, top, right, bottom = element.rect
        sizes = [s.size * PX for s in found if left <= s.x <= right and top <= s.y <= bottom]
        if sizes and max(sizes) < element.text - 0.1:
            off.append(f"{mark.element}: {max(sizes)} px, declared {element.text} px")
    return off


def drawing_of(screen: Screen) -> Drawing:
    assert isinstance(screen.source, Drawing)
    return screen.source


def crowded(screen: Screen, inputs: Inputs) -> list[str]:
    """Targets or their boxes that overlap; badges that lie on a target or on each other."""
    source = drawing_of(screen)
    drawn = compile_drawing(source, inputs_of(source, inputs))
    image = Image.open(io.BytesIO(drawn.png)).convert("RGB")
    targets = [drawn.elements[mark.element].rect for mark in screen.spec.marks]
    boxes = [box_around(target, image.size) for target in targets]
    badges = [badge.rect for badge in place_badges(image, targets, boxes)]
    pairs = [("boxes", pair) for pair in combinations(boxes, 2)]
    pairs += [("badges", pair) for pair in combinations(badges, 2)]
    pairs += [("badge on target", (badge, target)) for badge in badges for target in targets]
    return [f"{what}: {a} {b}" for what, (a, b) in pairs if overlap(a, b)]


def overlap(a: Rect, b: Rect) -> float:
    """The area in px² that two rectangles share."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return max(width, 0) * max(height, 0)


def unreadable(screen: Screen, picture: Picture) -> list[str]:
    """What keeps a finished picture from being read: text under marks, marks that are not there, metadata."""
    found = []
    with Image.open(picture.path) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
        found += [] if image.size == (picture.width, picture.height) else [f"is {image.size} px"]
        found += sorted(str(key) for key in image.info.keys() & {"dpi", "Software", "date:create", "exif"})
    found += [] if (VERMILION in colours) == (picture.marks > 0) else ["marks are not seen"]
    found += [] if picture.marks == screen.marks else [f"{picture.marks} marks"]
    for limit in (WEB, print_limit(screen.shape)):
        shown = picture.text_at(limit.width)
        if picture.marks and (shown is None or shown < limit.least):
            found.append(f"{shown} where {limit.least} is least")
    return found


def typed_words(source: str, labels: frozenset[str]) -> list[str]:
    """Words of a drawing that are typed into it, and labels that do not exist."""
    return JAPANESE.findall(source) + sorted(set(re.findall(r'label\("([^"]+)"', source)) - labels)
