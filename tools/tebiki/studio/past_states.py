"""The states that the history compares with: this morning, the last release, the beginning of the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from ..content.project import Project
from ..editions.changes.fact_places import fact_places
from ..editions.changes.find_changes import find_changes
from ..editions.changes.former_sources import DRAWN_FROM, Export, former_project
from ..editions.changes.found_changes import FoundChanges
from ..editions.changes.source_pairs import (
    SourcePair,
    beginning,
    last_release,
    make_pairs,
    pairs_since_commit,
)
from ..editions.git import Repository
from .journal import Journal, JournalEntry
from .kept_files import SourceState, kept_name
from .visit import Visit

Since = Literal["morning", "release", "begin"]
SINCE: Final[tuple[Since, ...]] = get_args(Since)


@dataclass(frozen=True)
class PastState:
    """The sources as they were. ``name``: of this state; ``year``: the edition whose facts are compared.

    ``pairs``: what differs now; ``day`` and ``version``: of the release, where it is one.
    """

    name: str
    year: str
    pairs: tuple[SourcePair, ...]
    export: Export
    day: date | None = None
    version: str = ""

    def changes(self, project: Project, places: Mapping[str, int] | None = None) -> FoundChanges:
        """What has changed since, in the edition that ``project`` is seen in; ``places``: `fact_places`."""
        known = fact_places if places is None else lambda _: places
        return find_changes(project, self.pairs, self.year, known)

    def former(self, own: Path) -> Project:
        """The drawings of then with what they show. Raises `TebikiError`, `OSError`."""
        return former_project(own / "former" / self.name, self.export, self.year)


def past_state(visit: Visit, since: Since) -> PastState | None:
    """One of the three; None where there is no such state. Raises `TebikiError`."""
    if since == "morning":
        morning = visit.desk.journal.morning
        return None if morning is None else _of_journal(visit, morning.files, f"{morning.day}")
    return _since_release(visit) if since == "release" else _since_beginning(visit)


def entry_state(visit: Visit, entry: JournalEntry) -> PastState:
    """The state before an entry; what differs are the entry's own files, as it left them."""
    journal = visit.desk.journal
    pairs = make_pairs(
        (one.file, _content(journal, one.before), _content(journal, one.after)) for one in entry.files
    )
    state = journal.state_before(entry.number)
    return PastState(_named("before", state), visit.year, pairs, _exporter(journal, state))


def _since_release(visit: Visit) -> PastState | None:
    found = last_release(visit.project, visit.year)
    if found is None:
        return None
    year, release = found
    version = "・".join(dict.fromkeys(release.manuals.values()))
    return _of_commit(visit, release.commit, year, release.approved, version)


def _since_beginning(visit: Visit) -> PastState | None:
    journal, name = visit.desk.journal, f"docs/editions/{visit.year}.toml"
    for entry in reversed(journal.entries):
        if any(one.file == name and one.before is None for one in entry.files):
            return _of_journal(visit, journal.state_after(entry.number), f"after-{entry.number}")
    commit = beginning(visit.project, visit.year)
    return None if commit is None else _of_commit(visit, commit, visit.year)


def _of_commit(visit: Visit, commit: str, year: str, day: date | None = None, version: str = "") -> PastState:
    def export(folder: Path) -> None:
        Repository.of(visit.root).export(commit, folder, below=DRAWN_FROM)

    return PastState(commit, year, pairs_since_commit(visit.root, commit), export, day, version)


def _of_journal(visit: Visit, state: SourceState, name: str) -> PastState:
    journal = visit.desk.journal
    now = journal.state
    files = [one for one in dict.fromkeys([*state, *now]) if state.get(one) != now.get(one)]
    pairs = make_pairs(
        (one, _content(journal, state.get(one)), _content(journal, now.get(one))) for one in files
    )
    return PastState(_named(name, state), visit.year, pairs, _exporter(journal, state))


def _named(name: str, state: SourceState) -> str:
    """The name of a state: two of the same content are one, however entries are numbered."""
    return f"{name}-{kept_name(repr(sorted(state.items())).encode())[:16]}"


def _content(journal: Journal, name: str | None) -> bytes | None:
    return None if name is None else journal.kept.read(name)


def _exporter(journal: Journal, state: SourceState) -> Export:
    def export(folder: Path) -> None:
        for name, content in state.items():
            if name.startswith(DRAWN_FROM):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(journal.kept.read(content))

    return export
