"""QR codes: a PNG for the page, the rows of modules for print."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import PIL
import qrcode
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from .cache import find, keep, key_of

QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
#: Pixels a module in the PNG; print draws its own from the rows (0.7 mm a module).
SCALE = 4
#: Modules of white around the code. Source: ISO/IEC 18004, quiet zone.
QUIET = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """``size``: px a side; ``matrix``: rows of ``0`` and ``1``, quiet zone included."""

    path: Path
    size: int
    matrix: tuple[str, ...]


def matrix_of(text: str) -> tuple[str, ...]:
    """The modules of ``text`` at level M, with the quiet zone. Deterministic for one version of qrcode."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())


def png_of(matrix: tuple[str, ...]) -> bytes:
    """The modules as a one-bit PNG, `SCALE` px each, without metadata."""
    side = len(matrix)
    image = Image.new("1", (side, side), 1)
    image.putdata([0 if module == "1" else 1 for row in matrix for module in row])
    out = io.BytesIO()
    image.resize((side * SCALE, side * SCALE), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_qr(text: str, cache: Path) -> QrCode:
    """The code of ``text``; the PNG is kept in ``cache`` under its content."""
    matrix = matrix_of(text)
    key = key_of({"qr": matrix, "scale": SCALE, "pillow": PIL.__version__})
    entry = find(cache, key) or keep(cache, key, png_of(matrix), {})
    return QrCode(entry.path, len(matrix) * SCALE, matrix)


def read_qr(path: Path) -> list[str]:
    """The texts of all QR codes that a scanner finds in a picture; what is no picture has none."""
    try:
        return codes_of(path.read_bytes())
    except OSError:
        return []


def codes_of(data: bytes) -> list[str]:
    """The same of a picture's bytes."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return codes_in(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return []


def codes_in(image: Image.Image) -> list[str]:
    """The texts of all QR codes that a scanner finds in an image."""
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"), formats=QR_ONLY)]
