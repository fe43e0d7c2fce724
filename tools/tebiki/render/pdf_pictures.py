"""Pictures of a finished PDF as the rows of their PNG files, which are packed better than Typst can.

Typst takes a picture apart into three bytes a pixel and packs those; a PDF may hold a palette and the packed
rows of a PNG as they are (ISO 32000-1, 7.4.4.4 and 8.6.6.3). So Typst is given stand-ins of the same size,
and here each gets the rows of its picture, with the same pixels. A stand-in bears the picture's hash.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
#: What a picture may hold to be passed on: any other chunk may change how it looks.
_CHUNKS: Final = re.compile(r"(?:IHDR )(?:PLTE )?(?:IDAT )+(?:IEND )")
_GREY, _COLOURS, _PALETTE = 0, 2, 3
#: Bytes of a picture's hash in its stand-in, each bit a pixel of the first row.
_MARK: Final = 8
#: The pictures of a PDF as Typst writes them, by the numbers of their objects.
_PICTURES: Final = re.compile(rb"\n(\d+) 0 obj\n<<[^\n>]*/Subtype/Image")
#: Rows with a filter of PNG each.
_PREDICTOR: Final = 15


@dataclass(frozen=True, slots=True)
class Png:
    """A picture without transparency. ``palette``: RGB, empty where each pixel is three bytes.

    ``depth``: bits of a pixel's part; ``rows``: compressed, each with its filter.
    """

    width: int
    height: int
    depth: int
    palette: bytes
    rows: bytes
    mark: bytes


def read_png(data: bytes) -> Png | None:
    """A PNG file whose rows can stand in a PDF; None for one of another kind, and for a damaged one."""
    found = [*_chunks(data)]
    if not _CHUNKS.fullmatch("".join(f"{name} " for name, _ in found)):
        return None
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", found[0][1])
    palette = b"".join(chunk for name, chunk in found if name == "PLTE")
    has_form = kind == _PALETTE if palette else (kind, depth) == (_COLOURS, 8)
    if rest != [0, 0, 0] or not has_form or width < 8 * _MARK:
        return None
    rows = b"".join(chunk for name, chunk in found if name == "IDAT")
    return Png(width, height, depth, palette, rows, sha256(data).digest()[:_MARK])


def _chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The chunks of a PNG file up to the first damaged one."""
    at = len(_SIGNATURE) if data.startswith(_SIGNATURE) else len(data)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 8 + size
        if data[end : end + 4] != struct.pack(">I", zlib.crc32(data[at + 4 : end])):
            return
        yield name.decode("latin-1"), data[at + 8 : end]
        at = end + 4


def stand_in(png: Png) -> bytes:
    """A PNG file of the same size in black and white, with the picture's mark."""
    row = 1 + -(-png.width // 8)
    pixels = (b"\0" + png.mark).ljust(row, b"\0") + bytes(row * (png.height - 1))
    head = struct.pack(">IIBBBBB", png.width, png.height, 1, _GREY, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(chunk)) + name + chunk + struct.pack(">I", zlib.crc32(name + chunk))
        for name, chunk in chunks
    )


def place_pictures(pdf: Pdf, data: bytes, pictures: Mapping[bytes, Png]) -> None:
    """Give each stand-in of the open ``pdf`` its picture. ``data``: its bytes; ``pictures``: by their marks.

    Raises `ValueError` where one of the pictures has no stand-in.
    """
    lost = set(pictures)
    for number in map(int, _PICTURES.findall(data)) if pictures else ():
        place = pdf.get_object((number, 0))
        mark = _mark_of(place)
        if mark in pictures:
            _write(pdf, place, pictures[mark])
            lost.discard(mark)
    if lost:
        raise ValueError(f"{len(lost)} of {len(pictures)} pictures")


def _mark_of(place: Object) -> bytes:
    """The hash in the first pixels of a picture, a byte each, black or white."""
    pixels = zlib.decompressobj().decompress(place.read_raw_bytes(), 8 * _MARK)
    return bytes(
        sum((pixel & 1) << 7 - bit for bit, pixel in enumerate(pixels[at : at + 8]))
        for at in range(0, len(pixels), 8)
    )


def _write(pdf: Pdf, place: Object, png: Png) -> None:
    colours: Object = Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
    if png.palette:
        colours = Array([Name.Indexed, colours, len(png.palette) // 3 - 1, String(png.palette)])
    form = Dictionary(
        Predictor=_PREDICTOR,
        Colors=1 if png.palette else 3,
        BitsPerComponent=png.depth,
        Columns=png.width,
    )
    place.write(png.rows, filter=Name.FlateDecode, decode_parms=form)
    place.ColorSpace, place.BitsPerComponent = colours, png.depth
