"""What was released: one record an edition, ``docs/releases/<year>.toml``, written by the release itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from .edition import Edition, Items, Slug
from .settings import Strict, Text

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
    #: By which contract that engine is called (`tebiki.history.engine`).
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


def versions(edition: Edition) -> Mapping[str, str]:
    """Each manual's version as a record names it."""
    return {name: manual.number for name, manual in edition.manuals.items()}


def opened(edition: Edition, last: Release) -> tuple[str, ...]:
    """Manuals with a version that the last release does not have: those that are being corrected."""
    return tuple(name for name, version in versions(edition).items() if last.manuals.get(name) != version)
