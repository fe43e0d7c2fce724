"""How full the pages of a manual are, measured on their pictures as a reader sees them.

A page that ends early looks as if the manual ended there. Only the last page of a chapter may.
"""

from __future__ import annotations

from collections.abc import Container
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pdf_gates import BOTTOM, MM, TOP, render, tags
from PIL import Image

#: Of the height between header and footer: so far down a page is printed on.
LEAST = 0.6
#: On a wall page, in mm: the last print above the sheet's edge, the highest white between two rows.
WALL_END, WALL_GAP = 18, 14
#: The darkest grey of a row that nobody sees: box grounds are lighter, text and lines are darker.
UNSEEN = 200


def printed_share(page: Image.Image) -> float:
    """How far down a page (grey, 72 dpi) anything is printed, of the room for text: 0 to 1."""
    room = page.crop((0, round(TOP), page.width, round(BOTTOM)))
    ink = room.point([255 if grey < UNSEEN else 0 for grey in range(256)]).getbbox()
    return ink[3] / room.height if ink else 0.0


def last_of_chapters(path: Path) -> set[int]:
    """Pages after which a chapter begins at the top of the next, and the last page."""
    first: dict[int, str] = {}
    for tag in tags(path):
        if tag.leaf and tag.role != "Document" and tag.text.strip():
            first.setdefault(tag.page, tag.role)
    return {page - 1 for page, role in first.items() if role == "H1"} | {max(first)}


def wall_filling(path: Path) -> list[str]:
    """A page for the wall is printed on from top to bottom, without a hole."""
    page = render(path, 1, 72)
    inked = [min(page.crop((0, y, page.width, y + 1)).tobytes()) < UNSEEN for y in range(page.height)]
    rows = [y for y, is_inked in enumerate(inked) if is_inked]
    found = [
        f"{(low - high) / MM:.0f} mm are empty" for high, low in pairwise(rows) if low - high > WALL_GAP * MM
    ]
    end = (page.height - rows[-1]) / MM
    return found + ([f"it ends {end:.0f} mm above the edge"] if end > WALL_END else [])


def shares_of(path: Path) -> dict[int, float]:
    """How full each page after the cover is (`printed_share`)."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        pages = range(2, len(pdf) + 1)
    return {page: printed_share(render(path, page, 72)) for page in pages}


def page_filling(path: Path, given_way: Container[int] = ()) -> list[str]:
    """Each page after the cover is printed on to `LEAST` at least, but a chapter's last.

    ``given_way``: pages that are emptier because what stops a wrong act stands whole on the next.
    """
    free = last_of_chapters(path)
    least = {page: share for page, share in shares_of(path).items() if page not in free}
    return [
        f"page {page}: {share:.0%} full"
        for page, share in least.items()
        if share < LEAST and page not in given_way
    ]
