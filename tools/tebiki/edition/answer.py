"""From what a person asked of ``tebiki edition`` to what is said."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..errors import Place, Problem, UsageError
from ..messages import say
from . import tell
from .ask import Person
from .confirm import confirm, discard
from .inspect import inspect
from .new import Wish, begin
from .overview import overview
from .project import Project
from .revise import Wish as Correction
from .revise import revise


@dataclass(frozen=True, slots=True)
class Answer:
    """Text for standard output, and problems of the content for standard error."""

    text: str
    problems: tuple[Problem, ...] = ()


def run(asked: argparse.Namespace, root: Path, person: Person) -> Answer:
    """Do what was asked in the project at ``root``. Raises `TebikiError`."""
    return _PARTS[asked.part](asked, Project.read(root), person)


def _inspect(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    year = project.chosen(asked.edition, "inspect")
    found = inspect(project, year, asked.file, person, piped=asked.password_stdin)
    return Answer(tell.inspected_text(found), found.problems)


def _new(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    wish = Wish(
        year=asked.year,
        certificate=asked.certificate,
        published=asked.published,
        changes=_text("--changes", asked.changes) if asked.changes is not None else None,
        p12=asked.p12,
        piped=asked.password_stdin,
        yes=asked.yes,
    )
    return Answer(tell.begun_text(begin(project, wish, person)))


def _revise(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    wish = Correction(
        year=project.chosen(asked.year, "revise"),
        manuals=tuple(dict.fromkeys(asked.manual)),
        reason=_text("--reason", asked.reason) if asked.reason is not None else None,
        on=_date(asked.on) if asked.on is not None else None,
        yes=asked.yes,
    )
    return Answer(tell.revised_text(revise(project, wish, person, _date)))


def _list(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    found = overview(project)
    return Answer(tell.list_json(found) if asked.json else tell.list_text(found), found.problems)


def _confirm(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    year, by, on = project.chosen(asked.edition, "confirm"), _text("--by", asked.by), _date(asked.on)
    return Answer(tell.confirmed_text(confirm(project, year, asked.key, by, on)))


def _discard(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    year = project.chosen(asked.year, "discard")
    gone = discard(project, year, person, yes=asked.yes)
    return Answer(tell.words("discarded" if gone else "kept", file=Place.of(project.path(year)).file))


def _compare(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    from ..compare import make  # noqa: PLC0415 -- other parts need neither Sphinx nor Typst

    old = project.chosen(asked.old, "compare")
    new = None if asked.new is None else project.chosen(asked.new, "compare")
    made = make.compare(project.root, make.Wish(old, new, asked.output), person.console.err)
    files = {"page": Place.of(made.page).file, "pdf": Place.of(made.pdf).file, "count": made.count}
    return Answer(say("compare/done" if made.count else "compare/done-nothing", **files))


def _review(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    from .review import review  # noqa: PLC0415 -- other parts need neither Sphinx nor Typst

    made = review(project, project.chosen(asked.year, "review"), person.console.err)
    files = {"bundle": made.bundle, "zipped": made.zipped, "record": made.record}
    text = say("review/done", **{name: Place.of(path).file for name, path in files.items()})
    return Answer(text, made.looks.problems)


def _text(option: str, text: str) -> str:
    if not text.strip():
        raise UsageError([Problem("screens/blank", Place(option), {"value": text})])
    return text.strip()


def _date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a date has no zone
    except ValueError:
        raise UsageError([Problem("screens/date", Place("--on"), {"value": text})]) from None


_PARTS = {
    "inspect": _inspect,
    "new": _new,
    "revise": _revise,
    "list": _list,
    "confirm": _confirm,
    "discard": _discard,
    "compare": _compare,
    "review": _review,
}
