"""``tebiki edition list``: every edition at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ..content.edition import Edition
from ..content.project import EditionState, Project, attempt
from ..errors import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One edition; its facts are None where its file is wrong."""

    year: str
    state: EditionState
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
        edition = attempt(partial(project.edition_of, year), problems)
        rows.append(Row(year, project.state(year), edition))
    return Overview(tuple(rows), tuple(problems))
