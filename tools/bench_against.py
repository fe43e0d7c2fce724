"""A commit to measure oneself by: its files and its own packages, kept in ``build/bench`` for the next time.

Both engines build the same content, `FROZEN`, which no later change of ours touches; an engine that knows a
newer format brings its copy to that first. Building the environment of a commit needs the network, once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Final

#: The content of commit cb68959: three manuals in six languages.
FROZEN: Final = Path(__file__).resolve().parent.parent / "tests" / "formats" / "cb68959"
#: The commit's files and packages are complete.
_STAMP: Final = "bench-complete"


def checkout_of(root: Path, commit: str) -> Path:
    """A folder with the files of a commit of the repository ``root`` and its ``.venv``, made if need be.

    Ends the program where there is no such commit, or its packages cannot be installed.
    """
    name = ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}"]
    found = subprocess.run(name, cwd=root, check=False, stdout=subprocess.PIPE, encoding="ascii")  # noqa: S603
    if found.returncode:
        sys.exit(f"--against {commit}: no such commit here")
    full = found.stdout.strip()
    folder = root / "build" / "bench" / full[:12]
    if not (folder / _STAMP).is_file():
        archive = ["git", "archive", "--format=tar", full]
        data = subprocess.run(archive, cwd=root, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=BytesIO(data)) as files:
            files.extractall(folder, filter="data")
        setup = [sys.executable, "-S", str(folder / "tools" / "bootstrap.py"), "setup"]
        if subprocess.run(setup, cwd=folder, check=False).returncode:  # noqa: S603
            sys.exit(f"--against {commit}: its packages could not be installed")
        (folder / _STAMP).touch()
    return folder


def python_of(checkout: Path) -> str:
    """The Python of a checkout's own environment."""
    inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return str(checkout.joinpath(".venv", *inside))


def can_migrate(checkout: Path) -> bool:
    """Whether the checkout's engine knows the command that brings content to a newer format."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "tools"), "TEBIKI_LANG": "en"}
    command = [python_of(checkout), "-m", "tebiki", "--help"]
    said = subprocess.run(  # noqa: S603
        command, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return re.search(r"\bmigrate\b", said.stdout) is not None
