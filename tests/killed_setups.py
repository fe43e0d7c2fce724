"""A set-up that is killed before its first change of the disk, then before its second, and so on.

Run as a program: ``python -S killed_setups.py TOOLS FOLDER BEFORE``; prints a line of JSON for each kill.
venv and pip are played: they write a few files, into ``.venv`` as the real ones do.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, sys.argv[1])  # the tools of the repository, which run before any package is installed

import environment
import environment_folder
import installer
from environment_setup import set_up
from tebiki.errors import TebikiError

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.symlink"}
PARTS = ("python", "packages", "project")


def create_environment(self: installer.Installer) -> None:
    (self.folder / "pyvenv.cfg").touch()
    environment.scripts(self.folder).mkdir()
    Path(environment.python(self.folder)).write_text("python")


def install_locked(self: installer.Installer, lock: Path, _: installer.Report) -> None:
    (self.folder / "packages").write_text(lock.read_text())


def install_project(self: installer.Installer, root: Path) -> None:
    (self.folder / "project").write_text((root / "pyproject.toml").read_text())


def fail_to_install(self: installer.Installer, *_: object) -> None:
    (self.folder / "packages").write_text("half")
    raise TebikiError([])


def play(install: Callable[..., None] = install_locked) -> None:
    """Have these functions stand for venv and pip."""
    played = {
        "create_environment": create_environment,
        "install_locked": install,
        "install_project": install_project,
    }
    for name, function in played.items():
        setattr(installer.Installer, name, function)


def prepare(root: Path, before: str) -> None:
    """A project, and the ``.venv`` that is there at first."""
    root.mkdir()
    for name in (*environment.LOCKS.values(), "pyproject.toml"):
        (root / name).write_text("old")
    folder = root / ".venv"
    if before in {"ours", "ours with another project"}:
        assert set_up(root, "run") == 0
    elif before == "a person's":
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
    changed = "pyproject.toml" if before == "ours with another project" else "requirements.lock"
    (root / changed).write_text("new")


def run_and_kill(root: Path, step: int) -> bool:
    """Set up in a process of its own, killed before its change number ``step``; whether it came so far."""
    if not (child := os.fork()):
        left = step

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            writes = (
                event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            )
            if event in CHANGES or writes:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        os._exit(set_up(root, "run"))
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def look(root: Path) -> dict[str, object]:
    """What stands there."""
    folder = root / ".venv"
    texts = {
        name: (folder / name).read_text() for name in ("packages", "project") if (folder / name).is_file()
    }
    return {
        "ready": environment.is_ready(root, "run"),
        "complete": environment_folder.is_complete(folder),
        "texts": texts,
        "mine": sorted(path.parent.name for path in root.glob(".venv*/mine.txt")),
        "beside": sorted(path.name for path in root.glob(".venv*")),
    }


def main(folder: Path, before: str) -> None:
    play()
    prepare(folder / "start", before)
    step, killed = 0, True
    while killed:
        root, other = folder / "project", folder / "kept"
        shutil.copytree(folder / "start", root)
        # The stamp's key covers the folder: both stand at the same place, one after the other.
        if before.startswith("ours"):
            rekey(root)
        killed = run_and_kill(root, step)
        found = {"killed": killed, "at_once": look(root)}
        play(fail_to_install)
        for name, change in (("failed", leave), ("lost", lose_environment), ("reverted", revert)):
            shutil.copytree(root, other, symlinks=True)
            change(root)
            found[name] = [None if name == "reverted" else set_up(root, "run"), look(root)]
            shutil.rmtree(root)
            other.rename(root)
        play()
        found["again"] = [set_up(root, "run"), look(root)]
        sys.stdout.write(json.dumps(found) + "\n")
        shutil.rmtree(root)
        step += 1


def leave(_: Path) -> None:
    """Nothing happens between the kill and the next set-up."""


def lose_environment(root: Path) -> None:
    """Somebody removes ``.venv``, but not what stands beside it."""
    shutil.rmtree(root / ".venv", ignore_errors=True)


def revert(root: Path) -> None:
    """Somebody takes back the change that the set-up was for."""
    for name in ("requirements.lock", "pyproject.toml"):
        (root / name).write_text("old")


def rekey(root: Path) -> None:
    """Give the copy the stamp that it would have, had it been set up here."""
    changed = {name: (root / name).read_text() for name in ("requirements.lock", "pyproject.toml")}
    for name in changed:
        (root / name).write_text("old")
    environment_folder.write_stamp(root / ".venv", environment.wanted(root, "run"))
    for name, text in changed.items():
        (root / name).write_text(text)


if __name__ == "__main__":
    main(Path(sys.argv[2]), sys.argv[3])
