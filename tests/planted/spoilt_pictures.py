"""Faults put into pictures that exist, by Pillow."""

from __future__ import annotations

from pathlib import Path

from faults import At, Plant
from PIL import Image, ImageFilter
from PIL.PngImagePlugin import PngInfo
from qrcode.main import QRCode


def code(file: str, url: str) -> Plant:
    """A QR code of another address in the place of the right one, of the same size."""

    def plant(root: Path) -> At:
        path = root / file
        with Image.open(path) as old:
            size = old.size
        made = QRCode(border=4)
        made.add_data(url)
        rows = made.get_matrix()
        image = Image.new("1", (len(rows), len(rows)), 1)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                image.putpixel((x, y), 0 if dark else 1)
        image.resize(size, Image.Resampling.NEAREST).save(path)
        return None

    return plant


def unreadable(file: str) -> Plant:
    """A blur that no scanner gets over."""

    def plant(root: Path) -> At:
        path = root / file
        with Image.open(path) as old:
            blurred = old.convert("L").filter(ImageFilter.GaussianBlur(20))
        blurred.save(path)
        return None

    return plant


def repaint(file: str, **options: object) -> Plant:
    """The picture saved anew with options: ``size``, ``text`` (chunks), ``grey``, ``noise``."""

    def plant(root: Path) -> At:
        path = root / file
        with Image.open(path) as old:
            image = old.convert("RGB")
        if "size" in options:
            image = image.resize(options["size"])  # type: ignore[arg-type]
        if "faded" in options:
            image = Image.blend(image, Image.new("RGB", image.size, "white"), 0.8)
        if "noise" in options:
            image = Image.effect_noise(image.size, 120).convert("RGB")
        info = PngInfo()
        for key, text in dict(options.get("text", {})).items():  # type: ignore[call-overload]
            info.add_text(key, text)
        exif = Image.Exif()
        if "camera" in options:
            exif[0x010F] = str(options["camera"])
        image.save(path, pnginfo=info, exif=exif if "camera" in options else None)
        return None

    return plant
