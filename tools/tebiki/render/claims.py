"""A picture is drawn by one process: others wait, or draw another, and take it from the cache.

Two languages that are built side by side come to the same Japanese drawings at the same time. The system
keeps the claims and gives up those of a process that dies. A folder that knows no locks has no claims: there
a picture may be drawn twice, which costs time and nothing else.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

#: Lies in the cache and is empty: of its bytes only the locks are of use, one byte a key.
_FILE: Final = ".drawing"
#: Hexadecimal digits of a key that tell its byte. Two keys of one byte wait for each other, no more.
_DIGITS: Final = 7
#: Seconds between two tries where a system cannot wait by itself.
_PAUSE: Final = 0.01


def nothing() -> bool:
    """What is to be done meanwhile."""
    return False


@contextmanager
def drawn_by_us(folder: Path, key: str, meanwhile: Callable[[], bool] | None = nothing) -> Iterator[bool]:
    """Hold the claim of ``key`` in the cache ``folder``; first wait until no other process holds it.

    Before we wait, ``meanwhile`` is called for something else to do until it gives False: there is nothing.
    None: we do not wait. Gives False where another process holds the claim then.
    """
    descriptor = None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o666)
    if descriptor is None:
        yield True
        return
    try:
        yield _claim(descriptor, int(key[:_DIGITS], 16), meanwhile)
    finally:
        os.close(descriptor)  # gives the claim up, too


def _claim(descriptor: int, byte: int, meanwhile: Callable[[], bool] | None) -> bool:
    with suppress(OSError):
        while not _lock(descriptor, byte, wait=False):
            if meanwhile is None:
                return False
            if not meanwhile():
                return _lock(descriptor, byte, wait=True)
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, byte: int, *, wait: bool) -> bool:
        os.lseek(descriptor, byte, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except PermissionError:
                if not wait:
                    return False
                time.sleep(_PAUSE)
            else:
                return True

else:
    import fcntl

    def _lock(descriptor: int, byte: int, *, wait: bool) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True
