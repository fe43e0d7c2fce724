"""Whether ``.venv`` is what the project asks for: its place, its stamp, the lock files.

Standard library only, and little of that: this runs before every command. It imports none of
its neighbours; all of them may import it.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ".venv"
STAMP = "tebiki-setup.txt"
# Held by a set-up; a killed one leaves the file, and the next takes away what it left.
SETUP_LOCK = ".venv.lock"
# What is installed: for a build, for the check in a browser, for the zip for office PCs, for the tests; each
# all of the former and more.
LOCKS = {
    "run": "requirements.lock",
    "browser": "requirements-browser.lock",
    "office": "requirements-office.lock",
    "test": "requirements-test.lock",
}
# To be raised when an environment made by an older bootstrap would no longer do.
_SCHEME = "1"


def is_ready(root: Path, level: str) -> bool:
    """Whether the environment is complete and made for ``level`` by this Python from these files."""
    folder = root / ENVIRONMENT
    try:
        return wanted(root, level).items() <= read_stamp(folder).items() and has_python(folder)
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
    """The keys in the stamp of an environment; none where there is no stamp or it cannot be read.

    Who makes or changes an environment takes them away first and writes them last, so that
    nothing half-made is believed.
    """
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


def has_python(folder: Path) -> bool:
    """Whether the environment's Python is there: somebody may have emptied the folder and left the stamp."""
    return Path(python(folder)).exists()


def clean_environment() -> dict[str, str]:
    """The process' environment without what would slip other packages into ours."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET"}}
    # The project's path may hold Japanese, which Python reads in the locale's encoding, even ASCII.
    return {**kept, "PYTHONUTF8": "1"}
