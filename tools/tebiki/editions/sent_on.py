"""Whether what a release has recorded has left this machine: told from git's own notes, without a network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..errors import TebikiError
from ..messages import Said
from .git import ABSENT, Repository


@dataclass(frozen=True, slots=True)
class SentOn:
    """``state``: whether the place that the branch is sent to had the commit when git last heard of it.

    ``nowhere``: this copy knows of no other place. ``to``: that place (``origin``); ``branch``: ours.
    """

    state: Literal["sent", "waiting", "nowhere"]
    to: str | None
    branch: str | None

    def told(self, tag: str) -> Said:
        """One sentence: where the record is, and what is to be done."""
        return Said(
            f"release/record-{self.state}", {"tag": tag, "to": self.to, "branch": self.branch or "HEAD"}
        )


def find_sent(root: Path, file: str) -> SentOn | None:
    """Where the last commit that changed ``file`` (of the project) is besides here.

    None for a folder that is no repository, and for a file of no commit. Raises `TebikiError`.
    """
    try:
        repository = Repository.of(root)
    except TebikiError as error:
        if {problem.code for problem in error.problems} <= ABSENT:
            return None
        raise
    if (commit := repository.last_change(file)) is None:
        return None
    places, branch = repository.remotes(), repository.branch()
    for name in places:
        if repository.is_at(name, commit):
            return SentOn("sent", name, branch)
    return SentOn("waiting" if places else "nowhere", places[0] if places else None, branch)
