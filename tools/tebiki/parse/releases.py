"""``docs/releases/<year>.toml``: what was released, and what must not change since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..errors import Place, Problem, fail
from ..model.edition import Edition
from ..model.release import Release, Releases, Review, opened
from .formats import RELEASE
from .tomlfile import load, place_of

#: Below ``docs``; no page is made of it.
FOLDER: Final = "releases"


def record_path(docs: Path, year: str) -> Path:
    """The record of an edition's releases."""
    return docs / FOLDER / f"{year}.toml"


def load_releases(docs: Path, year: str) -> tuple[Release, ...]:
    """All releases of an edition, the oldest first; none where it was never released.

    Raises `TebikiError` for a record that was written by hand and is wrong, and for one that holds none.
    """
    path = record_path(docs, year)
    if not path.is_file():
        return ()
    found = load(Releases, path, RELEASE).release
    if not found or [one.number for one in found] != list(range(1, len(found) + 1)):  # emptied, or edited
        fail("edition/releases", place_of(path, ["release"]))
    return found


def load_review(docs: Path, year: str) -> Review | None:
    """What was last given to an approver of an edition; None where nothing was. Raises `TebikiError`."""
    path = docs / FOLDER / f"review-{year}.toml"
    return load(Review, path, RELEASE) if path.is_file() else None


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
