"""What was released, ``docs/releases/<year>.toml``, and what an approver was given; released facts must stay.

A release alone writes its record (`tebiki.editions.release.record`), and a review its own
(`tebiki.editions.review`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints

from ..errors import Place, Problem, fail
from .edition import Edition, Items, Slug
from .formats import RELEASE
from .settings import Strict, Text
from .toml_files import load, place_of

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Commit = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")]
#: A manual's version, and its correction where there is one: ``4``, ``4-1``.
Version = Annotated[str, StringConstraints(pattern=r"^[1-9]\d*(-[1-9]\d*)?$")]


class Release(Strict):
    """One release of an edition: the first, or a correction of it."""

    #: From 1, counted up within an edition.
    number: Annotated[int, Field(ge=1)]
    approved: date
    #: The approval's number, as the office writes it.
    approval: Text
    #: The role of whoever approved it, no name: the repository may be read by anybody.
    by: Text | None = None
    #: The number on the signed papers (`tebiki.editions.approval_number`); older releases have none.
    check_number: Text | None = None
    #: The commit that holds the content, and where it is part of the repository the engine.
    commit: Commit
    tag: Text
    #: Languages that were allowed to show notices instead of manuals.
    held: Items = ()
    #: Of ``docs/editions/<year>.toml``, with LF.
    edition_sha256: Sha256
    #: What has made the output: of the engine's files, of the lock file (None where there is none).
    engine_sha256: Sha256
    lock_sha256: Sha256 | None = None
    tebiki: Text
    #: System, machine and Python: elsewhere the same bytes are not promised.
    platform: Text
    manuals: dict[Slug, Version]
    #: By which contract that engine is called (`tebiki.editions.engine`).
    contract: Annotated[int, Field(ge=1)] = 1


class Releases(Strict):
    """All releases of an edition, the oldest first."""

    release: Annotated[
        tuple[Release, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)
    ] = ()


class Review(Strict):
    """What the approver was given, as `tebiki edition review` records it; ``files``: of the draft's site."""

    #: False where nothing was left of the last release to compare with, and the approver was told so.
    compared: bool = True
    edition: int
    manuals: dict[Slug, Version]
    files: dict[Text, Sha256]
    #: The decisions that its papers told, a line each (`told_decisions`).
    decisions: Items = ()


def told_decisions(edition: Edition) -> tuple[str, ...]:
    """The decisions of an edition as a record holds them, so that whoever signs has seen those in force."""
    return tuple(f"{one.about}: {one.role}, {one.day}, {one.reason}" for one in edition.decisions)


def versions(edition: Edition) -> Mapping[str, str]:
    """Each manual's version as a record names it."""
    return {name: manual.number for name, manual in edition.manuals.items()}


def opened(edition: Edition, last: Release) -> tuple[str, ...]:
    """Manuals with a version that the last release does not have: those that are being corrected."""
    return tuple(name for name, version in versions(edition).items() if last.manuals.get(name) != version)


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
    found = load(Releases, path, RELEASE, printed=False).release
    if not found or [one.number for one in found] != list(range(1, len(found) + 1)):  # emptied, or edited
        fail("edition/releases", place_of(path, ["release"]))
    return found


def load_review(docs: Path, year: str) -> Review | None:
    """What was last given to an approver of an edition; None where nothing was. Raises `TebikiError`."""
    path = docs / FOLDER / f"review-{year}.toml"
    return load(Review, path, RELEASE, printed=False) if path.is_file() else None


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
