"""A file that came from outside: the one catalogue in it, and nothing else of it is read.

Nothing is unpacked to disk. A zip with a name that leads elsewhere is refused all the same:
it was not made by a program that means well.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from ..content.catalogs.catalog import LARGEST
from ..content.text_files import read_bytes, shown
from ..content.write_files import DAMAGED_ZIP
from ..errors import Place, Problem, TebikiError, fail

#: Bytes of a zip, its members, and bytes of all members unpacked; a package has 3 MB and 60 members.
LARGEST_ZIP: Final = 50_000_000
MOST_MEMBERS: Final = 1_000
LARGEST_UNPACKED: Final = 200_000_000
#: How much larger a member may become; a catalogue becomes 10 times as large.
HIGHEST_RATIO: Final = 100

_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def received(path: Path) -> tuple[bytes, Path]:
    """The catalogue in ``path``, a .po or a .zip with one; and its name for people.

    Raises `TebikiError` (``text/…``, ``translate/zip-…``, ``translate/kind``).
    """
    kind = path.suffix.lower()
    if kind not in (".po", ".zip"):
        fail("translate/kind", Place.of(path))
    largest = LARGEST_ZIP if kind == ".zip" else LARGEST
    if path.is_file() and path.stat().st_size > largest:
        fail("catalog/size", Place.of(path), size=path.stat().st_size, largest=largest)
    raw = read_bytes(path)
    if kind == ".po":
        return raw, path
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            member = _catalog(archive, path)
            return _read(archive, member, path), path / member.filename
    except DAMAGED_ZIP:
        fail("translate/zip-broken", Place.of(path))


def _catalog(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    members = archive.infolist()
    if problems := [*_too_much(members, path), *_strange(members, path)]:
        raise TebikiError(problems)
    there = [member for member in members if _is_catalog(member.filename)]
    if len(there) != 1:
        names = ", ".join(shown(member.filename) for member in there[:5])
        fail("translate/zip-several" if there else "translate/zip-none", Place.of(path), names=names)
    return there[0]


def _is_catalog(name: str) -> bool:
    """Whether a member is a catalogue; macOS puts ``__MACOSX/._x.po`` beside each file."""
    parts = PurePosixPath(name).parts
    return name.lower().endswith(".po") and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _too_much(members: list[zipfile.ZipInfo], path: Path) -> Iterator[Problem]:
    """What would fill memory or disk, by what the zip says of itself."""
    whole = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or whole > LARGEST_UNPACKED:
        values = {"count": len(members), "size": whole, "most": MOST_MEMBERS, "largest": LARGEST_UNPACKED}
        yield Problem("translate/zip-much", Place.of(path), values)
    for member in members:
        if member.file_size > HIGHEST_RATIO * max(member.compress_size, 1_000):
            yield Problem("translate/zip-bomb", Place.of(path), {"name": shown(member.filename)})


def _strange(members: list[zipfile.ZipInfo], path: Path) -> Iterator[Problem]:
    """Names that lead out of a folder, links, what is locked or packed in an unusual way."""
    for member in members:
        name = {"name": shown(member.orig_filename)}
        if _leads_out(member.orig_filename) or stat.S_ISLNK(member.external_attr >> 16):
            yield Problem("translate/zip-name", Place.of(path), name)
        if _is_catalog(member.filename) and (
            member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS
        ):
            yield Problem("translate/zip-locked", Place.of(path), name)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\0")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> bytes:
    if member.file_size > LARGEST:
        fail("catalog/size", Place.of(path / member.filename), size=member.file_size, largest=LARGEST)
    with archive.open(member) as stream:
        return stream.read(LARGEST + 1)
