"""From what a person asked of ``tebiki translate`` to what is said."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem
from . import tell
from .project import Project
from .update import update


@dataclass(frozen=True, slots=True)
class Answer:
    """Text for standard output, and problems of the content for standard error."""

    text: str
    problems: tuple[Problem, ...] = ()


def run(asked: argparse.Namespace, root: Path) -> Answer:
    """Do what was asked in the project at ``root``. Raises `TebikiError`."""
    return _PARTS[asked.part](asked, Project.read(root))


def _update(asked: argparse.Namespace, project: Project) -> Answer:
    codes = project.chosen(asked.language)
    return Answer(tell.updated_text(update(project, codes, same_meaning=asked.same_meaning)))


_PARTS = {"update": _update}
