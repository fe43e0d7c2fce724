"""What a WebP says of its sides, read without decoding it."""

from __future__ import annotations

#: The first chunk of each of the three kinds of WebP stands after this many bytes.
_CHUNK = 12


def size_of_webp(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where it is no WebP or its first chunk is damaged."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    kind, body = data[_CHUNK : _CHUNK + 4], data[_CHUNK + 8 :]
    if kind == b"VP8X":
        return _number(body[4:7]) + 1, _number(body[7:10]) + 1
    if kind == b"VP8L":
        bits = _number(body[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _number(body[6:8]) & 0x3FFF, _number(body[8:10]) & 0x3FFF
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
