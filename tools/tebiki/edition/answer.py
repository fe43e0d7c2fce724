"""From what a person asked of ``tebiki edition`` to what is said."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem
from . import tell
from .ask import Person
from .inspect import inspect
from .project import Project


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


_PARTS = {"inspect": _inspect}
