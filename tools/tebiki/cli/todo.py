"""``tebiki todo``: the state of a year's work, as the studio shows it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ..content.project import Project
from ..editions.chosen_year import chosen_year
from ..editions.year_state import Group, Task, YearState, count_costly, year_state
from ..errors import Problem, TebikiError
from ..messages import Said, say, tell
from ..messages.console import Console, columns
from .answer import Answer, print_answer
from .arguments import add_root, find_root, typed_year

_AREA = "todo-command"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``todo``."""
    parser.add_argument("--edition", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/edition"))
    parser.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))
    parser.add_argument("--fast", action="store_true", help=say(f"{_AREA}/fast"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Print the state of the year; the exit code. Raises `TebikiError`."""
    project = Project(find_root(asked))
    year = chosen_year(project, asked.edition, "todo", of="")
    problems: tuple[Problem, ...] = ()
    if not asked.fast:
        try:
            count_costly(project, year)
        except TebikiError as error:  # the sources are wrong: all else is told nevertheless
            problems = error.problems
    state = year_state(project, year, datetime.now().astimezone().date())
    text = todo_json(state) if asked.json else todo_text(state)
    return print_answer(Answer(text, (*state.problems, *problems)), console)


def _said(what: Said) -> str:
    return say(what.code, **what.values)


def todo_text(state: YearState) -> str:
    """What is next and why, then all tasks in their groups, who is waited for, other editions."""
    name, word = _said(state.edition.name), _said(state.edition.state)
    lines = [say(f"{_AREA}/head", name=name, state=word, all=len(state.tasks), done=state.done)]
    lines += [*_next_lines(state.next), ""]
    for group in state.groups:
        lines += [_heading(group), *(f"  {row}" for row in columns([_row(task) for task in group.tasks])), ""]
    lines += [*_waiting_lines(state)]
    lines += [say(f"{_AREA}/others", name=_said(one.name), state=_said(one.state)) for one in state.others]
    return "\n".join(lines).rstrip()


def _next_lines(task: Task | None) -> Iterator[str]:
    if task is None:
        yield say(f"{_AREA}/nothing")
        return
    yield say(f"{_AREA}/next", heading=_said(task.heading))
    if task.reason is not None:
        minutes = "" if task.minutes is None else " " + say("todo/minutes", count=task.minutes)
        yield f"    {_said(task.reason)}{minutes}"
    if task.command:
        yield "    " + say(f"{_AREA}/command", command=task.command)


def _heading(group: Group) -> str:
    return "  ".join(filter(None, (f"{group.number} {_said(group.title)}", _hint(group))))


def _hint(group: Group) -> str:
    """In which order, and by when."""
    hint = "" if group.hint is None else _said(group.hint)
    return " ".join(filter(None, (say("todo/any-order") if group.any_order else "", hint)))


def _row(task: Task) -> list[str]:
    return [say(f"todo/state-{task.state}"), _said(task.title), _said(task.detail)]


def _waiting_lines(state: YearState) -> Iterator[str]:
    for one in state.waiting:
        task = state.task(one.task)
        values = {"who": say(f"todo/who-{one.who}"), "task": "" if task is None else _said(task.title)}
        code = f"{_AREA}/waiting" if one.since is None else f"{_AREA}/waiting-since"
        yield say(code, **values, since=one.since)


def todo_json(state: YearState) -> str:
    """The same for machines: names of tasks and states, sentences beside them, what blocks a release."""
    table = {
        "edition": state.edition.year,
        "kind": state.edition.kind,
        "correction": state.edition.correction,
        "versions": list(state.edition.versions),
        "publication": _day(state.publication),
        "next": state.next.name if state.next else None,
        "pending": list(state.pending),
        "groups": [_group_json(group) for group in state.groups],
        "waiting": [{"who": one.who, "task": one.task, "since": _day(one.since)} for one in state.waiting],
        "others": [{"edition": one.year, "kind": one.kind} for one in state.others],
    }
    return json.dumps(table, ensure_ascii=False, indent=2)


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "number": group.number,
        "title": _said(group.title),
        "due": _day(group.due),
        "late": group.late,
        "tasks": [_task_json(task) for task in group.tasks],
    }


def _task_json(task: Task) -> dict[str, Any]:
    return {
        "name": task.name,
        "state": task.state,
        "who": task.who,
        "title": _said(task.title),
        "detail": _said(task.detail),
        "done": task.done,
        "total": task.total,
        "needs": list(task.needs),
        "blocks": [{"code": one.code, "text": tell(one)} for one in task.blocks],
        "command": task.command,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
