"""Runs venv and pip for another Python, line by line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ...log import timed

#: Not from the surroundings (-I), and in UTF-8 whatever the console's own encoding.
_ALONE: Final = ("-I", "-X", "utf8", "-m")
#: Of pip's settings in the surroundings only these count: where packages come from, and how to get there.
#: Others (PIP_TARGET, PIP_DRY_RUN, PIP_QUIET ...) would lead elsewhere or hide what went wrong.
_SETTINGS: Final = frozenset(
    f"PIP_{name}"
    for name in (
        *("CONFIG_FILE", "INDEX_URL", "EXTRA_INDEX_URL", "NO_INDEX", "FIND_LINKS", "TRUSTED_HOST", "CERT"),
        *("CLIENT_CERT", "PROXY", "TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES", "CACHE_DIR", "NO_CACHE_DIR"),
        *("KEYRING_PROVIDER", "USE_FEATURE", "USE_DEPRECATED"),
    )
)


class CommandFailedError(Exception):
    """A command ended with an error; ``lines``: all that it said."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines[-3:]))


def create_venv(program: str, folder: Path) -> None:
    """Make an environment at ``folder`` with the Python ``program``. Raises `CommandFailedError`."""
    with timed("editions", "venv"):
        for _ in _lines([program, *_ALONE, "venv", "--without-pip", str(folder)]):
            pass


def install_pip(program: str) -> None:
    """Put pip into the environment of ``program``, from what Python brings along.

    Apart from venv, which would do it too, but keeps to itself why it failed.
    Raises `CommandFailedError`.
    """
    with timed("editions", "ensurepip"):
        for _ in _lines([program, *_ALONE, "ensurepip"]):
            pass


def install_locked(program: str, lock: Path, log: Path) -> Iterator[str]:
    """Install the packages of ``lock`` for the Python ``program``; gives each line that pip says.

    ``log``: a file for all that pip knows, in English, whatever its console shows.
    Raises `CommandFailedError`.
    """
    pip = (*_ALONE, "pip", "--disable-pip-version-check", "--no-input", "--log", str(log))
    wanted = ("install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    with timed("editions", "pip install"):  # an index's address may hold a password
        yield from _lines([program, *pip, *wanted])


def _lines(command: list[str]) -> Iterator[str]:
    said: list[str] = []
    with subprocess.Popen(  # noqa: S603 -- a Python of this computer
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_surroundings(),
        encoding="utf-8",
        errors="backslashreplace",
    ) as process:
        for line in process.stdout or ():
            said.append(line.rstrip())
            yield said[-1]
    if process.returncode:
        raise CommandFailedError(said)


def _surroundings() -> dict[str, str]:
    """What pip and venv see: no package, and no limit to one, from elsewhere than the lock."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("PIP_") or name.upper() in _SETTINGS
    }
    return {**kept, "PIP_USER": "0", "PIP_CONSTRAINT": os.devnull}
