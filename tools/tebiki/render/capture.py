"""Pixels of real captures: read with care, freed of all else, covered where they are private."""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from ..content.png import header_of
from ..content.screen_files import check_size
from ..content.screens import Box
from ..errors import Place, fail

#: What covers personal data; flat, so that nothing of it can be brought back.
REDACTION: Final = (0x4D, 0x55, 0x61)
#: How a file of each format begins → its name, and the ends of name that it may have.
PNG, JPEG = "PNG", "JPEG"
_STARTS: Final = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_ENDINGS: Final = {PNG: (".png",), JPEG: (".jpg", ".jpeg")}
#: Formats that people try: where their sign stands, the sign, their name.
_OTHERS: Final = (
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (8, b"WEBP", "WebP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "HEIC"),
    (0, b"%PDF", "PDF"),
)


#: Decoded pixels, for those who hand them on without looking at them.
Pixels = Image.Image


@dataclass(frozen=True, slots=True)
class Source:
    """A capture as a device gave it: upright RGB pixels in sRGB, and what its metadata told."""

    image: Image.Image
    device: str | None
    on: date | None


def read_source(path: Path) -> Source:
    """Read the PNG or JPEG file ``path``; its orientation is applied, its metadata left behind.

    Raises `TebikiError` (``screens/…``): no file, empty, another format, an ending that is
    not the format's, too large to decode, animated, 16 bits a channel, CMYK, damaged.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        fail("screens/unreadable", Place.of(path), why=error.strerror or str(error))
    kind = _kind(data, path)
    image = _opened(data, kind, path)
    _check_kind(image, data, path)
    with _decoding(path):
        image.load()
        exif = image.getexif()
        device, on = _device(exif), _date(exif)
        return Source(_flat(ImageOps.exif_transpose(image), path), device, on)


def read_stored(data: bytes, path: Path) -> Image.Image:
    """The RGB pixels of a capture of the repository. Raises `TebikiError` as `read_source` does."""
    image = _opened(data, PNG, path)
    _check_kind(image, data, path)
    with _decoding(path):
        image.load()
        return _flat(image, path)


def cover(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """A copy with each box filled; of what it held nothing is left."""
    out = image.copy()
    pen = ImageDraw.Draw(out)
    for x, y, width, height in boxes:
        pen.rectangle((x, y, x + width - 1, y + height - 1), fill=REDACTION)
    return out


def is_covered(image: Image.Image, box: Box) -> bool:
    """Whether the RGB ``image`` is one flat colour within ``box``."""
    x, y, width, height = box
    extrema: Sequence[object] = image.crop((x, y, x + width, y + height)).getextrema()
    return all(isinstance(pair, tuple) and pair[0] == pair[1] for pair in extrema)


def cut(image: Image.Image, box: Box) -> Image.Image:
    """What lies within ``box``."""
    x, y, width, height = box
    return image.crop((x, y, x + width, y + height))


def png_of(image: Image.Image) -> bytes:
    """The RGB ``image`` as a PNG without any metadata; the same pixels, the same bytes."""
    out = io.BytesIO()
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    bare.save(out, PNG, optimize=True)
    return out.getvalue()


@contextmanager
def _decoding(path: Path) -> Iterator[None]:
    """Tell what Pillow says of broken data, in any of its ways, as one problem."""
    try:
        with warnings.catch_warnings():
            # Of odd metadata, which is left behind anyway.
            warnings.simplefilter("ignore")
            yield
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        # The bytes' address in Pillow's words is of no use, and differs each time.
        why = re.sub(r"<[^>]*>", "…", str(error))
        fail("screens/damaged", Place.of(path), why=why)


def _kind(data: bytes, path: Path) -> str:
    """PNG or JPEG, by what the file holds; the name must agree."""
    if not data:
        fail("screens/empty", Place.of(path))
    kind = next((name for start, name in _STARTS if data.startswith(start)), None)
    if kind is None:
        other = next((name for at, sign, name in _OTHERS if data[at:].startswith(sign)), "?")
        fail("screens/format", Place.of(path), found=other)
    if path.suffix.lower() not in _ENDINGS[kind]:
        fail("screens/ending", Place.of(path), found=kind, ending=path.suffix or "-", right=_ENDINGS[kind][0])
    return kind


def _opened(data: bytes, kind: str, path: Path) -> Image.Image:
    """The picture, its pixels not yet decoded: first its sides are looked at."""
    # Not Image.open: that stops at a size of its own, without saying which.
    make = PngImageFile if kind == PNG else JpegImageFile
    with _decoding(path):
        image = make(io.BytesIO(data))
    check_size(path, *image.size)
    return image


def _check_kind(image: Image.Image, data: bytes, path: Path) -> None:
    header = header_of(data)
    if header is not None and header.animated:
        fail("screens/animated", Place.of(path))
    if header is not None and header.depth == 16:
        fail("screens/deep", Place.of(path))
    if image.mode == "CMYK":
        fail("screens/cmyk", Place.of(path))


def _flat(image: Image.Image, path: Path) -> Image.Image:
    """RGB pixels on white in sRGB: without its profile another colour space would look pale."""
    profile = image.info.get("icc_profile")
    rgba = image.convert("RGBA")
    ground = Image.new("RGBA", rgba.size, "white")
    rgb = Image.alpha_composite(ground, rgba).convert("RGB")
    if not profile:
        return rgb
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if found.profile.xcolor_space.strip() != "RGB":
            return rgb  # a grey picture's profile: its tones are those of sRGB, near enough
        turned = ImageCms.profileToProfile(rgb, found, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError) as error:
        fail("screens/profile", Place.of(path), why=str(error))
    assert turned is not None
    return turned


def _device(exif: Image.Exif) -> str | None:
    text = exif.get(ExifTags.Base.Model)
    return text.strip("\0 ") or None if isinstance(text, str) else None


def _date(exif: Image.Exif) -> date | None:
    """When it was taken, as the device's clock said."""
    taken = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    text = taken or exif.get(ExifTags.Base.DateTime)
    try:
        return datetime.strptime(str(text)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 -- a date has no zone
    except ValueError:
        return None
