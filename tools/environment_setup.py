"""Makes ``.venv`` in its place, or leaves what was there. Standard library only.

Nothing in it is renamed or rewritten afterwards, so that each script names the folder where it
stands. Its stamp, which says what it was made for, is written last.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from environment import ENVIRONMENT, LOCKS, SETUP_LOCK, has_python, is_ready, locks_of, read_stamp, wanted
from environment_folder import begin, hold, settle, write_stamp
from installer import Installer
from tebiki.errors import Problem, TebikiError, UsageError, fail
from tebiki.messages import Language, language, say, tell
from tebiki.messages.console import Console
from tebiki.pipeline.lock import exclusive


class Voice:
    """Speaks on standard error, in Japanese only where the console can show it."""

    def __init__(self) -> None:
        self.console = Console()
        self.language: Language = language() if self.console.shows("日本語") else "en"

    def say(self, name: str, **values: object) -> None:
        """One of bootstrap's messages, in a line of its own."""
        self.console.err(say(f"bootstrap/{name}", self.language, **values))

    def progress(self, name: str, **values: object) -> None:
        """One of bootstrap's messages, as the line of progress."""
        self.console.progress(say(f"bootstrap/{name}", self.language, **values))

    def fail(self, error: TebikiError) -> int:
        """All that is wrong; the exit code."""
        for problem in error.problems:
            self.console.err(tell(problem, self.language))
        return error.exit_code


def refuse_command(command: str, known: Iterable[str]) -> int:
    """Say that there is no such command; the exit code."""
    problem = Problem("bootstrap/unknown", None, {"command": command, "known": " ".join(known)})
    return Voice().fail(UsageError([problem]))


def set_up(root: Path, level: str) -> int:
    """Make the environment of the project in ``root`` for ``level``; 0 or an exit code."""
    voice = Voice()
    try:
        _check_python()
        _check_files(root, level)
        _set_up(root, level, voice)
    except TebikiError as error:
        return voice.fail(error)
    except KeyboardInterrupt:
        voice.say("interrupted")
        return 130
    return 0


def _check_python() -> None:
    # Debian ships `venv` without the pip that it puts in.
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        fail("bootstrap/no-venv", None, version=f"{sys.version_info.major}.{sys.version_info.minor}")


def _check_files(root: Path, level: str) -> None:
    for name in (*locks_of(level).values(), "pyproject.toml"):
        if not (root / name).is_file():
            fail("bootstrap/no-file", None, file=name)


def _set_up(root: Path, level: str, voice: Voice) -> None:
    folder = root / ENVIRONMENT
    try:
        with exclusive(root / SETUP_LOCK, lambda pid: voice.say("waiting", pid=pid or "?")):
            settle(folder, voice.say)
            if not is_ready(root, level):
                _make_or_mend(root, folder, level, voice)
    except PermissionError as error:
        fail("bootstrap/in-use", None, file=error.filename or str(folder))
    except OSError as error:
        reason = error.strerror or str(error)
        fail("bootstrap/disk", None, file=error.filename or str(folder), reason=reason)


def _make_or_mend(root: Path, folder: Path, level: str, voice: Voice) -> None:
    keys = wanted(root, level)
    have = read_stamp(folder)
    locks = {name: key for name, key in keys.items() if name != "project"}
    if locks.items() <= have.items() and has_python(folder):
        # Only pyproject.toml differs: the packages stay, and no network is needed.
        _mend(root, folder, {name: have[name] for name in LOCKS if name in have}, voice)
        write_stamp(folder, {**have, **keys})
        return
    voice.say("making" if level == "run" else f"making-{level}")
    try:
        _make(root, folder, level, voice)
        write_stamp(folder, keys)
    except BaseException:
        _bring_back(folder, voice)
        raise
    finally:
        voice.console.done()
    settle(folder, voice.say)
    voice.say("made")


def _mend(root: Path, folder: Path, locks: dict[str, str], voice: Voice) -> None:
    """Install the project anew; the stamp does not speak of it meanwhile."""
    write_stamp(folder, locks)
    with hold(folder, voice.say) as held:
        Installer(folder, held).install_project(root)


def _make(root: Path, folder: Path, level: str, voice: Voice) -> None:
    voice.progress("step-python")
    with begin(folder, voice.say) as held:
        installer = Installer(folder, held)
        installer.create_environment()
        installer.install_locked(root / LOCKS[level], voice.progress)
        installer.install_project(root)


def _bring_back(folder: Path, voice: Voice) -> None:
    """After a failure: have again what was there before it, or say why not."""
    try:
        settle(folder, voice.say)
    except OSError as error:
        voice.say("not-back", file=error.filename or str(folder), reason=error.strerror or str(error))
