"""The invented city's year as its staff live it, with quick stand-ins for what takes seconds to build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from release_samples import reviewed
from release_years import YEAR, prepare

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.content.releases import load_review
from tebiki.editions.approval_number import make_number
from tebiki.editions.content_stamp import content_stamp, note_made
from tebiki.editions.office_notes import Approval, keep_approval
from tebiki.editions.year_state import TaskName, TaskState, YearState, year_state

#: A day long before the invented city's editions go public.
EARLY = date(2031, 1, 10)
APPROVED_ON = date(2031, 2, 20)


def state_of(root: Path, year: str = YEAR, today: date = EARLY) -> YearState:
    """The state of a year, of the files as they are now."""
    return year_state(Project(root), year, today)


def states(state: YearState) -> dict[TaskName, TaskState]:
    """Each task's state, by its name."""
    return {task.name: task.state for task in state.tasks}


def codes(state: YearState, name: TaskName) -> list[str]:
    """Codes of what a task blocks a release by."""
    task = state.task(name)
    assert task is not None
    return [problem.code for problem in task.blocks]


def detail(state: YearState, name: TaskName) -> str:
    """The code of a task's sentence."""
    task = state.task(name)
    assert task is not None
    return task.detail.code.removeprefix("todo/detail-")


def give_papers(root: Path, year: str = YEAR) -> None:
    """The record of papers, noted as made of the content as it is; nothing is built."""
    assert year == YEAR
    reviewed(root)
    project = Project(root)
    note_made(project, year, "papers", content_stamp(project, year))


def approve(root: Path, year: str = YEAR) -> str:
    """Somebody types the approval of the papers that were made last; their number."""
    project = Project(root)
    review = load_review(project.docs, year)
    assert review is not None
    number = make_number(review)
    keep_approval(project, year, Approval(APPROVED_ON, "福第12号", number, "係長"))
    return number


def begin_life(root: Path) -> None:
    """The invented city in a repository, one fact with a value that nobody has confirmed."""
    root.mkdir()
    prepare(root)
    path = root / "docs" / "editions" / f"{YEAR}.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"mail_wait", "certificate.subject"', '"links.form", "mail_wait"')
    path.write_text(text, encoding="utf-8", newline="\n")


def tebiki(root: Path, *words: str) -> None:
    """A command that must succeed."""
    assert main([*words, "--root", str(root)]) == 0
