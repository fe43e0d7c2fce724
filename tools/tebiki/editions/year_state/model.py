"""The state of a year's work as data: tasks in their groups, how far each is, whose it is, what blocks it.

Whoever shows it (``tebiki todo``, the studio) chooses nothing: sentences are `Said`, so they are told in
the language of whoever reads them, and every rule that led to a state stands in this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from ...content.calendar import Month
from ...errors import Problem
from ...messages import Said

#: The tasks of a year in the handbook's order.
TaskName = Literal[
    "certificate",
    "facts",
    "screens",
    "walks",
    "translate",
    "compare",
    "papers",
    "approval",
    "release",
    "handed",
    "sent",
]
TASKS: Final[tuple[TaskName, ...]] = get_args(TaskName)
#: ``next``: the one thing to do now; ``not_yet``: others must be done before; ``stopped``: nobody can go
#: on with it before something else is put right.
TaskState = Literal["done", "next", "partly", "possible", "waiting", "not_yet", "stopped"]
#: Whose a task is.
Who = Literal["staff", "translators", "approver", "web", "maintainer"]
#: What an edition is today. ``unreleased``: conf.py names it as the current one, and it never went out.
EditionKind = Literal["draft", "correction", "unreleased", "published", "earlier"]
#: A fiscal year is named by the era that its first full month belongs to: 2019 is 令和元年度.
_MAY: Final = 5
#: Parts that take seconds to count: they may be unknown until somebody waits for them.
CostlyPart = Literal["translations"]


@dataclass(frozen=True, slots=True)
class EditionName:
    """One edition as a bar or a list names it.

    ``versions``: manuals' versions, each once (``("5",)``, ``("4", "4-1")``); ``correction``: the number of
    the correction that is open, 0 without. ``readable``: whether its file could be read.
    """

    year: str
    kind: EditionKind
    versions: tuple[str, ...] = ()
    correction: int = 0
    readable: bool = True

    @property
    def state(self) -> Said:
        """The word beside its name, such as 案, 訂正1の案 or 公開中."""
        return Said(f"todo/edition-{self.kind}", {"number": self.correction})

    @property
    def name(self) -> Said:
        """令和8年度（2026）Ver.5."""
        era = Said("todo/era", {"year": self.year, "era": "".join(Month(int(self.year), _MAY).era)})
        if not self.versions:
            return era
        return Said("todo/edition-name", {"era": era, "versions": "・".join(self.versions)})


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a year.

    ``title``: the act and its object; ``heading``: the same with how many are left. ``detail``: how far it
    is, why it cannot begin, whom it waits for. ``reason``: why it comes next. ``done`` and ``total``: how
    many of how many, None where nothing is counted; ``minutes``: a rule of thumb for what is left.
    ``blocks``: what a release would be refused for and this task puts right. ``needs``: tasks that come
    before and are not settled. ``since``: the day from which somebody is waited for. ``command``: what a
    terminal does the same by.
    """

    name: TaskName
    group: int
    state: TaskState
    title: Said
    heading: Said
    detail: Said
    who: Who
    reason: Said | None = None
    done: int | None = None
    total: int | None = None
    minutes: int | None = None
    blocks: tuple[Problem, ...] = ()
    needs: tuple[TaskName, ...] = ()
    since: date | None = None
    command: str = ""

    @property
    def left(self) -> int | None:
        """How many are still to be done."""
        return None if self.total is None or self.done is None else self.total - self.done


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that belong together; ``number`` from 1. ``due``: by when, where the day of publication is known.

    ``hint``: that day in words. ``any_order``: whether different people may do its tasks in any order.
    """

    number: int
    title: Said
    tasks: tuple[Task, ...]
    due: date | None = None
    late: bool = False
    hint: Said | None = None
    any_order: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is waited for. ``since``: from when, where the files tell it."""

    who: Who
    task: TaskName
    since: date | None


@dataclass(frozen=True, slots=True)
class YearState:
    """The whole state of one edition's work.

    ``publication``: the day on which it goes public, where it is known. ``pending``: costly parts that
    nobody has counted for the files as they are now (their tasks say so). ``problems``: files that
    could not be read. ``others``: every other edition, the newest first. ``may_begin``: the year that may
    be begun, "" while a draft is open; ``may_correct``: the edition that a correction may be begun of, or "".
    """

    edition: EditionName
    groups: tuple[Group, ...]
    next: Task | None
    waiting: tuple[Waiting, ...]
    publication: date | None = None
    pending: tuple[CostlyPart, ...] = ()
    problems: tuple[Problem, ...] = ()
    others: tuple[EditionName, ...] = ()
    may_begin: str = ""
    may_correct: str = ""

    @property
    def month(self) -> Said | None:
        """The month of publication, where the day of it is known: 令和8年4月."""
        if self.publication is None:
            return None
        month = Month(self.publication.year, self.publication.month)
        values = {"era": "".join(month.era), "year": month.year, "month": month.month}
        return Said("todo/month", values)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in order."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(task.state == "done" for task in self.tasks)

    def task(self, name: TaskName) -> Task | None:
        """The task of that name; None where this edition has no such task."""
        return next((task for task in self.tasks if task.name == name), None)
