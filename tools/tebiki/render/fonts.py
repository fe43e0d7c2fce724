"""The fonts of the repository: the only ones that any output or picture is set in."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import typst

FOLDER: Final = Path(__file__).parent.parent / "fonts"
#: Every font file, in a fixed order.
FONT_FILES: Final = tuple(sorted(FOLDER.glob("*.ttf")))
#: Which characters at least one of them has: a line is a code point or a run of them, in hexadecimal.
CHARACTERS: Final = FOLDER / "characters.txt"
#: The face of the digits in marks.
BADGE_FONT: Final = FOLDER / "BIZUDPGothic-Bold.ttf"

# Signs that shape or join their neighbours and are never drawn themselves.
_JOINERS: Final = (0xAD, *range(0x200B, 0x2010), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF)
_INVISIBLE: Final = frozenset([0x09, 0x0A, *_JOINERS])


@cache
def fonts() -> typst.Fonts:
    """The fonts as Typst takes them, read once in a process; none of the system's or Typst's own."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


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
    """Code points that a font has, from the list that `tools/subset_fonts.py` writes with the fonts."""
    lines = CHARACTERS.read_text(encoding="ascii").splitlines()
    runs = (line.partition("-") for line in lines if not line.startswith("#"))
    return frozenset(code for first, _, last in runs for code in _codes_of(first, last or first))


def _codes_of(first: str, last: str) -> range:
    return range(int(first, 16), int(last, 16) + 1)
