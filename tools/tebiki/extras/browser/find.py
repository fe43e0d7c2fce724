"""The browser: the system's own Chromium, Chrome or Edge; none is ever downloaded."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ...errors import Place, Problem, UsageError, fail

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_WINDOWS: Final = (
    ("Microsoft", "Edge", "Application", "msedge.exe"),
    ("Google", "Chrome", "Application", "chrome.exe"),
    ("Chromium", "Application", "chrome.exe"),
)
_MAC: Final = ("Google Chrome", "Microsoft Edge", "Chromium")


def browser_path(asked: Path | None = None) -> Path:
    """The program ``asked`` for, else the first that is installed.

    Raises `TebikiError`: ``browser/no-browser`` without one, ``browser/no-driver`` where
    what drives it is not installed, `UsageError` for a program that is not there.
    """
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        fail("browser/no-driver")
    if asked is not None:
        if not asked.is_file() or not os.access(asked, os.X_OK):
            raise UsageError([Problem("browser/no-program", Place("--browser-path"), {"path": str(asked)})])
        return asked.resolve()
    found = next(_installed(), None)
    return found if found is not None else fail("browser/no-browser")


def _installed() -> Iterator[Path]:
    for name in _NAMES:
        if path := shutil.which(name):
            yield Path(path)
    yield from (path for path in _usual(sys.platform) if path.is_file())


def _usual(platform: str) -> Iterator[Path]:
    """Where browsers stand that no search path names."""
    if platform == "win32":
        folders = [os.environ.get(key) for key in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA")]
        yield from (Path(folder, *parts) for parts in _WINDOWS for folder in folders if folder)
    elif platform == "darwin":
        yield from (Path("/Applications", f"{name}.app", "Contents", "MacOS", name) for name in _MAC)
