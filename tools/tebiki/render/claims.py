"""A picture is drawn by one process: others that want it meanwhile wait and take it from the cache.

Two languages that are built side by side come to the same Japanese drawings at the same time. The system
keeps the claims and gives up those of a process that dies. A folder that knows no locks has no claims: there
a picture may be drawn twice, which costs time and nothing else.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

#: Lies in the cache and is empty: of its bytes only the locks are of use, one byte a key.
_FILE: Final = ".drawing"
#: Hexadecimal digits of a key that tell its byte. Two keys of one byte wait for each other, no more.
_DIGITS: Final = 7
#: Seconds between two tries where a system cannot wait by itself.
_PAUSE: Final = 0.01


@contextmanager
def drawn_by_us(folder: Path, key: str) -> Iterator[None]:
    """Hold the claim of ``key`` in the cache ``folder``; first wait until no other process holds it."""
    descriptor = None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o666)
    if descriptor is None:
        yield
        return
    try:
        with suppress(OSError):
            _lock(descriptor, int(key[:_DIGITS], 16))
        yield
    finally:
        os.close(descriptor)  # gives the claim up, too


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, byte: int) -> None:
        os.lseek(descriptor, byte, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except PermissionError:
                time.sleep(_PAUSE)
            else:
                return

else:
    import fcntl

    def _lock(descriptor: int, byte: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX, 1, byte)
