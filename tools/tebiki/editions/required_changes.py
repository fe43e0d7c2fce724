"""What has changed in the table of what the manuals must say, since a commit: shown to who approves.

A row that is not needed any more is retired with a reason. One that is gone would be missed by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from ..content.formats import REQUIRED
from ..content.project import Project
from ..content.releases import load_releases
from ..content.required import NAME, Required, Row
from ..content.toml_files import load, place_of
from ..errors import Place, Problem, TebikiError
from .git import ABSENT, Repository
from .release.record import find_before

Kind = Literal["added", "changed", "retired", "returned"]
_PATH: Final = f"docs/{NAME}"
#: Codes of a place where no commit has been made that could have held the table.
_NOTHING: Final = ABSENT | {"history/no-commit"}
#: What of a row is shown, in the order of the file.
FIELDS: Final = ("says", "manuals", "facts", "links", "labels", "codes", "screens", "retired")


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is not as it was. ``before``: None where it is new."""

    row: str
    kind: Kind
    before: Row | None
    after: Row

    @property
    def fields(self) -> Iterator[tuple[str, str, str]]:
        """What differs: the key, what stood there, what stands there; empty for nothing."""
        for name in FIELDS:
            old, new = _text(self.before, name), _text(self.after, name)
            if old != new:
                yield name, old, new


def _text(row: Row | None, name: str) -> str:
    value = None if row is None else getattr(row, name)
    return "" if value is None else value if isinstance(value, str) else ", ".join(value)


def changes_since_release(project: Project, year: str) -> tuple[RowChange, ...] | None:
    """The rows that are not as in the release before the next one of ``year``; empty without a release.

    None where that release's commit is not in this repository, so that nobody can tell. Raises
    `TebikiError` for a table that cannot be read.
    """
    commit = _released_commit(project, year)
    if commit is not None and not _is_here(project, commit):
        return None
    before = _released(project, year)
    now = project.required
    return () if before is None or now is None else tuple(_changes(before.rows, now.rows))


def _changes(before: Mapping[str, Row], now: Mapping[str, Row]) -> Iterator[RowChange]:
    for name, row in now.items():
        old = before.get(name)
        if old != row:
            yield RowChange(name, _kind(old, row), old, row)


def _kind(old: Row | None, row: Row) -> Kind:
    if old is None:
        return "added"
    if (old.retired is None) != (row.retired is None):
        return "returned" if row.retired is None else "retired"
    return "changed"


def deleted_rows(project: Project, year: str) -> Iterator[Problem]:
    """Rows of the last release, and of the last commit, that are gone; the whole table, too.

    Where the release's commit is not in this repository, the approver's checklist says so.
    """
    now = project.required
    path = project.docs / NAME
    gone: dict[str, Row] = {}
    for before in (_released(project, year), _committed(project)):
        rows = {} if before is None else before.rows
        gone |= {name: row for name, row in rows.items() if now is None or name not in now.rows}
    for name, row in gone.items():
        place = Place.of(path) if now is None else place_of(path, ["rows"])
        yield Problem("release/row-deleted", place, {"row": name, "says": row.says})


def _released(project: Project, year: str) -> Required | None:
    """The table of the last release, of this edition or of one before; None where there is none here."""
    commit = _released_commit(project, year)
    if commit is None or not _is_here(project, commit):
        return None
    return _of_commit(Repository.of(project.root), commit)


def _released_commit(project: Project, year: str) -> str | None:
    number = len(load_releases(project.docs, year)) + 1
    found = find_before(project.root, year, number)
    return None if found is None else found[1].commit


def _is_here(project: Project, commit: str) -> bool:
    return Repository.of(project.root).resolve(commit) is not None


def _committed(project: Project) -> Required | None:
    """The table of the last commit; None where the project is in no repository or has no commit.

    Raises what git refuses (``history/owner`` …): a row that is gone would pass unseen.
    """
    try:
        repository = Repository.of(project.root)
        return _of_commit(repository, repository.head())
    except TebikiError as error:
        if any(one.code.startswith("history/") and one.code not in _NOTHING for one in error.problems):
            raise
        return None


def _of_commit(repository: Repository, commit: str) -> Required | None:
    data = repository.read(commit, _PATH)
    if data is None:
        return None
    with TemporaryDirectory(prefix="tebiki-") as folder:
        (Path(folder) / NAME).write_bytes(data)
        return load(Required, Path(folder) / NAME, REQUIRED)
