"""今年の仕事: the state of a year, its one next thing, who is waited for, other editions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ...editions.year_state import (
    EditionName,
    Group,
    Task,
    Waiting,
    YearState,
    count_costly,
    name_editions,
    year_to_begin,
    year_to_correct,
    year_to_discard,
)
from ...editions.year_state.progress import day_said, manual_said
from ...errors import Problem, TebikiError
from ...messages import say
from ..bar import told
from ..job_values import find_stopped
from ..reply import Go, Page, Part, Reply
from ..room import RailItem, view
from ..task_addresses import room_address, task_address
from ..visit import Visit
from ..visited_year import visited_year
from ..words import room_words

ROOM: Final = "year"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in words. ``address`` is "" for one that cannot begin yet; ``state`` names its look."""

    title: str
    detail: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group in words. ``late``: the day of ``hint`` has passed."""

    number: int
    title: str
    hint: str
    late: bool
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do now; ``address`` is "" where somebody else does it, ``command`` where none does."""

    heading: str
    reason: str
    title: str
    address: str
    command: str


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in a list."""

    name: str
    state: str
    kind: str
    address: str
    here: bool = False


def open_first(visit: Visit) -> Reply:
    """The edition that is worked on; whoever comes for the first time says who works here."""
    return Go(f"/{visit.project.worked_on}/" if visit.role else "/welcome")


def show_year(visit: Visit) -> Reply:
    """All tasks of an edition. Raises `TebikiError` where there is none, or its file is wrong."""
    visit.project.edition_of(visit.year)
    state = visited_year(visit)
    return Page("year.html", room_words(ROOM, "title"), _values(visit, state))


def show_counted(visit: Visit) -> Reply:
    """The same tasks, once what takes seconds has been counted, or why it cannot be."""
    problems: tuple[Problem, ...] = ()
    try:
        count_costly(visit.project, visit.year)
    except TebikiError as error:
        problems = error.problems
    state = visited_year(visit)
    return Part("year_tasks.html", _values(visit, replace(state, problems=(*state.problems, *problems))))


def show_editions(visit: Visit) -> Reply:
    """Every edition, and what may be begun besides: a year, a correction."""
    names = name_editions(visit.project)
    values = {
        "editions": [_edition_line(name, visit) for name in names],
        "discard": room_address("/{year}/discard", year_to_discard(names)) if year_to_discard(names) else "",
        **_doors(year_to_begin(names), year_to_correct(names)),
    }
    return Page("year_editions.html", room_words(ROOM, "editions"), values)


def _values(visit: Visit, state: YearState) -> dict[str, object]:
    return {
        "about": _about(state),
        "counted": room_words(ROOM, "rail-count", all=len(state.tasks), done=state.done),
        "next": _next_thing(state),
        "stopped": find_stopped(visit),
        "groups": [_block(state, group) for group in state.groups],
        "waiting": [_waiting_line(one) for one in state.waiting],
        "drafts": _drafts(visit, state),
        "others": [_edition_line(name, visit) for name in state.others],
        "pending": bool(state.pending),
        "problems": state.problems,
        **_doors(state.may_begin, state.may_correct),
    }


def _about(state: YearState) -> str:
    sums = {"all": len(state.tasks), "done": state.done}
    if state.month is None:
        return room_words(ROOM, "about", **sums)
    versions = "・".join(state.edition.versions)
    return room_words(ROOM, "about-month", month=told(state.month), versions=versions, **sums)


def _next_thing(state: YearState) -> NextThing | None:
    task = state.next
    if task is None or task.reason is None:
        return None
    reason = told(task.reason)
    if task.minutes is not None:
        reason = room_words(
            ROOM, "reason-minutes", reason=reason, minutes=say("todo/minutes", count=task.minutes)
        )
    address = task_address(state, task)
    return NextThing(told(task.heading), reason, told(task.title), address, task.command)


def _block(state: YearState, group: Group) -> GroupBlock:
    order = say("todo/any-order") if group.any_order else ""
    hint = "" if group.hint is None else told(group.hint)
    lines = tuple(_line(state, task) for task in group.tasks)
    return GroupBlock(group.number, told(group.title), f"{order} {hint}".strip(), group.late, lines)


def _line(state: YearState, task: Task) -> TaskLine:
    return TaskLine(
        told(task.title), told(task.detail), task.state.replace("_", "-"), task_address(state, task)
    )


def _waiting_line(one: Waiting) -> str:
    who = say(f"todo/who-{one.who}")
    if one.since is None:
        return room_words(ROOM, "waiting", who=who)
    return room_words(ROOM, "waiting-since", who=who, since=say("todo/since", on=day_said(one.since)))


def _drafts(visit: Visit, state: YearState) -> list[tuple[str, str]]:
    """Each manual as its readers will see it: what it is for, and where it is shown."""
    base = room_address("/{year}/preview", state.edition.year)
    if not base:
        return []
    edition = visit.project.edition
    names = {name: manual_said(edition, name).texts[visit.language] for name in edition.manuals}
    return [(said, f"{base}?manual={name}") for name, said in names.items()]


def _edition_line(name: EditionName, visit: Visit) -> EditionLine:
    state = told(name.state) if name.readable else room_words(ROOM, "unreadable")
    return EditionLine(told(name.name), state, name.kind, f"/{name.year}/", name.year == visit.year)


def _doors(begin: str, correct: str) -> dict[str, object]:
    return {
        "begin": room_address("/{year}/begin", begin) if begin else "",
        "correct": room_address("/{year}/revise", correct) if correct else "",
    }


def count_tasks(visit: Visit) -> dict[str, int]:
    """How many tasks there are, and how many of them are done."""
    state = visited_year(visit)
    return {"all": len(state.tasks), "done": state.done}


RAIL: Final = RailItem(10, ROOM, "/{year}/", count_tasks)
ROUTES: Final = (
    view("/", open_first),
    view("/editions", show_editions),
    view("/{year}/", show_year),
    view("/{year}/tasks", show_counted),
)
