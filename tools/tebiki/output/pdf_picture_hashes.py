"""The pictures within a PDF, by their bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf


def hash_pictures(path: Path) -> tuple[str, ...]:
    """The sha256 of each picture and of each mask of one, as they are packed, in order of the hashes.

    Two PDFs that were set from the same pictures have the same, wherever on a page these stand.
    """
    with pikepdf.open(path) as document:
        found = (one for one in document.objects if isinstance(one, pikepdf.Stream))
        pictures = (one for one in found if one.get("/Subtype") == "/Image")
        return tuple(sorted(hashlib.sha256(one.read_raw_bytes()).hexdigest() for one in pictures))
