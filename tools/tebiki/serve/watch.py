"""Whether somebody has saved a source: looked up again and again, which works on every file system.

No library does it: events do not come from network drives nor from Windows' drives in WSL, and the
polling of watchfiles misses saves.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ..pipeline.key import CONTENT, may_be_read

#: Seconds between two looks.
_PAUSE: Final = 0.1

#: File → what its system knows of it. It only says when to look at the contents, which the build compares.
Look = dict[str, tuple[int, int, int]]


def look(root: Path) -> Look:
    """All sources as they are now, by path: what `pipeline.key.below` lists."""
    starts = (str(root / name) for name in CONTENT)
    return {path: known for start in starts for path in _paths(start) if (known := _known_of(path))}


def _paths(start: str) -> Iterator[str]:
    """A file, or the files and links below a folder."""
    try:
        entries = list(os.scandir(start))  # pathlib takes three times as long, ten times a second
    except NotADirectoryError:
        yield start
        return
    except OSError:  # gone, or not to be read
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(entry.path)
        elif may_be_read(entry.name):
            yield entry.path


def _known_of(path: str) -> tuple[int, int, int] | None:
    """What the system knows of a file; None where an editor is just putting a new one in its place."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- as above
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else None


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
