"""Pictures in a finished PDF: the pixels of their files, whatever way they came in."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from pdf_samples import WHEN, document
from PIL import Image

from tebiki.render.pdf import compile_pdf
from tebiki.render.pdf_pictures import place_pictures, read_png, stand_in

SIZE = (120, 67)
#: What each kind is saved as, and whether its rows can stand in a PDF.
KINDS = {"P": True, "RGB": True, "RGBA": False, "L": False, "1": False}


def picture(kind: str, size: tuple[int, int] = SIZE, *, colours: int = 200) -> Image.Image:
    """A picture with many colours that are nowhere alike."""
    made = Image.new("RGB", size)
    made.putdata([(x * 3 % 256, y * 7 % 256, (x * y) % 256) for y in range(size[1]) for x in range(size[0])])
    return made.quantize(colours, dither=Image.Dither.NONE) if kind == "P" else made.convert(kind)


def png(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def streams_of(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """The pictures on the pages, in order; masks are none."""
    pages = (page.obj.Resources for page in pdf.pages if "/XObject" in page.obj.Resources)
    found = (each for page in pages for _, each in sorted(page.XObject.items()))
    return [each for each in found if isinstance(each, pikepdf.Stream) and each.Subtype == "/Image"]


def pictures_of(data: bytes) -> list[Image.Image]:
    """The same as a reader of PDFs sees them."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        return [pikepdf.PdfImage(found).as_pil_image().convert("RGB") for found in streams_of(pdf)]


def in_a_pdf(folder: Path, *files: bytes) -> bytes:
    paths = {f"pictures/{number}.png": folder / f"{number}.png" for number in range(len(files))}
    for path, data in zip(paths.values(), files, strict=True):
        path.write_bytes(data)
    calls = [f'screen("/{name}", "絵", none)' for name in paths]
    return compile_pdf(document(*calls, pictures=paths), WHEN).data


@pytest.mark.parametrize("kind", KINDS)
def test_pixels_are_those_of_the_file(tmp_path: Path, kind: str) -> None:
    data = png(picture(kind))
    assert (read_png(data) is not None) == KINDS[kind]
    [found] = pictures_of(in_a_pdf(tmp_path, data))
    assert found.tobytes() == picture(kind).convert("RGB").tobytes()


@pytest.mark.parametrize("colours", [2, 4, 16, 17, 256])
def test_pixels_of_any_depth_are_those_of_the_file(tmp_path: Path, colours: int) -> None:
    made = picture("P", colours=colours)
    [found] = pictures_of(in_a_pdf(tmp_path, png(made)))
    assert found.tobytes() == made.convert("RGB").tobytes()


def test_pictures_of_one_size_are_not_taken_for_one_another(tmp_path: Path) -> None:
    made = [picture("P", colours=colours) for colours in (30, 60, 90)]
    found = pictures_of(in_a_pdf(tmp_path, *map(png, made)))
    assert [one.tobytes() for one in found] == [one.convert("RGB").tobytes() for one in made]


def test_the_packed_rows_are_those_of_the_file(tmp_path: Path) -> None:
    data = png(picture("P"))
    rows = read_png(data)
    assert rows is not None
    with pikepdf.Pdf.open(io.BytesIO(in_a_pdf(tmp_path, data))) as pdf:
        [found] = streams_of(pdf)
        assert found.read_raw_bytes() == rows.rows


@pytest.mark.parametrize(
    "data",
    [
        b"",
        png(picture("P"))[:-4],
        png(picture("P")).replace(b"IDAT", b"IDAX"),
        png(picture("P"), transparency=3),
        png(picture("P"), icc_profile=b"not what it seems"),
        png(picture("P", (63, 200))),
        png(picture("RGB"))[:8] + b"IHDR",
    ],
)
def test_what_may_look_otherwise_is_left_to_typst(data: bytes) -> None:
    assert read_png(data) is None


def test_rows_that_are_interlaced_are_left_to_typst() -> None:
    head = struct.pack(">IIBBBBB", 64, 1, 8, 3, 0, 0, 1)
    chunks = ((b"IHDR", head), (b"PLTE", bytes(3)), (b"IDAT", zlib.compress(bytes(65))), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk)) + name + chunk + struct.pack(">I", zlib.crc32(name + chunk))
        for name, chunk in chunks
    )
    assert read_png(data) is None


def test_a_stand_in_has_the_pictures_size_and_nothing_of_it() -> None:
    found = read_png(png(picture("P")))
    assert found is not None
    made = Image.open(io.BytesIO(stand_in(found)))
    assert (made.size, made.mode) == (SIZE, "1")


def test_a_picture_without_a_place_is_an_error() -> None:
    found = read_png(png(picture("P")))
    assert found is not None
    with pikepdf.new() as pdf, pytest.raises(ValueError, match="1 of 1"):
        place_pictures(pdf, b"", {found.mark: found})
