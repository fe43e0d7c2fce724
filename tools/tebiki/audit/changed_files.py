"""What git says has changed: against the last commit, staged or not, and files that it does not know."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..errors import fail


def changed_files(root: Path) -> tuple[Path, ...]:
    """Paths below ``root``, relative to it, that differ from the last commit and are there; sorted.

    Raises ``check/git`` where git is not there or the folder is no repository.
    """
    command = ["git", "-C", str(root), "status", "--porcelain=v1", "-z", "--untracked-files=all", "."]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603 -- no shell
        top = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), "rev-parse", "--show-prefix"],  # noqa: S607 -- the person's own git
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        fail("check/git", None, why=str(error))
    if done.returncode or top.returncode:
        fail("check/git", None, why=done.stderr.decode("utf-8", "replace").strip().split("\n")[0])
    prefix = top.stdout.decode("utf-8", "surrogateescape").strip()
    names = (name.removeprefix(prefix) for name in _names(done.stdout.decode("utf-8", "surrogateescape")))
    return tuple(sorted(Path(name) for name in names if (root / name).is_file()))


def _names(text: str) -> list[str]:
    """Names of a status in ``-z`` form; a renamed file is followed by its old name."""
    found: list[str] = []
    parts = iter(text.split("\0"))
    for part in parts:
        if len(part) < 4:
            continue
        found.append(part[3:])
        if part[0] in "RC":
            next(parts, None)
    return found
