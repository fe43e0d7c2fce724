"""Two pictures beside each other: whether they differ, and a frame around where."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw

#: The frame's colour (marks are red), its width and its distance from the change, px.
_COLOUR: Final = (0x00, 0x31, 0xD8)
_WIDTH: Final = 4
_GAP: Final = 4
#: How many pictures' hashes are remembered, by their bytes.
_REMEMBERED: Final = 512

Box = tuple[int, int, int, int]


def changed_box(one: Path, other: Path) -> Box | None:
    """Left, top, right, bottom (px) of what differs; None where every pixel is the same.

    What only the larger picture has differs.
    """
    with Image.open(one) as first, Image.open(other) as second:
        size = max(first.width, second.width), max(first.height, second.height)
        grounds = [Image.new("RGBA", size) for _ in range(2)]
        for ground, image in zip(grounds, (first, second), strict=True):
            ground.paste(image.convert("RGBA"), (0, 0))
        found = ImageChops.difference(*grounds).getbbox(alpha_only=False)
    return None if found is None else (found[0], found[1], found[2], found[3])


@lru_cache(_REMEMBERED)
def hash_pixels(data: bytes) -> str:
    """The sha256 of a picture's size and pixels, however its file (``data``) packs them."""
    with Image.open(io.BytesIO(data)) as image:
        shown = image.convert("RGBA")
    return hashlib.sha256(b"%d %d\0" % shown.size + shown.tobytes()).hexdigest()


def framed(path: Path, box: Box) -> bytes:
    """The picture as a PNG with a frame around ``box``, as far as that lies in it."""
    with Image.open(path) as image:
        drawn = image.convert("RGB")
    left, top = max(0, box[0] - _GAP - _WIDTH), max(0, box[1] - _GAP - _WIDTH)
    right, bottom = (
        min(side, end + _GAP + _WIDTH) - 1 for side, end in zip(drawn.size, box[2:], strict=True)
    )
    if right > left and bottom > top:
        ImageDraw.Draw(drawn).rectangle((left, top, right, bottom), outline=_COLOUR, width=_WIDTH)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
