"""Faults put into PDFs that exist: annotations, the tag tree, fonts, metadata; by pikepdf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2 as pdfium
import zxingcpp
from faults import At, Plant
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from qrcode.main import QRCode

#: Pixels a point, for scanning.
_SCALE: Final = 4


def spoil(file: str, change: Callable[[Pdf], At]) -> Plant:
    """Open a PDF, change it, write it back in the same place."""

    def plant(root: Path) -> At:
        path = root / file
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            at = change(pdf)
            pdf.save(path)
        return at

    return plant


def encrypted(file: str, password: str) -> Plant:
    """Write a PDF anew, locked: nobody may copy; with a password nobody may open it."""

    def plant(root: Path) -> At:
        path = root / file
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            allow = pikepdf.Permissions(extract=False, accessibility=False)
            pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=password, allow=allow))
        return None

    return plant


def links(pdf: Pdf) -> Iterator[tuple[int, Object]]:
    """Every link annotation with its page, from 1."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", Array()):
            if annotation.get("/Subtype") == Name.Link:
                yield number, annotation


def outward(pdf: Pdf, part: str = "") -> tuple[int, Object]:
    """The first link to an address that holds ``part``."""
    return next((n, a) for n, a in links(pdf) if "/A" in a and part in str(a.A.get("/URI", "")))


def leads_to(url: str, part: str = "") -> Callable[[Pdf], At]:
    """All links to an address with ``part`` lead elsewhere; the place is the page of the first."""

    def change(pdf: Pdf) -> At:
        wanted = str(outward(pdf, part)[1].A.URI)
        for _, annotation in links(pdf):
            if "/A" in annotation and str(annotation.A.get("/URI", "")) == wanted:
                annotation.A = Dictionary(S=Name.URI, URI=String(url))
        return f"p. {outward(pdf, url)[0]}"

    return change


def action(**entries: object) -> Callable[[Pdf], At]:
    """The first outward link gets another action: a program, a script."""

    def change(pdf: Pdf) -> At:
        number, annotation = outward(pdf)
        annotation.A = Dictionary(**entries)  # type: ignore[arg-type]
        return f"p. {number}"

    return change


def elements(pdf: Pdf) -> Iterator[Object]:
    """The structure elements in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        here = waiting.pop()
        kids = here.get("/K", Array())
        below = list(kids) if isinstance(kids, Array) else [kids]
        waiting.extend(kid for kid in reversed(below) if isinstance(kid, Dictionary))
        if "/S" in here:
            yield here


def element(pdf: Pdf, *roles: str) -> Object:
    """The first structure element with one of ``roles``."""
    return next(found for found in elements(pdf) if str(found.S) in roles)


def on_root(change: Callable[[Object], object]) -> Callable[[Pdf], At]:
    """A change of the catalog (the PDF's root)."""

    def changed(pdf: Pdf) -> At:
        change(pdf.Root)
        return None

    return changed


def without(key: str) -> Callable[[Pdf], At]:
    """An entry of the root is gone."""

    def change(pdf: Pdf) -> At:
        del pdf.Root[key]
        return None

    return change


def metadata(old: bytes, new: bytes) -> Callable[[Pdf], At]:
    """Other words in the XMP packet."""

    def change(pdf: Pdf) -> At:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data, data
        pdf.Root.Metadata.write(data.replace(old, new))
        return None

    return change


def info(key: str, text: str) -> Callable[[Pdf], At]:
    """An entry of the document's information, as a program for PDFs writes it."""

    def change(pdf: Pdf) -> At:
        pdf.docinfo[key] = String(text)
        return None

    return change


def roles(old: str, new: str) -> Callable[[Pdf], At]:
    """Every element of one role gets another."""

    def change(pdf: Pdf) -> At:
        found = [one for one in elements(pdf) if Name(old) == one.S]
        assert found, old
        for one in found:
            one.S = Name(new)
        return None

    return change


def fonts(pdf: Pdf) -> Iterator[Object]:
    """The composite fonts of all pages."""
    for page in pdf.pages:
        yield from page.obj.Resources.get("/Font", Dictionary()).values()


def unembedded(pdf: Pdf) -> At:
    """The first font loses its program."""
    descriptor = next(fonts(pdf)).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]
    return None


def unmapped(pdf: Pdf) -> At:
    """No font tells which characters its glyphs are."""
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            del font["/ToUnicode"]
    return None


def swapped(pdf: Pdf) -> At:
    """The last two paragraphs or sections of the longest element are read in the wrong order."""
    held = max(
        elements(pdf), key=lambda one: len(one.get("/K", ())) if isinstance(one.get("/K"), Array) else 0
    )
    kids = list(held.K)
    kids[-1], kids[-2] = kids[-2], kids[-1]
    held.K = Array(kids)
    return None


def attached(name: str, data: bytes) -> Callable[[Pdf], At]:
    """A file within the PDF."""

    def change(pdf: Pdf) -> At:
        pdf.attachments[name] = data
        return None

    return change


def covered(url: str | None) -> Callable[[Pdf], At]:
    """The code of the form is painted over, with that of another address or with none.

    Our PDFs draw codes as shapes; where one stands, a scanner tells.
    """

    def change(pdf: Pdf) -> At:
        number, _ = outward(pdf, "/f/9")
        page, saved = pdf.pages[number - 1], BytesIO()
        pdf.save(saved)
        image = pdfium.PdfDocument(saved.getvalue())[number - 1].render(scale=_SCALE).to_pil()
        found = next(code for code in zxingcpp.read_barcodes(image) if code.text.endswith("/f/9"))
        height = float(page.mediabox[3])
        left, top = found.position.top_left.x / _SCALE, height - found.position.top_left.y / _SCALE
        side = (found.position.bottom_right.x - found.position.top_left.x) / _SCALE
        painted = [f"q 1 g {left - 2} {top - side - 2} {side + 4} {side + 4} re f 0 g"]
        if url is not None:
            code = QRCode(border=0)
            code.add_data(url)
            rows = code.get_matrix()
            step = side / len(rows)
            painted += [
                f"{left + x * step:.3f} {top - (y + 1) * step:.3f} {step:.3f} {step:.3f} re f"
                for y, row in enumerate(rows)
                for x, dark in enumerate(row)
                if dark
            ]
        page.contents_coalesce()
        page.contents_add(("\n".join(painted) + " Q").encode())
        return f"p. {number}"

    return change
