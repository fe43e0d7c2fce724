"""What a PNG says of itself, read without decoding it: nothing in it can do harm here."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
#: Chunks that tell of a person, a place, a time or a program rather than of pixels.
PRIVATE: Final = frozenset({"eXIf", "tEXt", "zTXt", "iTXt", "tIME"})


@dataclass(frozen=True, slots=True)
class Header:
    """Sides in pixels, bits a channel, the names of all chunks in order."""

    width: int
    height: int
    depth: int
    chunks: tuple[str, ...]

    @property
    def animated(self) -> bool:
        """Whether it is an APNG."""
        return "acTL" in self.chunks

    @property
    def private(self) -> tuple[str, ...]:
        """Its chunks of metadata, each once."""
        return tuple(dict.fromkeys(name for name in self.chunks if name in PRIVATE))


def header_of(data: bytes) -> Header | None:
    """The header of the PNG ``data``; None where it is no PNG."""
    if data[:8] != SIGNATURE or data[12:16] != b"IHDR" or len(data) < 26:
        return None
    width, height, depth = struct.unpack_from(">LLB", data, 16)
    return Header(width, height, depth, tuple(_chunks(data)))


def _chunks(data: bytes) -> Iterator[str]:
    """Names of chunks up to the end or to where the file is cut off."""
    at = len(SIGNATURE)
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">L", data, at)
        yield data[at + 4 : at + 8].decode("latin-1")
        at += 12 + length
