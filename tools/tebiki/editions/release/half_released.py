"""What a release that was stopped has changed already, and how what it left is cleared away.

A release changes nothing of what is public before all its files are made. Stopped before, it is taken
back by removing what lies beside; stopped after, it can only be gone on with, which it does by itself.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.sums import SUMS
from ...errors import Place, TebikiError, fail
from ...pipeline.publish import staging_folder
from ..chosen_year import chosen_year
from ..git import ABSENT, Repository
from .record import restored


def mark_public(root: Path) -> str:
    """A text that stays the same while the released files and the project's commit do.

    Of a folder without a repository the files alone count. Raises `TebikiError` where git cannot tell.
    """
    digest = hashlib.sha256(_head(root).encode())
    for path in sorted(ProjectFolders(root).dist.glob(f"*/{SUMS}")):
        digest.update(f"\0{path.parent.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _head(root: Path) -> str:
    try:
        return Repository.of(root).head()
    except TebikiError as error:
        if {problem.code for problem in error.problems} <= ABSENT:
            return ""
        raise


def take_back(project: Project, asked: str | None) -> str:
    """Clear away what a stopped release has left beside what is public; the edition's year.

    Nothing that was released changes, nor what people wrote. Raises ``release/running`` while a release
    of that edition is at work.
    """
    year = chosen_year(project, asked, "release", of="")
    target = project.dist / year
    there = project.dist.is_dir()
    with staging_folder(target, project=project.root, on_wait=_refuse):
        restored(Repository.of(project.root), project.root)
    if not there and not any(project.dist.iterdir()):
        project.dist.rmdir()
    return year


def _refuse(pid: str) -> None:
    fail("release/running", Place("tebiki release"), pid=pid)
