"""The fonts of the repository: the only ones that any output or picture is set in."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import typst

FOLDER: Final = Path(__file__).parent.parent / "fonts"
#: Every font file, in a fixed order.
FONT_FILES: Final = tuple(sorted(FOLDER.glob("*.ttf")))
#: The face of the digits in marks.
BADGE_FONT: Final = FOLDER / "BIZUDPGothic-Bold.ttf"

_JAPANESE: Final = "BIZ UDPGothic"
_LATIN: Final = "Noto Sans"
_CHINESE: Final = "Noto Sans SC"

# Signs that shape or join their neighbours and are never drawn themselves.
_JOINERS: Final = (0xAD, *range(0x200B, 0x2010), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF)
_INVISIBLE: Final = frozenset([0x09, 0x0A, *_JOINERS])


@cache
def fonts() -> typst.Fonts:
    """The fonts as Typst takes them, read once in a process; none of the system's or Typst's own."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def families(language: str) -> tuple[str, ...]:
    """The families for text in ``language`` (``ja_simple``, ``zh_CN``), the first choice first."""
    match language.partition("_")[0]:
        case "ja":
            return (_JAPANESE, _LATIN, _CHINESE)
        case "zh":
            return (_CHINESE, _LATIN, _JAPANESE)
        case _:
            return (_LATIN, _JAPANESE, _CHINESE)


@cache
def digest() -> str:
    """A sha256 of all font files by name and content, as hex."""
    whole = hashlib.sha256()
    for path in FONT_FILES:
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def missing(text: str) -> str:
    """The characters of ``text`` that no font has, each once, in order; empty where all is well."""
    have = _covered()
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in have and ord(c) not in _INVISIBLE)


@cache
def _covered() -> frozenset[int]:
    return frozenset(code for path in FONT_FILES for code in _characters(path.read_bytes()))


def _characters(font: bytes) -> Iterator[int]:
    """Code points of a TrueType file, from the Unicode tables of its ``cmap``."""
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4s4xL4x", font, 12 + 16 * i) for i in range(tables))
    start = next(offset for tag, offset in entries if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for i in range(count):
        (offset,) = struct.unpack_from(">4xL", font, start + 4 + 8 * i)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind in _READERS:
            yield from _READERS[kind](font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4. Gaps within a segment count as covered only where a glyph stands."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    n = double // 2
    ends = struct.unpack_from(f">{n}H", font, at + 14)
    starts, deltas, offsets = (struct.unpack_from(f">{n}H", font, at + 16 + k * double) for k in (1, 2, 3))
    for i in range(n):
        base = at + 16 + 3 * double + 2 * i + offsets[i]
        for code in range(starts[i], ends[i] + 1):
            glyph = code
            if offsets[i]:
                (glyph,) = struct.unpack_from(">H", font, base + 2 * (code - starts[i]))
            if glyph and (glyph + deltas[i]) % 0x10000:
                yield code


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12."""
    (n,) = struct.unpack_from(">L", font, at + 12)
    for i in range(n):
        first, last = struct.unpack_from(">LL", font, at + 16 + 12 * i)
        yield from range(first, last + 1)


_READERS: Final = {4: _segments, 12: _groups}
