"""The sheet to print for what only people can tell: by keyboard, with screen readers, by criterion."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from .document import Subject, html, ja, table, whole
from .judge import Verdict

#: Room to write by hand.
_ROOM: Final = whole("\u3000" * 10)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to try. ``criteria``: numbers of those that it helps to judge."""

    text: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The tasks with one tool. ``begin``: how one starts."""

    title: str
    begin: str
    tasks: tuple[Task, ...]


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, as ``people.toml`` has them."""
    text = files(__package__).joinpath("people.toml").read_text(encoding="utf-8")
    return tuple(
        Sheet(row["title"], row["begin"], tuple(Task(t["text"], tuple(t["criteria"])) for t in row["tasks"]))
        for row in tomllib.loads(text)["sheet"]
    )


def people_sheet(subject: Subject) -> bytes:
    """The page, to be printed: tasks with boxes to tick, then every criterion that a person must judge."""
    return html(subject, ja("people-title"), _main(subject))


def _main(subject: Subject) -> Iterator[str]:
    yield f'<p class="edition">{ja("report-edition", year=subject.edition.year)}</p>'
    yield f"<p>{ja('people-text')}</p>\n<p>{ja('people-pages', count=len(subject.pages))}</p>"
    for sheet in sheets():
        yield f"<h2>{escape(sheet.title)}</h2>\n<p>{escape(sheet.begin)}</p>\n<p>{ja('people-who')}</p>"
        heads = [whole(ja(name)) for name in ("people-task", "people-done", "people-criteria", "people-seen")]
        yield from table(ja("people-tasks", title=sheet.title), heads, map(_task, sheet.tasks))
    yield f"<h2>{ja('people-judge')}</h2>\n<p>{ja('people-judge-text')}</p>"
    heads = [whole(ja(name)) for name in ("col-criterion", "people-how", "people-result", "people-seen")]
    asked = [verdict for verdict in subject.standard if _is_asked(verdict)]
    yield from table(ja("people-count", count=len(asked)), heads, map(_criterion, asked))


def _is_asked(verdict: Verdict) -> bool:
    """Whether somebody must look: nobody has yet, or the machine cannot tell at all."""
    return verdict.state == "open" or (verdict.criterion.who == "person" and verdict.why == "told")


def _task(task: Task) -> Sequence[str]:
    return (escape(task.text), whole(ja("people-boxes")), " ".join(map(whole, task.criteria)), _ROOM)


def _criterion(verdict: Verdict) -> Sequence[str]:
    criterion = verdict.criterion
    name = f"{criterion.number} {escape(criterion.name)}"
    return (name, escape(criterion.how), whole(ja("people-results")), _ROOM)
