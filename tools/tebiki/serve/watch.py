"""Whether somebody has saved a source: looked up again and again, which works on every file system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ..pipeline.key import CONTENT, below

#: Seconds between two looks.
_PAUSE: Final = 0.1

#: File → what its system knows of it. It only says when to look at the contents, which the build compares.
Look = dict[Path, tuple[int, int, int]]


def look(root: Path) -> Look:
    """All sources as they are now."""
    return dict(_files(root))


def _files(root: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for name in CONTENT:
        for path in below(root / name):
            try:
                found = path.stat()
            except FileNotFoundError:  # an editor that puts a new file in an old one's place
                continue
            yield path, (found.st_mtime_ns, found.st_ctime_ns, found.st_size)


def wait(root: Path, known: Look, wanted: Callable[[], bool]) -> Look:
    """Wait until the sources differ from ``known`` and have settled, or something else is ``wanted``."""
    while not wanted():
        now = look(root)
        if now != known:
            return _settled(root, now)
        time.sleep(_PAUSE)
    return known


def _settled(root: Path, now: Look) -> Look:
    """An editor may write several files, or one in parts."""
    while True:
        time.sleep(_PAUSE / 2)
        later = look(root)
        if later == now:
            return now
        now = later
