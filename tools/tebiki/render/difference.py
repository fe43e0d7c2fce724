"""Whether two pictures show the same, however their files pack it."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from typing import Final

from PIL import Image

#: How many pictures' hashes are remembered, by their bytes.
_REMEMBERED: Final = 512


@lru_cache(_REMEMBERED)
def hash_pixels(data: bytes) -> str:
    """The sha256 of a picture's size and pixels, however its file (``data``) packs them."""
    with Image.open(io.BytesIO(data)) as image:
        shown = image.convert("RGBA")
    return hashlib.sha256(b"%d %d\0" % shown.size + shown.tobytes()).hexdigest()
