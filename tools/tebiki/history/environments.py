"""Placeholder until the branch with the real one is merged."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..errors import Place, fail
from .packages import not_as_locked


def python_for(lock: Path, released_on: str, report: Callable[[str], None]) -> Path:
    """The Python of this process, where its packages are those of the lock."""
    del released_on, report
    if other := not_as_locked(lock):
        fail("history/packages", Place(lock.name), commit="", names=", ".join(other))
    return Path(sys.executable)
