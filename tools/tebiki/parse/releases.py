"""``docs/releases/<year>.toml``: what was released, and what must not change since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ..errors import Place, Problem, fail
from ..model.edition import Edition
from ..model.release import Release, Releases, Review, opened
from .tomlfile import load, place_of, read_toml

#: Below ``docs``; no page is made of it.
FOLDER: Final = "releases"
#: Of ``<year>.toml`` and ``review-<year>.toml``. 1 has no number; 2 tells the contract of each engine.
FORMAT: Final = 2


def record_path(docs: Path, year: str) -> Path:
    """The record of an edition's releases."""
    return docs / FOLDER / f"{year}.toml"


def load_releases(docs: Path, year: str) -> tuple[Release, ...]:
    """All releases of an edition, the oldest first; none where it was never released.

    Raises `TebikiError` for a record that was written by hand and is wrong.
    """
    path = record_path(docs, year)
    if not path.is_file():
        return ()
    found = load(Releases, path, _read_today(path)).release
    if [one.number for one in found] != list(range(1, len(found) + 1)):
        fail("edition/releases", place_of(path, ["release"]))
    return found


def _read_today(path: Path) -> dict[str, Any]:
    """A record's table in today's format. Format 1 says by what it lacks that the contract is the first.

    Raises `TebikiError` (``edition/record-newer``) for what a newer engine has written.
    """
    table = read_toml(path)
    number = table.pop("format", 1)
    if type(number) is not int or not 1 <= number <= FORMAT:
        fail("edition/record-newer", place_of(path, ["format"]), format=number, known=FORMAT)
    return table


def is_released(docs: Path, year: str) -> bool:
    """Whether an edition was ever released; reads nothing."""
    return record_path(docs, year).is_file()


def load_review(docs: Path, year: str) -> Review | None:
    """What was last given to an approver of an edition; None where nothing was. Raises `TebikiError`."""
    path = docs / FOLDER / f"review-{year}.toml"
    return load(Review, path, _read_today(path)) if path.is_file() else None


def facts_hash(docs: Path, year: str) -> str:
    """The sha256 of an edition's file, whatever the line ends of this system."""
    data = (docs / "editions" / f"{year}.toml").read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def check_frozen(docs: Path, edition: Edition) -> Iterator[Problem]:
    """The facts of a released edition stay, unless a correction of it is open."""
    year = str(edition.year)
    released = load_releases(docs, year)
    if not released or opened(edition, released[-1]):
        return
    if facts_hash(docs, year) != released[-1].edition_sha256:
        place = Place.of(docs / "editions" / f"{year}.toml")
        yield Problem("edition/frozen", place, {"year": year, "approved": released[-1].approved})
