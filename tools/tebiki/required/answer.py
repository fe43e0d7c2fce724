"""From what a person asked of ``tebiki required`` to what is said."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..errors import Place, Problem, UsageError
from .looked import Asked, record
from .project import Project
from .tell import looks_text, recorded_text


@dataclass(frozen=True, slots=True)
class Answer:
    """Text for standard output, and problems of the content for standard error."""

    text: str
    problems: tuple[Problem, ...] = ()


def run(asked: argparse.Namespace, root: Path) -> Answer:
    """Do what was asked of the project at ``root``. Raises `TebikiError`."""
    project = Project.read(root)
    if asked.part is None:
        return Answer(looks_text(tuple(project.looks())), tuple(project.errors()))
    manuals, rows = tuple(dict.fromkeys(asked.manual)), tuple(dict.fromkeys(asked.row))
    return Answer(recorded_text(record(project, Asked(rows, manuals, _role(asked.by), _day(asked.on)))))


def _role(text: str) -> str:
    if not text.strip():
        raise UsageError([Problem("required-command/no-role", Place("--by"))])
    return text.strip()


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a date has no zone
    except ValueError:
        raise UsageError([Problem("required-command/day", Place("--on"), {"value": text})]) from None
