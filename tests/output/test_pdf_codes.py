"""A page's codes are looked for where codes can be: as many are found as on the whole page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import ceil
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import qrcode
from pdf_samples import WHEN, document

from tebiki.output import pdf_codes
from tebiki.output.pdf_codes import NO_MARGINS, PPI, Scan, margins_of_codes, read_codes, read_pdf
from tebiki.plain import SWITCH
from tebiki.render.pdf import compile_pdf

URL, OTHER = "https://forms.example/abc", "https://elsewhere.example/"
#: Side of a module of a code that is put on a page, in points.
MODULE = 3


def code(text: str) -> list[list[bool]]:
    """The modules of a code, with its quiet zone."""
    made = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_M)
    made.add_data(text)
    modules: list[list[bool]] = made.get_matrix()
    return modules


@pytest.fixture(scope="module")
def linked() -> bytes:
    """A page with a link and nothing that a code could be made of."""
    return compile_pdf(
        document('h1("a", "はじめに")', f'p("申請は", out("{URL}", "こちら"), "から。")'), WHEN
    ).data


def with_content(data: bytes, content: bytes, image: bytes | None = None, side: int = 0) -> bytes:
    """The PDF with more on its last page."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[-1]
        if image is not None:
            picture = pdf.make_stream(image, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
            picture.Width = picture.Height = side
            picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name.Code)
        page.contents_add(content)
        pdf.save(out)
    return out.getvalue()


def as_paths(text: str) -> bytes:
    """A code as hundreds of squares."""
    squares = (
        f"{60 + MODULE * column} {300 - MODULE * row} {MODULE} {MODULE} re f"
        for row, modules in enumerate(code(text))
        for column, module in enumerate(modules)
        if module
    )
    return ("q 0 g\n" + "\n".join(squares) + "\nQ").encode()


def as_path(text: str) -> bytes:
    """A code as one path."""
    return as_paths(text).replace(b" re f\n", b" re\n").replace(b"\nQ", b"\nf\nQ")


def as_cut(text: str) -> bytes:
    """A code that is cut out of a box."""
    return as_path(text).replace(b"\nf\n", b" W n\n0 0 500 500 re f\n")


def as_dashes(text: str) -> bytes:
    """A code as a few dashed lines: each row of modules is one."""
    lines = []
    for row, modules in enumerate(code(text)):
        runs = [0]
        for module in modules:  # blank first, then in turn
            if module != (len(runs) % 2 == 0):
                runs.append(0)
            runs[-1] += MODULE
        if len(runs) > 1:
            runs.append(1000)
            dashes = " ".join(map(str, [*runs[1:], *([] if len(runs) % 2 else [1000])]))
            start, y = 60 + runs[0], 300 - MODULE * row
            lines.append(f"[{dashes}] 0 d {start} {y} m 400 {y} l S")
    return (f"q 0 G {MODULE} w\n" + "\n".join(lines) + "\nQ").encode()


def found(data: bytes, folder: Path, scan: Scan) -> list[tuple[str, ...]]:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return [codes for codes in read_pdf(path, scan=scan).codes if codes]


def last_page(data: bytes) -> pdfium.PdfPage:
    opened = pdfium.PdfDocument(data)
    return opened[len(opened) - 1]


def test_nothing_is_scanned_where_no_code_can_be(
    linked: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert margins_of_codes(last_page(linked)) is None
    monkeypatch.setattr(pdf_codes, "read_codes", None)
    assert found(linked, tmp_path, "linked") == []


@pytest.mark.parametrize("draw", [as_path, as_paths, as_cut, as_dashes])
def test_a_code_is_found_however_it_is_drawn(
    draw: Callable[[str], bytes], linked: bytes, tmp_path: Path
) -> None:
    data = with_content(linked, draw(OTHER))
    assert found(data, tmp_path, "all") == [(OTHER,)]
    assert found(data, tmp_path, "linked") == [(OTHER,)]


def test_a_code_in_a_picture_is_found(linked: bytes, tmp_path: Path) -> None:
    modules = code(OTHER)
    pixels = bytes(0 if module else 255 for row in modules for module in row)
    data = with_content(linked, b"q 120 0 0 120 60 200 cm /Code Do Q", pixels, len(modules))
    assert found(data, tmp_path, "all") == found(data, tmp_path, "linked") == [(OTHER,)]


def test_a_code_that_is_printed_over_is_not_found(linked: bytes, tmp_path: Path) -> None:
    data = with_content(with_content(linked, as_path(OTHER)), b"q 0 g 70 205 60 60 re f Q")
    assert found(data, tmp_path, "all") == found(data, tmp_path, "linked") == []


def test_the_part_that_is_scanned_is_that_of_the_whole_page(linked: bytes) -> None:
    page = last_page(with_content(linked, as_path(OTHER)))
    margins = margins_of_codes(page)
    assert margins is not None
    assert margins != NO_MARGINS
    scale = PPI / 72
    part = page.render(scale=scale, grayscale=True, crop=margins)
    whole = page.render(scale=scale, grayscale=True)
    left, top = ceil(margins[0] * scale), ceil(margins[3] * scale)
    rows = memoryview(whole.buffer).cast("B")
    own = memoryview(part.buffer).cast("B")
    for row in range(part.height - 1):
        begin = (top + row) * whole.stride + left
        assert rows[begin : begin + part.width - 1] == own[row * part.stride :][: part.width - 1]
    assert read_codes(page, margins=margins) == read_codes(page) == [OTHER]


def test_without_shortcuts_the_whole_page_is_scanned(
    linked: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "1")
    monkeypatch.setattr(pdf_codes, "margins_of_codes", None)
    assert found(with_content(linked, as_path(OTHER)), tmp_path, "linked") == [(OTHER,)]
