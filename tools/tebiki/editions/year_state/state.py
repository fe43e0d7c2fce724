"""The way in: the state of one edition's work, and of all editions beside it."""

from __future__ import annotations

from datetime import date

from ...content.project import Project
from ...errors import Problem, TebikiError
from ..git import Repository
from ..release.refusals import of_repository
from .arrange import arrange, awaited, publication_day
from .evidence import name_edition, read_evidence
from .model import EditionName, YearState
from .translations import count_translations


def year_state(project: Project, year: str, today: date) -> YearState:
    """How far the work of an edition is, from files alone; takes some tens of milliseconds.

    What takes seconds is told as far as it is known (`YearState.pending`; `count_costly` counts it).
    Raises `TebikiError` where conf.py or the year's own file is wrong.
    """
    found = read_evidence(project, year)
    groups, chosen = arrange(found, project.settings, today)
    tasks = tuple(task for group in groups for task in group.tasks)
    names = name_editions(project)
    return YearState(
        edition=found.name,
        groups=groups,
        next=chosen,
        waiting=awaited(tasks),
        publication=publication_day(found),
        pending=("translations",) if found.translations is None and not found.is_over else (),
        problems=found.problems,
        others=tuple(name for name in names if name.year != year),
        may_begin=year_to_begin(names),
        may_correct=year_to_correct(names),
    )


def year_to_begin(names: tuple[EditionName, ...]) -> str:
    """The year after the newest edition; "" while that one is a draft, or where there is none at all."""
    newest = names[0] if names else None
    return "" if newest is None or newest.kind == "draft" else str(int(newest.year) + 1)


def year_to_correct(names: tuple[EditionName, ...]) -> str:
    """The edition that is out and that no correction is open of; "" where there is none."""
    return next((name.year for name in names if name.kind == "published"), "")


def name_editions(project: Project) -> tuple[EditionName, ...]:
    """Every edition as a list names it, the newest first."""
    return tuple(name_edition(project, year) for year in reversed(project.years))


def year_to_discard(names: tuple[EditionName, ...]) -> str:
    """The draft that may be given up: the newest edition, while it is one; else ""."""
    return names[0].year if names and names[0].kind == "draft" else ""


def count_costly(project: Project, year: str) -> None:
    """Count what `year_state` only remembers; takes seconds where the content has changed since.

    Raises `TebikiError` where the sources are wrong.
    """
    count_translations(project.seen_in(year))


def release_blocks(project: Project, year: str, today: date) -> tuple[Problem, ...]:
    """All that a release would be refused for before it begins, that nobody need be asked for.

    Looks into every file and asks git, so it takes some tenths of a second: for the room that releases.
    """
    state = year_state(project, year, today)
    blocks = [problem for task in state.tasks for problem in task.blocks]
    try:
        blocks.extend(of_repository(project.seen_in(year), year, Repository.of(project.root)))
    except TebikiError as error:
        blocks.extend(error.problems)
    return tuple(blocks)
