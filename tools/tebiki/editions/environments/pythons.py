"""The Pythons of this computer: which one fits an earlier release best, and what each has installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.utils import canonicalize_name

from ...errors import unavailable

_PROBE: Final = Path(__file__).with_name("probe.py")
#: Seconds after which a Python that says nothing is taken for none.
_PATIENCE: Final = 120


@dataclass(frozen=True, slots=True)
class Python:
    """An interpreter. ``kind``: what its wheels must fit; ``here``: as `editions.rebuild.here` tells it.

    ``installed``: normalized name → version. ``makes_environments``: whether it has venv and ensurepip.
    """

    program: str
    here: str
    kind: tuple[str, ...]
    markers: Mapping[str, str]
    installed: Mapping[str, str]
    makes_environments: bool

    @property
    def version(self) -> str:
        """Such as 3.11.7."""
        return self.markers["python_full_version"]


def ask_python(program: str) -> Python | None:
    """The interpreter ``program``; None where it does not run."""
    line = [program, "-I", "-B", "-X", "utf8", str(_PROBE)]
    try:
        said = subprocess.run(  # noqa: S603 -- our own file, by a Python of this computer
            line, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=_PATIENCE
        ).stdout
        told = json.loads(said)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    installed = {str(canonicalize_name(name)): version for name, version in told["installed"].items()}
    return Python(program, told["here"], tuple(told["kind"]), told["markers"], installed, told["venv"])


def choose_python(released_on: str) -> Python:
    """The Python to make an environment with: the minor version of the release, where it is installed.

    ``released_on``: the record's platform, such as ``linux x86_64 Python 3.11.7``. Else it is the
    running one. Raises ``environment/no-pip`` where that one cannot make environments, on Windows
    ``environment/embedded``: there only the Python of an office PC's zip comes without.
    """
    wanted = minor_of(released_on)
    if wanted is not None and wanted != sys.version_info[:2] and (program := _find(*wanted)):
        other = ask_python(program)
        if other is not None and other.makes_environments and minor_of(other.here) == wanted:
            return other
    running = ask_python(sys.executable)
    if running is None or not running.makes_environments:
        code = "environment/embedded" if sys.platform == "win32" else "environment/no-pip"
        unavailable(code, None, version=".".join(map(str, sys.version_info[:2])))
    return running


def minor_of(here: str) -> tuple[int, int] | None:
    """Major and minor version of a platform's text; None where it tells none."""
    found = re.search(r"Python (\d+)\.(\d+)", here)
    return found and (int(found[1]), int(found[2]))


def _find(major: int, minor: int) -> str | None:
    """The program of a Python that was installed beside this one."""
    if sys.platform != "win32":
        return shutil.which(f"python{major}.{minor}")
    launcher = shutil.which("py")
    if launcher is None:
        return None
    line = [launcher, f"-{major}.{minor}", "-c", "import sys; print(sys.executable)"]
    said = subprocess.run(line, capture_output=True, check=False, encoding="utf-8", errors="replace")  # noqa: S603 -- Python's own launcher
    return said.stdout.strip() or None
