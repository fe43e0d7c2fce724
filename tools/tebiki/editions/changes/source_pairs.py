"""The sources that are not as they were: each file's bytes then and now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ...content.project import Project
from ...content.releases import Release, load_releases
from ...errors import TebikiError
from ...pipeline.key import CONTENT
from ..git import ABSENT, Repository
from ..release.record import find_before

#: What releases write, and nobody edits.
_RECORDS: Final = "docs/releases/"
#: Codes of a place without commits: nothing is known of what was before.
_NOTHING: Final = ABSENT | {"history/no-commit"}


@dataclass(frozen=True, slots=True)
class SourcePair:
    """A file of the project; None where it was not there, or is no longer. Line ends of texts are LF."""

    file: str
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)


def make_pairs(files: Iterable[tuple[str, bytes | None, bytes | None]]) -> tuple[SourcePair, ...]:
    """Pairs of the files that differ, by name; records of releases are none."""
    pairs = (SourcePair(name, _plain(before), _plain(after)) for name, before, after in files)
    return tuple(
        sorted(
            (one for one in pairs if one.before != one.after and not one.file.startswith(_RECORDS)),
            key=lambda one: one.file,
        )
    )


def pairs_since_commit(root: Path, commit: str) -> tuple[SourcePair, ...]:
    """What differs between a commit and the files as they are. Raises `TebikiError` (``history/…``)."""
    repository = Repository.of(root)
    names = [name for name in repository.changed_since(commit, CONTENT) if not name.startswith(_RECORDS)]
    former = repository.contents(commit, names)
    return make_pairs((name, former.get(name), _read(root / name)) for name in names)


def last_release(project: Project, year: str) -> tuple[str, Release] | None:
    """The newest release that is an edition's or before it, and its year; None before the first one.

    None, too, where its commit is not in this repository. Raises `TebikiError` for a record that is wrong.
    """
    found = find_before(project.root, year, len(load_releases(project.docs, year)) + 1)
    if found is None:
        return None
    try:
        known = Repository.of(project.root).resolve(found[1].commit)
    except TebikiError as error:
        if any(one.code not in ABSENT for one in error.problems):
            raise
        return None
    return found if known else None


def beginning(project: Project, year: str) -> str | None:
    """The commit in which an edition was begun; None while no commit holds its file."""
    name = project.edition_file(year).relative_to(project.root).as_posix()
    try:
        return Repository.of(project.root).first_with(name)
    except TebikiError as error:
        if any(one.code not in _NOTHING for one in error.problems):
            raise
        return None


def _plain(data: bytes | None) -> bytes | None:
    if data is None or b"\0" in data:
        return data
    return data.replace(b"\r\n", b"\n")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
