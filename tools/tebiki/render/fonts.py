"""The only fonts that any output or picture is set in: the engine's, and those that a project brings."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import typst

from ..errors import Place, fail
from .font_tables import code_points, family_name

FOLDER: Final = Path(__file__).parent.parent / "fonts"
#: Every font file of the engine, in a fixed order.
FONT_FILES: Final = tuple(sorted(FOLDER.glob("*.ttf")))
#: Which characters at least one of them has: a line is a code point or a run of them, in hexadecimal.
CHARACTERS: Final = FOLDER / "characters.txt"
#: The face of the digits in marks.
BADGE_FONT: Final = FOLDER / "BIZUDPGothic-Bold.ttf"
#: What they are called.
ENGINE_FAMILIES: Final = frozenset({"BIZ UDGothic", "BIZ UDPGothic", "Noto Sans", "Noto Sans SC"})
#: A file with its size and its time: enough to see, within a process, that it was changed.
FontFile = tuple[Path, int, int]

# Signs that shape or join their neighbours and are never drawn themselves.
_JOINERS: Final = (0xAD, *range(0x200B, 0x2010), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF)
_INVISIBLE: Final = frozenset([0x09, 0x0A, *_JOINERS])

_project_files: tuple[FontFile, ...] = ()


def use_fonts(files: Iterable[FontFile]) -> None:
    """Take a project's fonts besides the engine's, in place of another project's.

    Of the whole process: each project is built in workers of its own, and Typst's fonts are too large
    to be read for each picture.
    """
    global _project_files  # noqa: PLW0603 -- what a process is about; see above
    _project_files = tuple(files)


def fonts() -> typst.Fonts:
    """The fonts as Typst takes them, read once in a process; none of the system's or Typst's own."""
    return _fonts(_project_files)


@cache
def _fonts(files: tuple[FontFile, ...]) -> typst.Fonts:
    folders = [FOLDER, *dict.fromkeys(path.parent for path, _, _ in files)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def digest() -> str:
    """A sha256 of all font files by name and content, as hex."""
    return _digest(_project_files)


@cache
def _digest(files: tuple[FontFile, ...]) -> str:
    whole = hashlib.sha256()
    for path in (*FONT_FILES, *(path for path, _, _ in files)):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read_engine_fonts() -> None:
    """Read all that is asked of the engine's own fonts: a process that forks others does so once for all."""
    _covered()
    _digest(())
    _by_family(())


def missing(text: str) -> str:
    """The characters of ``text`` that no font has, each once, in order; empty where all is well."""
    lost = _lacking(text, _covered())
    return _lacking(lost, _project_characters(_project_files)) if lost else ""


def lacking(text: str, families: Iterable[str]) -> str:
    """The characters of ``text`` that none of the families has, each once, in order.

    Raises `TebikiError` (``fonts/file``) for a file that is no font.
    """
    return _lacking(text, _in_families(_project_files, tuple(families)))


def unknown_families(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the families that no font file belongs to."""
    others = tuple(dict.fromkeys(name for name in names if name not in ENGINE_FAMILIES))
    # Fonts are read for it only where a language names others than the engine's.
    return tuple(name for name in others if name not in fonts().families()) if others else ()


def _lacking(text: str, have: frozenset[int]) -> str:
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in have and ord(c) not in _INVISIBLE)


@cache
def _covered() -> frozenset[int]:
    """Code points that a font has, from the list that `tools/subset_fonts.py` writes with the fonts."""
    lines = CHARACTERS.read_text(encoding="ascii").splitlines()
    runs = (line.partition("-") for line in lines if not line.startswith("#"))
    return frozenset(code for first, _, last in runs for code in _codes_of(first, last or first))


@cache
def _project_characters(files: tuple[FontFile, ...]) -> frozenset[int]:
    return frozenset().union(*(_characters_of(path) for path, _, _ in files))


@cache
def _in_families(files: tuple[FontFile, ...], families: tuple[str, ...]) -> frozenset[int]:
    """Code points that at least one of the families has: the same few families are asked for all texts."""
    by_family = _by_family(files)
    return frozenset().union(*(by_family.get(name, frozenset()) for name in families))


@cache
def _by_family(files: tuple[FontFile, ...]) -> dict[str, frozenset[int]]:
    """Family, as Typst calls it → code points that every one of its files has."""
    found: dict[str, frozenset[int]] = {}
    names = _fonts(files).families()
    for path in (*FONT_FILES, *(path for path, _, _ in files)):
        family, codes = _family_of(path, names), _characters_of(path)
        found[family] = found[family] & codes if family in found else codes
    return found


def _family_of(path: Path, names: Iterable[str]) -> str:
    """Typst's name for the file's family: without what it says of weight (``Noto Sans Medium``)."""
    try:
        own = family_name(path)
    except (ValueError, struct.error):
        fail("fonts/file", Place.of(path))
    fitting = [name for name in names if f"{own} ".startswith(f"{name} ")]
    return max(fitting, key=len, default=own)


def _characters_of(path: Path) -> frozenset[int]:
    try:
        return code_points(path)
    except (ValueError, struct.error):
        fail("fonts/file", Place.of(path))


def _codes_of(first: str, last: str) -> range:
    return range(int(first, 16), int(last, 16) + 1)
