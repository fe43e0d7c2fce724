"""The tasks beside one another: what needs what, what comes next, in which groups, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ...content.settings import Settings
from ...messages import Said
from .content_tasks import (
    begin_progress,
    facts_progress,
    screens_progress,
    translate_progress,
    walks_progress,
)
from .due_days import due_days
from .evidence import Evidence
from .model import TASKS, Group, Task, TaskName, Waiting, Who
from .progress import Progress, day_said, joined, said_name
from .release_tasks import (
    approval_progress,
    compare_progress,
    handed_progress,
    papers_progress,
    release_progress,
    sent_progress,
)


@dataclass(frozen=True, slots=True)
class TaskRule:
    """What holds of a task in every year. ``needs``: what must be settled before it may be done.

    ``command``: what a terminal does the same by, ``{year}`` in it; "" where there is none.
    """

    group: int
    who: Who
    progress: Callable[[Evidence, Settings], Progress]
    needs: tuple[TaskName, ...] = ()
    command: str = ""


_CONTENT: Final[tuple[TaskName, ...]] = ("facts", "walks")
RULES: Final[Mapping[TaskName, TaskRule]] = {
    "certificate": TaskRule(1, "staff", begin_progress, (), "tebiki edition new {year} --p12 FILE.p12"),
    "facts": TaskRule(2, "staff", facts_progress, (), "tebiki edition confirm KEY --edition {year}"),
    "screens": TaskRule(2, "staff", screens_progress, (), "tebiki screens"),
    "walks": TaskRule(2, "staff", walks_progress, (), "tebiki screens walk MANUAL --edition {year}"),
    "translate": TaskRule(2, "translators", translate_progress, (), "tebiki translate status"),
    "compare": TaskRule(3, "staff", compare_progress, _CONTENT, "tebiki edition compare {years}"),
    "papers": TaskRule(3, "staff", papers_progress, _CONTENT, "tebiki edition review {year}"),
    "approval": TaskRule(3, "approver", approval_progress, ("papers",)),
    "release": TaskRule(
        4,
        "staff",
        release_progress,
        (*_CONTENT, "papers", "approval"),
        "tebiki release {year} --approved YYYY-MM-DD --number TEXT --check-number NUMBER",
    ),
    "handed": TaskRule(4, "web", handed_progress, ("release",)),
    "sent": TaskRule(4, "maintainer", sent_progress, ("release",)),
}
#: Groups in which tasks may be done in any order.
_ANY_ORDER: Final = frozenset({2})
_LAST: Final = 4


def arrange(found: Evidence, settings: Settings, today: date) -> tuple[tuple[Group, ...], Task | None]:
    """All tasks of an edition in their groups, and the next one; None where nothing is left to be done."""
    progress = {name: RULES[name].progress(found, settings) for name in TASKS if _belongs(name, found)}
    if found.is_over:
        progress = {name: _over(name, one) for name, one in progress.items()}
    tasks = [_task(name, one, progress, found) for name, one in progress.items()]
    chosen = _next(tasks, progress, found)
    if chosen is not None:
        if chosen.state in ("possible", "partly"):
            chosen = replace(chosen, state="next")
        chosen = replace(chosen, reason=Said(f"todo/reason-{chosen.name}"))
        tasks = [chosen if one.name == chosen.name else one for one in tasks]
    return tuple(_groups(tasks, found, today)), chosen


def _belongs(name: TaskName, found: Evidence) -> bool:
    """Whether an edition has a task: without anything of before there is nothing to compare."""
    return name != "compare" or found.comparable


def _over(name: TaskName, one: Progress) -> Progress:
    """What was left open went out as it was: a release ends all tasks before it."""
    return one if name in ("handed", "sent") else replace(one, state="done", settled=True, blocks=())


def _task(name: TaskName, one: Progress, progress: Mapping[TaskName, Progress], found: Evidence) -> Task:
    rule = RULES[name]
    missing = tuple(need for need in rule.needs if need in progress and not progress[need].settled)
    state, detail = one.state, one.detail
    if state != "done" and missing and not (name == "release" and state == "stopped"):
        state, detail = "not_yet", Said("todo/detail-needs", {"tasks": joined(map(said_name, missing))})
    if found.outside and rule.group == 3:
        state, detail = "not_yet", Said("todo/detail-needs-edition")
    return Task(
        name=name,
        group=rule.group,
        state=state,
        title=Said(_worded("title", name, found)),
        heading=Said(one.heading or f"todo/heading-{name}", {"count": one.count}),
        detail=detail,
        who=rule.who,
        done=one.done,
        total=one.total,
        minutes=one.minutes,
        blocks=one.blocks,
        needs=missing,
        since=one.since if state == "waiting" else None,
        command=_command(rule.command, found),
    )


def _worded(what: str, name: TaskName, found: Evidence) -> str:
    """The code of a task's words: a correction begins and is compared otherwise."""
    other = found.name.kind == "correction" and name in ("certificate", "compare")
    return f"todo/{what}-{name}-correction" if other else f"todo/{what}-{name}"


def _command(command: str, found: Evidence) -> str:
    year = found.name.year
    if found.name.kind == "correction":
        if "edition new" in command:
            command = "tebiki edition revise {year} --manual MANUAL --reason TEXT --on YYYY-MM-DD"
        return command.format(year=year, years=year)
    return command.format(year=year, years=f"{found.before} {year}")


def _next(tasks: list[Task], progress: Mapping[TaskName, Progress], found: Evidence) -> Task | None:
    """What to do now: the first that others wait for, else the first that may be done, else who is awaited.

    Once papers were made, nothing that would change them is proposed any more. What nobody has counted yet
    may be done already: it is not proposed.
    """
    uncounted = {"translate"} if found.translations is None else set[str]()
    ready = [task for task in tasks if task.state in ("possible", "partly") and task.name not in uncounted]
    held = [task for task in ready if not progress[task.name].settled]
    papers = progress["papers"].state == "done"
    loose = [] if papers else ready
    stopped = [task for task in tasks if task.state == "stopped"]
    waiting = [task for task in tasks if task.state == "waiting"]
    return next(iter((*held, *loose, *waiting, *stopped)), None)


def _groups(tasks: list[Task], found: Evidence, today: date) -> Iterator[Group]:
    day = publication_day(found)
    due = None if day is None else due_days(day)
    by_group = {} if due is None else {2: due.content, 3: due.approval, 4: due.publication}
    for number in sorted({task.group for task in tasks}):
        own = tuple(task for task in tasks if task.group == number)
        until = by_group.get(number)
        late = until is not None and until < today and any(task.state != "done" for task in own)
        other = found.name.kind == "correction" and number == 1
        title = Said(f"todo/group-{number}-correction" if other else f"todo/group-{number}")
        yield Group(number, title, own, until, late, _hint(number, until, late=late), number in _ANY_ORDER)


def _hint(number: int, until: date | None, *, late: bool) -> Said | None:
    """By when, in words; of the last group the day of publication itself."""
    if until is None:
        return None
    code = "todo/due-publication" if number == _LAST else "todo/due"
    return Said(f"{code}-late" if late else code, {"on": day_said(until)})


def publication_day(found: Evidence) -> date | None:
    """The day on which an edition goes public: the first of its month. A correction's is nobody's to know."""
    if found.is_out or found.name.kind == "correction":
        return None
    month = max(manual.published for manual in found.edition.manuals.values())
    return date(month.year, month.month, 1)


def awaited(tasks: tuple[Task, ...]) -> tuple[Waiting, ...]:
    """Who is waited for."""
    return tuple(Waiting(one.who, one.name, one.since) for one in tasks if one.state == "waiting")
