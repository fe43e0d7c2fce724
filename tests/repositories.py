"""Repositories of git for tests, with a name of their own and no settings of the machine's."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(folder: Path, *words: str) -> None:
    """Call git as somebody."""
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=folder, check=True)


def begin(root: Path) -> None:
    """A repository around a project, with one commit that is empty."""
    git(root, "init", "-q")
    git(root, "commit", "-q", "--allow-empty", "-m", "begin")
