"""Print that nobody can read: text moved beyond the paper's block, a page printed upon itself."""

from __future__ import annotations

from collections.abc import Callable

from faults import CATALOG, PDF, PDF_EN, WALL, At, Batch, Fault
from pikepdf import Pdf
from spoilt_pdfs import spoil

#: Where the catalogue says "Revision history", the first line that the second page is too low for.
HISTORY = 80
#: Where conf.py says ``site``: what stands in the tightest lines of the page for the wall.
SITE_LINE = 20


def moved(number: int, right: float, up: float, at: At) -> Callable[[Pdf], At]:
    """All of a page is printed so many points further to the right and up; ``at``: where its text stands."""

    def change(pdf: Pdf) -> At:
        page = pdf.pages[number - 1]
        page.contents_coalesce()
        data = page.obj.Contents.read_bytes()
        page.obj.Contents.write(b"1 0 0 1 %g %g cm\n" % (right, up) + data)
        return at

    return change


def twice(number: int, at: At) -> Callable[[Pdf], At]:
    """A page is printed upon itself, a little beside."""

    def change(pdf: Pdf) -> At:
        page = pdf.pages[number - 1]
        page.contents_coalesce()
        data = page.obj.Contents.read_bytes()
        page.obj.Contents.write(b"q\n" + data + b"\nQ q 1 0 0 1 3 0 cm\n" + data + b"\nQ")
        return at

    return change


BEYOND = Batch(
    "beyond the paper",
    (
        Fault("a page too far to the right", "document/outside", PDF, spoil(PDF, moved(3, 9, 0, "p. 3"))),
        Fault("a page too far down", "document/outside", CATALOG, spoil(PDF_EN, moved(2, 0, -437, HISTORY))),
        Fault("a page upon itself", "document/over", "conf.py", spoil(WALL, twice(1, SITE_LINE))),
    ),
    consequences=("document/text", "document/order", "output/qr-pdf"),
)
BATCHES = (BEYOND,)
