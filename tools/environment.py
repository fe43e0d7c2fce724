"""Whether ``.venv`` is what the project asks for, and the commands that run in it.

Standard library only, and little of that: this runs before every command. Making the
environment is in environment_setup.py, which is imported only when it must be made.
"""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ".venv"
STAMP = "tebiki-setup.txt"
# What is installed: for a build, for the check in a browser, for the tests; each all of the former and more.
LOCKS = {
    "run": "requirements.lock",
    "browser": "requirements-browser.lock",
    "test": "requirements-test.lock",
}
# To be raised when an environment made by an older bootstrap would no longer do.
_SCHEME = "1"

# Command: what must be installed, and what runs there (the last one gets the options).
COMMANDS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "build": ("run", (("-m", "tebiki", "build"),)),
    "check": ("run", (("-m", "tebiki", "check"),)),
    "test": ("test", (("-m", "pytest"),)),
    "test-long": ("test", (("-m", "pytest", "-m", "long"),)),
    "test-city": ("test", (("-m", "pytest", "tests/city"),)),
    "rehearse": ("test", (("tools/rehearse_year.py",),)),
    "check-browser": ("browser", (("-m", "tebiki", "check", "--browser"),)),
    "bench": ("run", (("tools/bench.py",),)),
    "lint": ("test", (("-m", "mypy"), ("-m", "ruff", "check"))),
    "setup": ("run", ()),
    "lock": ("run", ()),
}


def main(arguments: list[str]) -> int:
    """Run a command (``build`` where none is named) with its options; its exit code."""
    command, options = (arguments[0], arguments[1:]) if arguments else ("build", [])
    level, steps = COMMANDS.get(command, ("run", ()))
    if command in COMMANDS and command != "lock" and is_ready(ROOT, level):
        return _run(steps, options)
    return _prepare(command, level, options) or _run(steps, options)


def _prepare(command: str, level: str, options: list[str]) -> int:
    # Imported only here: most runs find all ready and need none of it.
    from environment_setup import set_up, unknown  # noqa: PLC0415
    from locks import lock  # noqa: PLC0415

    if command not in COMMANDS:
        return unknown(command)
    return lock(ROOT, options) if command == "lock" else set_up(ROOT, level)


def is_ready(root: Path, level: str) -> bool:
    """Whether the environment is complete and made for ``level`` by this Python from these files."""
    have = read_stamp(root / ENVIRONMENT)
    try:
        return wanted(root, level).items() <= have.items()
    except FileNotFoundError:
        return False


def wanted(root: Path, level: str) -> dict[str, str]:
    """What the stamp must say: the keys of the locks and of the project itself.

    A lock's key covers the interpreter and the project's folder too: scripts and the
    link to the project hold that folder's path, so a copy of the project elsewhere
    would quietly run the code of the original. Raises `FileNotFoundError`.
    """
    keys = {name: _key(root, file, interpreter()) for name, file in locks_of(level).items()}
    return {**keys, "project": _key(root, "pyproject.toml", "")}


def locks_of(level: str) -> dict[str, str]:
    """The lock files that an environment of ``level`` is made from, its own last."""
    names = list(LOCKS)
    return {name: LOCKS[name] for name in names[: names.index(level) + 1]}


def interpreter() -> str:
    """Which Python runs this, whether or not from within the environment."""
    home = os.path.realpath(sys.base_prefix)
    return "\n".join((sys.version, home, sys.platform, str(struct.calcsize("P"))))


def _key(root: Path, file: str, interpreter: str) -> str:
    content = (root / file).read_bytes().replace(b"\r\n", b"\n")
    head = "\n".join((_SCHEME, interpreter, str(root))).encode("utf-8", "surrogateescape")
    return hashlib.sha256(head + b"\0" + content).hexdigest()


def read_stamp(folder: Path) -> dict[str, str]:
    """The stamp of an environment; empty where it is missing, so that nothing half-made is believed."""
    try:
        lines = (folder / STAMP).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: key for name, _, key in (line.partition(" ") for line in lines)}


def scripts(folder: Path) -> Path:
    """Where an environment keeps its programs."""
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def python(folder: Path) -> str:
    """The Python of an environment."""
    return str(scripts(folder) / ("python.exe" if sys.platform == "win32" else "python"))


def clean_environment() -> dict[str, str]:
    """The process' environment without what would slip other packages into ours."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET"}}
    # The project's path may hold Japanese, which Python reads in the locale's encoding, even ASCII.
    return {**kept, "PYTHONUTF8": "1"}


def _run(steps: tuple[tuple[str, ...], ...], options: list[str]) -> int:
    os.chdir(ROOT)
    program = python(ROOT / ENVIRONMENT)
    environment = clean_environment()
    for number, step in enumerate(steps, 1):
        last = number == len(steps)
        line = [program, *step, *(options if last else ())]
        if last and sys.platform != "win32":
            # The command takes this process' place: signals and the exit code are its own.
            os.execve(program, line, environment)  # noqa: S606
        if code := subprocess.call(line, env=environment):  # noqa: S603
            return code
    return 0
