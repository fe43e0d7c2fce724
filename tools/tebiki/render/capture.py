"""Pixels of real captures: read with care, freed of all else, covered where they are private."""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from ..content.png import header_of
from ..content.screen_files import check_size
from ..content.screens import Box
from ..content.webp import size_of_webp
from ..errors import Place, fail

#: What covers personal data; flat, so that nothing of it can be brought back.
REDACTION: Final = (0x4D, 0x55, 0x61)
#: How a file of each format begins → its name, and the ends of name that it may have.
PNG, JPEG, WEBP = "PNG", "JPEG", "WebP"
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
_MAKERS: Final[dict[str, Callable[[io.BytesIO], Image.Image]]] = {
    PNG: PngImageFile,
    JPEG: JpegImageFile,
    WEBP: WebPImageFile,
}
#: An uploaded capture's bytes; a phone's screen takes a tenth of it.
MOST_BYTES: Final = 30_000_000
#: Counter-clockwise, as Pillow counts, for one, two and three quarters clockwise.
_TURNS: Final = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)

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
    kind = _kind(data, path, (PNG, JPEG))
    if path.suffix.lower() not in _ENDINGS[kind]:
        fail("screens/ending", Place.of(path), found=kind, ending=path.suffix or "-", right=_ENDINGS[kind][0])
    return _source(data, kind, path)


def read_upload(data: bytes, name: Path) -> Source:
    """The PNG, JPEG or WebP ``data`` that a browser sent, read as `read_source` does.

    Its name tells nothing: what is pasted is called image.png, whatever it holds. Raises `TebikiError` as
    `read_source` does, and ``screens/heavy``.
    """
    if len(data) > MOST_BYTES:
        values = {"size": round(len(data) / 1e6), "most": MOST_BYTES // 1_000_000}
        fail("screens/heavy", Place.of(name), **values)
    return _source(data, _kind(data, name, (PNG, JPEG, WEBP)), name)


def _source(data: bytes, kind: str, path: Path) -> Source:
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


def turn(image: Image.Image, quarters: int) -> Image.Image:
    """The picture turned clockwise by that many quarters, without any loss."""
    return image.transpose(_TURNS[quarters % 4 - 1]) if quarters % 4 else image


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


def _kind(data: bytes, path: Path, accepted: Sequence[str]) -> str:
    """Which of the accepted formats it is, by what it holds."""
    if not data:
        fail("screens/empty", Place.of(path))
    kind = next((name for start, name in _STARTS if data.startswith(start)), None)
    other = next((name for at, sign, name in _OTHERS if data[at:].startswith(sign)), "?")
    if (kind or other) not in accepted:
        fail("screens/format", Place.of(path), found=other)
    return kind or other


def _opened(data: bytes, kind: str, path: Path) -> Image.Image:
    """The picture, its pixels not yet decoded: first its sides are looked at."""
    if kind == WEBP and (size := size_of_webp(data)) is not None:
        check_size(path, *size)  # beforehand: its decoder takes room for all pixels at once
    # Not Image.open: that stops at a size of its own, without saying which.
    with _decoding(path):
        image = _MAKERS[kind](io.BytesIO(data))
    check_size(path, *image.size)
    return image


def _check_kind(image: Image.Image, data: bytes, path: Path) -> None:
    header = header_of(data)
    if (header is not None and header.animated) or getattr(image, "n_frames", 1) > 1:
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
