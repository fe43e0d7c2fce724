"""Whether this machine has what a year's work needs: the content, a history of versions, room on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ..content.project import Project
from ..content.releases import load_releases
from ..errors import TebikiError
from ..messages import Said
from .git import Repository
from .release.record import RECORDS, record_name
from .sent_on import find_sent
from .year_state.evidence import name_edition

#: Bytes that a release may take for a while: all languages, built three times, and the archive.
_NEEDED: Final = 2_000_000_000
_GIGABYTE: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class MachineCheck:
    """One thing that the work needs. ``lack``: it is missing; ``unknown``: nobody can tell here.

    ``step``: what to do about a lack.
    """

    name: Said
    state: Literal["fine", "lack", "unknown"]
    said: Said
    step: Said | None = None


def check_machine(project: Project) -> Iterator[MachineCheck]:
    """All that can be told without a network, in the order in which somebody needs it."""
    yield from _content(project)
    yield _history(project)
    yield _room(project)
    yield from _record(project)


def _named(name: str, state: Literal["fine", "lack", "unknown"], code: str, **values: object) -> MachineCheck:
    step = Said(f"machine/{code}-step", values) if state == "lack" else None
    return MachineCheck(Said(f"machine/{name}"), state, Said(f"machine/{code}", values), step)


def _content(project: Project) -> Iterator[MachineCheck]:
    try:
        city = project.settings.city["ja"]
        project.edition_of(project.worked_on)
        edition = name_edition(project, project.worked_on).name
    except TebikiError as error:
        yield _named("content", "lack", "content-wrong", count=len(error.problems))
        return
    yield _named("content", "fine", "content-found", city=city, edition=edition)


def _history(project: Project) -> MachineCheck:
    """Whether git is there and keeps this folder; without it all can be done but a release."""
    try:
        repository = Repository.of(project.root)
        repository.head()
        branch = repository.branch()
    except TebikiError as error:
        code = error.problems[0].code.removeprefix("history/")
        known = {"no-git", "no-repository", "no-commit"}
        return _named("history", "lack", f"history-{code if code in known else 'refused'}")
    if branch is None:
        return _named("history", "lack", "history-detached")
    return _named("history", "fine", "history-found")


def _room(project: Project) -> MachineCheck:
    """The free room of the disk that the project lies on, beside what a release may take."""
    free = shutil.disk_usage(project.root).free
    values = {"free": f"{free / _GIGABYTE:.1f}", "needed": f"{_NEEDED / _GIGABYTE:.0f}"}
    if free < _NEEDED:
        return _named("room", "lack", "room-small", **values)
    return _named("room", "fine", "room-enough", **values)


def _record(project: Project) -> Iterator[MachineCheck]:
    """Whether the record of the last release has left this machine; nothing before the first release."""
    try:
        released = [year for year in project.years if load_releases(project.docs, year)]
        sent = find_sent(project.root, f"{RECORDS}/{record_name(released[-1])}") if released else None
    except TebikiError:
        yield _named("record", "unknown", "record-unknown")
        return
    if released and sent is None:
        yield _named("record", "unknown", "record-unknown")
    elif sent is not None:
        states: dict[str, Literal["fine", "lack", "unknown"]] = {"sent": "fine", "waiting": "lack"}
        yield _named("record", states.get(sent.state, "unknown"), f"record-{sent.state}", year=released[-1])
