"""``tebiki screens walk``: a manual's steps on a real device, compared, recorded."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

from ..content.device_walks import DeviceWalk, next_record
from ..content.project import Project
from ..content.text_files import shown
from ..content.write_files import write_together
from ..editions.chosen_year import chosen_year
from ..editions.prompt import Person
from ..editions.walk_draft import WalkDraft, draft_path, find_draft
from ..editions.walk_questions import ask_walk, resume_walk, unfinished_path
from ..editions.walk_record import (
    RecordedWalk,
    read_answers,
    record_walk,
    refuse_released,
    walk_text,
)
from ..errors import Place, Problem, TebikiError, UsageError
from ..messages import say
from ..messages.console import Console
from .answer import Answer
from .arguments import typed_year


def add_walk_arguments(part: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    part.add_argument("manual", metavar="MANUAL", help=say("screens-command/walk-manual"))
    how = part.add_mutually_exclusive_group()
    how.add_argument("--sheet", action="store_true", help=say("screens-command/walk-sheet"))
    how.add_argument(
        "--from", dest="answers", metavar="FILE", type=Path, help=say("screens-command/walk-from")
    )
    part.add_argument("--edition", metavar="YEAR", type=typed_year, help=say("screens-command/walk-edition"))


def answer_walk(asked: argparse.Namespace, project: Project, console: Console) -> Answer:
    """Do what was asked. Raises `TebikiError`."""
    here = project.seen_in(chosen_year(project, asked.edition, "walk", of="screens "))
    if asked.manual not in here.edition.manuals:
        values = {"name": shown(asked.manual), "allowed": ", ".join(here.edition.manuals)}
        raise UsageError([Problem("walk/manual", Place("tebiki screens walk"), values)])
    if asked.sheet:
        return _print_sheet(here, asked.manual)
    today = datetime.now().astimezone().date()
    if asked.answers is not None:
        return Answer(recorded_text(record_walk(here, _read(asked), asked.answers, today)))
    return _ask(here, asked.manual, Person(console), today)


def _read(asked: argparse.Namespace) -> DeviceWalk:
    """The answers, which must be of the manual that was named."""
    walk = read_answers(asked.answers)
    if walk.manual != asked.manual:
        values = {"name": walk.manual, "allowed": asked.manual}
        raise TebikiError([Problem("walk/other-manual", Place.of(asked.answers, key="manual"), values)])
    return walk


def _print_sheet(project: Project, manual: str) -> Answer:
    from ..editions.walk_sheet import write_sheet  # noqa: PLC0415 -- other parts need neither Sphinx nor Typst

    made = write_sheet(project, manual)
    files = {"pdf": Place.of(made.pdf).file, "answers": Place.of(made.answers).file}
    return Answer(say("walk/sheet", pages=made.pages, **files))


def _ask(project: Project, manual: str, person: Person, today: date) -> Answer:
    if refused := [*refuse_released(project, manual)]:
        raise TebikiError(refused)
    if (draft := find_draft(project, manual)) and _goes_on(draft, person):
        return _resume(project, draft, person, today)
    kept = unfinished_path(project, manual)
    walk = ask_walk(project, manual, person, today, partial(_keep, kept))
    return _record(project, walk, kept, person, today)


def _goes_on(draft: WalkDraft, person: Person) -> bool:
    """Whether somebody wants to go on with a walk that was begun in the studio."""
    walk = draft.walk
    return person.there and person.agrees(
        say("walk/ask-resume", device=walk.device, os=walk.os, on=walk.on.isoformat())
    )


def _resume(project: Project, draft: WalkDraft, person: Person, today: date) -> Answer:
    kept = draft_path(project, draft.walk.manual)
    walk = resume_walk(project, draft, person, partial(_keep, kept))
    return _record(project, walk, kept, person, today)


def _keep(path: Path, walk: DeviceWalk) -> None:
    write_together([(path, walk_text(walk).encode())])


def _record(project: Project, walk: DeviceWalk, kept: Path, person: Person, today: date) -> Answer:
    """Record what was answered, if the person wants so; ``kept``: where the answers lie."""
    target = Place.of(next_record(project.docs, walk)).file
    if not person.agrees(say("walk/ask-record", file=target)):
        return Answer(say("walk/not-recorded", file=Place.of(kept).file, manual=walk.manual))
    return Answer(recorded_text(record_walk(project, walk, kept, today, is_draft=True)))


def recorded_text(done: RecordedWalk) -> str:
    """What was written, and what follows from it."""
    return "\n".join(_lines(done))


def _lines(done: RecordedWalk) -> Iterator[str]:
    yield say("walk/done", file=Place.of(done.path).file)
    values = {"manual": done.walk.manual, "os": done.walk.os}
    yield say("walk/now-walked" if done.state == "walked" else "walk/now-partly", **values)
    if done.tested:
        yield say("walk/now-tested", **values)
    if done.otherwise:
        yield say("walk/now-otherwise", count=len(done.otherwise))
    if done.changed:
        yield say("walk/now-changed", count=len(done.changed))
