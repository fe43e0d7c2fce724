"""Whether the installed packages are those of a lock file: others would make other bytes."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

#: A pin, and what limits it to some systems or Pythons: ``cffi==2.1.1 ; platform_python_… \\``.
_PIN: Final = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<limited>\s*;)?", re.MULTILINE)


def not_as_locked(lock: Path) -> list[str]:
    """The packages that are not as ``lock`` says, each with both versions: ``typst 0.15.2 → 0.15.3``.

    A package that the lock names for some systems only may be missing here.
    """
    pins: dict[str, set[str]] = {}
    limited: set[str] = set()
    for pin in _PIN.finditer(lock.read_text(encoding="utf-8")):
        pins.setdefault(pin["name"], set()).add(pin["version"])
        if pin["limited"]:
            limited.add(pin["name"])
    found = []
    for name, wanted in pins.items():
        here = _installed(name)
        if here not in wanted and not (here is None and name in limited):
            found.append(f"{name} {'/'.join(sorted(wanted))} → {here or '-'}")
    return found


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
