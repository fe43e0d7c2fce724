"""A file that was sent goes in, and the reply to its translator is written or taken away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..content.project import Project
from ..content.write_files import write_together
from ..errors import Problem, TebikiError
from .apply import Applied, apply
from .reply import UNREADABLE, reply_path, reply_text, unreadable_text
from .sent_language import likely_language
from .targets import target_languages


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file. ``applied``: None where it could not be read; ``reply``: what to send back."""

    applied: Applied | None
    problems: tuple[Problem, ...]
    reply: Path | None


def take_in(project: Project, file: Path, language: str | None, *, fuzzy: bool = False) -> TakenIn:
    """Take in ``file``. Raises `TebikiError` where its translator can do nothing about it."""
    try:
        done = apply(project, file, language, fuzzy=fuzzy)
    except TebikiError as error:
        if not any(problem.code in UNREADABLE for problem in error.problems):
            raise
        likely = likely_language(file, language, target_languages(project))
        path = reply_path(project.build, likely)
        write_together([(path, unreadable_text(likely).encode())])
        return TakenIn(None, error.problems, path)
    path = reply_path(project.build, done.language)
    if not done.refused:
        path.unlink(missing_ok=True)  # of another file that was sent before
        return TakenIn(done, done.problems, None)
    write_together([(path, reply_text(done).encode())])
    return TakenIn(done, done.problems, path)
