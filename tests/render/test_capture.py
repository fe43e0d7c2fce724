"""Captures as devices give them: which are read, what is left of them, what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from tebiki.content.png import header_of
from tebiki.errors import TebikiError
from tebiki.render.capture import REDACTION, cover, cut, is_covered, png_of, read_source, read_stored

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def split(size: tuple[int, int] = (8, 4)) -> Image.Image:
    """Red at the left, blue at the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def raw_png(width: int, height: int, depth: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head = struct.pack(">LLBBBBB", width, height, depth, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def large_jpeg() -> bytes:
    """A small JPEG that says it is 20,000 px wide and high."""
    data = bytearray(saved(split(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 20_000, 20_000)
    return bytes(data)


def animated() -> bytes:
    return saved(split(), save_all=True, append_images=[split().rotate(180)])


BAD = {
    "empty": ("x.png", b"", "screens/empty"),
    "truncated PNG": ("x.png", saved(split((90, 90)))[:-60], "screens/damaged"),
    "truncated JPEG": ("x.jpg", saved(split((90, 90)), "JPEG")[:-300], "screens/damaged"),
    "header only": ("x.png", saved(split())[:8], "screens/damaged"),
    "CMYK": ("x.jpg", saved(split().convert("CMYK"), "JPEG"), "screens/cmyk"),
    "16 bits": ("x.png", raw_png(4, 4, 16), "screens/deep"),
    "wide PNG": ("x.png", raw_png(20_000, 20_000, 8), "screens/too_large"),
    "only wide": ("x.png", raw_png(20_000, 2, 8), "screens/too_large"),
    "many pixels": ("x.png", raw_png(9_000, 9_000, 8), "screens/too_large"),
    "wide JPEG": ("x.jpeg", large_jpeg(), "screens/too_large"),
    "animated": ("x.png", animated(), "screens/animated"),
    "wrong ending": ("x.png", saved(split(), "JPEG"), "screens/ending"),
    "no ending": ("x", saved(split()), "screens/ending"),
    "GIF": ("x.gif", saved(split(), "GIF"), "screens/format"),
    "WebP": ("x.png", saved(split(), "WEBP"), "screens/format"),
    "text": ("x.png", b"hello", "screens/format"),
    "broken profile": ("x.png", saved(split(), icc_profile=b"no profile"), "screens/profile"),
}


@pytest.mark.parametrize("case", BAD)
def test_refused(case: str, tmp_path: Path) -> None:
    name, data, code = BAD[case]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(TebikiError) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.file.endswith(name)


@pytest.mark.parametrize("name", ["none.png", "."])
def test_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        read_source(tmp_path / name)
    assert caught.value.problems[0].code == "screens/unreadable"


def test_what_the_metadata_says_is_used_and_left_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by 90° clockwise
    exif[0x0110], exif[0x0132] = "Phone 7", "2026:11:05 09:30:00"
    path = tmp_path / "x.png"
    path.write_bytes(saved(split(), exif=exif))
    source = read_source(path)
    assert source.image.size == (4, 8)
    assert (source.image.getpixel((0, 0)), source.image.getpixel((0, 7))) == (RED, BLUE)
    assert (source.device, source.on) == ("Phone 7", date(2026, 11, 5))
    header = header_of(png_of(source.image))
    assert header is not None
    assert header.chunks == ("IHDR", "IDAT", "IEND")


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "yesterday", ""])
def test_a_date_that_is_none(text: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0132] = text
    path = tmp_path / "x.JPG"
    path.write_bytes(saved(split(), "JPEG", exif=exif))
    assert read_source(path).on is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_kind_of_pixels_becomes_rgb(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(saved(Image.new("RGB", (4, 4), "white").convert(mode)))
    image = read_source(path).image
    assert (image.mode, image.getpixel((1, 1))) == ("RGB", WHITE)


def test_what_can_be_seen_through_lies_on_white(tmp_path: Path) -> None:
    data = saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)))
    assert read_stored(data, tmp_path / "x.png").getpixel((2, 2)) == WHITE


def test_another_colour_space_becomes_srgb(tmp_path: Path) -> None:
    """A profile that is sRGB's own changes nothing that can be seen."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = read_stored(saved(split(), icc_profile=profile), tmp_path / "x.png")
    assert image.getpixel((0, 0)) == pytest.approx(RED, abs=2)
    assert "icc_profile" not in Image.open(io.BytesIO(png_of(image))).info


def test_covered_is_flat_and_nothing_else_changes() -> None:
    before = split((20, 10))
    after = cover(before, [(2, 3, 5, 4)])
    for x in range(20):
        for y in range(10):
            inside = 2 <= x < 7 and 3 <= y < 7
            assert after.getpixel((x, y)) == (REDACTION if inside else before.getpixel((x, y)))
    assert is_covered(after, (2, 3, 5, 4))
    assert not is_covered(before, (8, 0, 4, 4))


def test_cut_is_exact() -> None:
    image = cut(split((20, 10)), (8, 2, 4, 3))
    assert image.size == (4, 3)
    assert [image.getpixel((x, 0)) for x in range(4)] == [RED, RED, BLUE, BLUE]


def test_the_same_pixels_the_same_bytes() -> None:
    assert png_of(split()) == png_of(split())
