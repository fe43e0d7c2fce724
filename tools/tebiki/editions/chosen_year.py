"""Which edition a command is about: the one that was named, else the one that people work on."""

from __future__ import annotations

from ..content.project import Project
from ..errors import Place, Problem, UsageError


def chosen_year(project: Project, asked: str | None, command: str, of: str = "edition ") -> str:
    """The year that was asked for, else the one worked on. Raises `UsageError` (``edition/none``).

    ``command``: the part of ``tebiki edition`` that asks, for the message; ``of``: another command.
    """
    if asked is not None and asked not in project.years:
        values = {"year": asked, "known": ", ".join(project.years) or "-"}
        raise UsageError([Problem("edition/none", Place(f"tebiki {of}{command}"), values)])
    return asked or project.worked_on
