"""What a PNG says of itself before anything is decoded."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, PngImagePlugin

from tebiki.content.png import SIGNATURE, header_of


def png(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "PNG", **options)
    return out.getvalue()


def test_sides_and_depth() -> None:
    header = header_of(png())
    assert header is not None
    assert (header.width, header.height, header.depth) == (30, 20, 8)
    assert header.chunks[0] == "IHDR"
    assert header.chunks[-1] == "IEND"
    assert (header.animated, header.private) == (False, ())


def test_metadata_is_named() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "a")
    notes.add_text("Title", "b")
    notes.add_itxt("Place", "c")
    header = header_of(png(pnginfo=notes))
    assert header is not None
    assert header.private == ("tEXt", "iTXt")


def test_an_animation_is_seen() -> None:
    out = io.BytesIO()
    images = [Image.new("RGB", (3, 3), colour) for colour in ("red", "blue")]
    images[0].save(out, "PNG", save_all=True, append_images=images[1:])
    header = header_of(out.getvalue())
    assert header is not None
    assert header.animated


@pytest.mark.parametrize("data", [b"", SIGNATURE, b"\xff\xd8\xff", SIGNATURE + b"\0" * 30, png()[:20]])
def test_what_is_no_png(data: bytes) -> None:
    assert header_of(data) is None


def test_a_huge_chunk_ends_the_search() -> None:
    whole = png()
    cut = whole[:33] + struct.pack(">L", 0xFFFFFFFF) + b"IDAT"
    header = header_of(cut)
    assert header is not None
    assert header.chunks == ("IHDR", "IDAT")
