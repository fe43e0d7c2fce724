"""From what a person asked of ``tebiki translate`` to what is said."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from ..errors import Place, Problem
from ..parse.translation import SOURCE
from . import tell
from .add import add
from .apply import apply
from .package import package
from .project import Project
from .readings import propose
from .status import status
from .status_page import write_page
from .status_text import status_json, status_text
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


def _status(asked: argparse.Namespace, project: Project) -> Answer:
    found, source = status(project, project.chosen(asked.language)), project.publication(SOURCE)
    text = status_json(found, project, source) if asked.json else status_text(found, source)
    if asked.html is not None:
        write_page(found, project, source, asked.html)
        text += "" if asked.json else "\n" + tell.words("page-written", file=Place.of(asked.html).file)
    return Answer(text, found.problems)


def _package(asked: argparse.Namespace, project: Project) -> Answer:
    (code,) = project.chosen([asked.language])
    return Answer(tell.packed_text(package(project, code, asked.output, everything=asked.all)))


def _apply(asked: argparse.Namespace, project: Project) -> Answer:
    done = apply(project, asked.file, asked.language, fuzzy=asked.fuzzy)
    return Answer(tell.applied_text(done), tuple(done.problems))


def _add(asked: argparse.Namespace, project: Project) -> Answer:
    return Answer(tell.added_text(add(project, asked.language)))


def _readings(asked: argparse.Namespace, project: Project) -> Answer:
    return Answer(tell.proposed_text(propose(project, asked.file)))


_PARTS = {
    "update": _update,
    "status": _status,
    "package": _package,
    "apply": _apply,
    "add": _add,
    "readings": _readings,
}
