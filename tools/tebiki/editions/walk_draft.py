"""A walk that somebody has begun to enter: kept between two answers, until it is recorded or given up.

A draft has the form of a file of answers and lies in the machine's own folder: nothing of the project
changes before `record_draft`, which writes what ``tebiki screens walk`` writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from ..content.device_walks import DeviceWalk, Seen, WalkEntry
from ..content.project import Project
from ..content.walk_items import WalkItem
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, fail
from .walk_answers import answered, read_head
from .walk_record import RecordedWalk, blank_entry, read_answers, record_walk, refuse_released, walk_text

#: What a form may say of an item: `Seen` by the field's value.
ANSWERS: Final[Mapping[str, Seen]] = {"same": "same", "differs": "differs", "absent": "absent", "": ""}


@dataclass(frozen=True, slots=True)
class WalkPart:
    """What is compared under one heading of a manual.

    ``number`` counts the parts from 1; ``first``: where its items begin among all of the manual.
    """

    number: int
    first: int
    items: tuple[WalkItem, ...]

    @property
    def title(self) -> str:
        """The heading's message."""
        return self.items[0].title

    @property
    def step(self) -> int | None:
        """The step that it is; None outside the steps."""
        return self.items[0].step


@dataclass(frozen=True, slots=True)
class WalkDraft:
    """A walk that was begun. ``changed``: items that were answered, and that the manual shows otherwise now.

    The answers to those are open again.
    """

    walk: DeviceWalk
    items: tuple[WalkItem, ...]
    changed: tuple[WalkItem, ...] = ()

    def entries(self, part: WalkPart) -> tuple[WalkEntry, ...]:
        """What was said of a part so far."""
        return self.walk.seen[part.first : part.first + len(part.items)]

    def is_answered(self, part: WalkPart) -> bool:
        """Whether something was said of each of its items."""
        return all(entry.seen for entry in self.entries(part))

    @property
    def open_part(self) -> WalkPart | None:
        """The first part of which something is open; None where nothing is."""
        return next((part for part in walk_parts(self.items) if not self.is_answered(part)), None)


def walk_parts(items: Sequence[WalkItem]) -> tuple[WalkPart, ...]:
    """A manual's items by their heading, in its order."""
    numbered = groupby(enumerate(items), key=lambda pair: (pair[1].place, pair[1].title))
    groups = [list(pairs) for _, pairs in numbered]
    return tuple(
        WalkPart(number, pairs[0][0], tuple(item for _, item in pairs))
        for number, pairs in enumerate(groups, 1)
    )


def draft_path(project: Project, manual: str) -> Path:
    """Where the draft of a manual lies, one of each edition."""
    return project.build / "studio" / "walks" / f"{project.year}-{manual}.toml"


def begin_draft(project: Project, manual: str, fields: Mapping[str, str], today: date) -> WalkDraft:
    """Keep a draft with device, system, role and day (`walk_answers.HEAD_FIELDS`).

    Raises `TebikiError`: for a field, a manual that is released, or a draft that is there already.
    """
    if refused := [*refuse_released(project, manual)]:
        raise TebikiError(refused)
    if draft_path(project, manual).exists():
        fail("walk/draft-there", None, manual=manual)
    walk = read_head(project, manual, fields, today)
    _keep(project, walk)
    return WalkDraft(walk, project.walk_source.items(manual))


def change_draft_head(project: Project, draft: WalkDraft, fields: Mapping[str, str], today: date) -> None:
    """Put other words for device, system, role and day; the answers stay. Raises `TebikiError`."""
    walk = read_head(project, draft.walk.manual, fields, today)
    _keep(project, walk.model_copy(update={"seen": draft.walk.seen}))


def find_draft(project: Project, manual: str) -> WalkDraft | None:
    """The draft of a manual beside the manual as it is now; None where there is none.

    What the manual shows otherwise since then is to be compared again; what it does not show any more is
    left out. Raises `TebikiError` for a file that somebody has made wrong.
    """
    path = draft_path(project, manual)
    if not path.is_file():
        return None
    walk, items = read_answers(path), project.walk_source.items(manual)
    _check_identity(project, manual, walk, path)
    said = {entry.key: entry for entry in walk.seen if entry.seen}
    kept = [said[item.key] if item.key in said else blank_entry(item) for item in items]
    fresh = tuple(
        entry if entry.shows(item) else blank_entry(item) for entry, item in zip(kept, items, strict=True)
    )
    changed = tuple(item for entry, item in zip(kept, items, strict=True) if not entry.shows(item))
    version = project.edition.manuals[manual].number
    return WalkDraft(walk.model_copy(update={"seen": fresh, "version": version}), items, changed)


def _check_identity(project: Project, manual: str, walk: DeviceWalk, path: Path) -> None:
    """A draft that was copied to another name would be recorded as another manual's."""
    if (walk.edition, walk.manual) != (project.edition.year, manual):
        values = {"name": f"{walk.edition} {walk.manual}", "allowed": f"{project.year} {manual}"}
        raise TebikiError([Problem("walk/other-manual", Place.of(path, key="manual"), values)])


def answer_part(
    project: Project, draft: WalkDraft, part: WalkPart, answers: Sequence[tuple[str, str]]
) -> WalkDraft:
    """Keep what was said of a part's items: for each a key of `ANSWERS`, and what differs.

    Raises `TebikiError`, with ``words.<n>`` or ``seen.<n>`` as the key of a place, n from 0; then the draft
    is as it was.
    """
    problems = list[Problem]()
    entries = list(draft.walk.seen)
    for number, (seen, words) in enumerate(answers[: len(part.items)]):
        at = part.first + number
        try:
            entries[at] = answered(entries[at], _read_answer(seen, number), words, f"words.{number}")
        except TebikiError as error:
            problems.extend(error.problems)
    if problems:
        raise TebikiError(problems)
    walk = draft.walk.model_copy(update={"seen": tuple(entries)})
    _keep(project, walk)
    return WalkDraft(walk, draft.items)


def _read_answer(value: str, number: int) -> Seen:
    if value not in ANSWERS:
        raise TebikiError([Problem("walk/choice", Place("", key=f"seen.{number}"), {"value": value})])
    return ANSWERS[value]


def record_draft(project: Project, draft: WalkDraft, today: date) -> RecordedWalk:
    """Write the record and give up the draft. Raises `TebikiError`; then both are as they were."""
    path = draft_path(project, draft.walk.manual)
    return record_walk(project, draft.walk, path, today, is_draft=True)


def discard_draft(project: Project, manual: str) -> None:
    """Give up what was entered; nothing of the project changes."""
    draft_path(project, manual).unlink(missing_ok=True)


def all_drafts(project: Project) -> Iterator[str]:
    """Manuals of the edition of which a walk was begun."""
    return (name for name in project.edition.manuals if draft_path(project, name).is_file())


def _keep(project: Project, walk: DeviceWalk) -> None:
    write_together([(draft_path(project, walk.manual), walk_text(walk).encode())])
