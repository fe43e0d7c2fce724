"""What a font file says of itself: what its family is called, and which characters it has.

Read from the tables ``name`` and ``cmap`` (OpenType 1.9). Nothing else of the file is looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Name ID of the family within the four styles that old programs know.
_FAMILY: Final = 1
#: Subtables of characters that are whole Unicode, the fullest first: platform, encoding.
_UNICODE: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


def family_name(path: Path) -> str:
    """The family's name in English, with what it may say of weight (``Noto Sans Medium``).

    Raises `ValueError` for a file that is no font.
    """
    data = _table(path, b"name")
    count, start = struct.unpack_from(">2xHH", data)
    rows = [struct.unpack_from(">6H", data, 6 + 12 * row) for row in range(count)]
    found = sorted((row for row in rows if row[3] == _FAMILY), key=_english_last)
    if not found:
        raise ValueError("name")
    platform, _, _, _, length, offset = found[-1]
    text = data[start + offset : start + offset + length]
    return text.decode("mac_roman" if platform == 1 else "utf-16-be")


def _english_last(row: tuple[int, ...]) -> tuple[bool, bool]:
    return row[0] == 3, row[2] == 0x409


def code_points(path: Path) -> frozenset[int]:
    """The code points of a font file's characters. Raises `ValueError` for a file that is no font."""
    data = _table(path, b"cmap")
    rows = [
        struct.unpack_from(">HHL", data, 4 + 8 * row) for row in range(struct.unpack_from(">2xH", data)[0])
    ]
    offsets = {(platform, encoding): offset for platform, encoding, offset in rows}
    start = next((offsets[one] for one in _UNICODE if one in offsets), None)
    if start is None:
        raise ValueError("cmap")
    kind = struct.unpack_from(">H", data, start)[0]
    if kind not in (4, 12):
        raise ValueError(f"cmap {kind}")
    return frozenset(_of_segments(data, start) if kind == 4 else _of_groups(data, start))


def _of_segments(data: bytes, start: int) -> Iterator[int]:
    """Format 4: runs of code points, each with a shift or a place in an array of glyphs."""
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends, starts, shifts, offsets = (
        struct.unpack_from(f">{count}H", data, start + 14 + 2 * count * row + (2 if row else 0))
        for row in range(4)
    )
    at = start + 16 + 6 * count
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph, offset = code, offsets[segment]
            if offset:
                [glyph] = struct.unpack_from(">H", data, at + 2 * segment + offset + 2 * (code - first))
            if offset == 0 or glyph:
                glyph = (glyph + shifts[segment]) % 0x10000
            if glyph:
                yield code


def _of_groups(data: bytes, start: int) -> Iterator[int]:
    """Format 12: runs of code points and the first one's glyph."""
    for row in range(struct.unpack_from(">L", data, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">3L", data, start + 16 + 12 * row)
        yield from range(first if glyph else first + 1, min(last, 0x10FFFF) + 1)


def _table(path: Path, tag: bytes) -> bytes:
    """A table of the font, the first one of a collection."""
    data = path.read_bytes()
    try:
        start = struct.unpack_from(">L", data, 12)[0] if data[:4] == b"ttcf" else 0
        for row in range(struct.unpack_from(">H", data, start + 4)[0]):
            name, _, offset, length = struct.unpack_from(">4s3L", data, start + 12 + 16 * row)
            if name == tag and offset + length <= len(data):
                return data[offset : offset + length]
    except struct.error:
        pass
    raise ValueError(tag.decode())
