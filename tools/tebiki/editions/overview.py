"""``tebiki edition list``: every edition at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.edition import Edition
from ..errors import Problem, TebikiError
from .project import Project, State


@dataclass(frozen=True, slots=True)
class Row:
    """One edition; its facts are None where its file is wrong."""

    year: str
    state: State
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All editions, the newest first, and what is wrong with their files."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def overview(project: Project) -> Overview:
    """Every edition of the project."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for year in reversed(project.years):
        edition = None
        try:
            edition = project.load(year)
        except TebikiError as error:
            problems.extend(error.problems)
        rows.append(Row(year, project.state(year), edition))
    return Overview(tuple(rows), tuple(problems))
