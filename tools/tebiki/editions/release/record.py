"""``docs/releases``: what was released, written by a release and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import tomlkit

from ...content.formats import KEY, RELEASE
from ...content.project_folders import ProjectFolders
from ...content.releases import Release, load_releases
from ...content.write_files import TEMPORARY, write_together
from ...content.write_intent import complete_writes
from ..compare.page_record import PICTURES
from ..git import Repository

#: Below the project's folder.
RECORDS: Final = "docs/releases"
#: What releases write there, and nobody else does.
_WRITTEN: Final = re.compile(
    rf"{RECORDS}/([0-9]{{4}}\.toml|[0-9]{{4}}-[0-9]+(\.sha256|/.+\.json)|{PICTURES}/[0-9a-f]{{64}}\.png)"
)


def record_name(year: str) -> str:
    """The file of an edition's releases."""
    return f"{year}.toml"


def sums_name(year: str, number: int) -> str:
    """The hashes of all files of one release."""
    return f"{year}-{number}.sha256"


def record_text(releases: Sequence[Release]) -> str:
    """All releases of an edition as TOML."""
    document = tomlkit.document()
    for line in (
        "発行の記録。tebiki release が書きます。手で直しません。",
        "Written by tebiki release; never by hand.",
    ):
        document.add(tomlkit.comment(line))
    document.add(KEY, RELEASE.current)
    rows = tomlkit.aot()
    for release in releases:
        row = tomlkit.table()
        table: dict[str, Any] = release.model_dump(exclude_none=True)
        for key, value in table.items():
            if key != "manuals":
                row.add(key, list(value) if isinstance(value, tuple) else value)
        manuals = tomlkit.table()
        manuals.update(table["manuals"])
        row.add("manuals", manuals)
        rows.append(row)
    document.add("release", rows)
    return tomlkit.dumps(document)


def restored(repository: Repository, root: Path) -> None:
    """Put records back to what was committed: a release that was stopped may have written one.

    Only a committed record counts. Files by other names are people's (a scan of an approval) and stay.
    What `write_together` leaves when it is killed goes: a commit would take it in where .gitignore does
    not know it.
    """
    complete_writes(root)
    written = f"{TEMPORARY}*"
    for unfinished in (*root.glob(written), *(root / RECORDS).rglob(written)):
        if unfinished.is_file():
            unfinished.unlink()
    head = repository.head()
    for name in _changed(repository):
        data = repository.read(head, name)
        if data is None:
            (root / name).unlink(missing_ok=True)
        else:
            write_together([(root / name, data)])
    if left := _changed(repository):  # the branch had gone on and git's index had not
        repository.unstage(left)


def _changed(repository: Repository) -> list[str]:
    """Files that releases write and that are not as they were committed."""
    return [name for name in repository.changed() if _WRITTEN.fullmatch(name)]


def find_before(root: Path, year: str, number: int) -> tuple[str, Release] | None:
    """The release before the ``number``-th of an edition, and its edition; None for the first of all."""
    docs = ProjectFolders(root).docs
    own = load_releases(docs, year)[: number - 1]
    if own:
        return year, own[-1]
    for path in sorted((docs / "releases").glob("[0-9][0-9][0-9][0-9].toml"), reverse=True):
        if path.stem < year and (released := load_releases(docs, path.stem)):
            return path.stem, released[-1]
    return None
