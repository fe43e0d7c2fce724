"""One process at a time: a lock that its holder's death releases; standard library only."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Windows keeps others from reading a locked byte, so the lock lies far behind the pid.
_LOCKED_BYTE = 1 << 30
_PAUSE = 0.05  # seconds between two tries


@contextmanager
def exclusive(path: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock file ``path`` (made where missing, in an existing folder).

    Where another process holds it, ``on_wait`` is called once with that process' id (text,
    may be empty) and this one waits, unless ``on_wait`` raises. A holder that dies, however,
    releases the lock. Raises `OSError` where the file cannot be made or the file system knows no locks.
    """
    descriptor = _acquire(path, on_wait)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        _release(path, descriptor)


def is_held(path: Path) -> bool:
    """Whether a process that lives holds the lock file ``path``."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def _acquire(path: Path, on_wait: Callable[[str], None]) -> int:
    waited = False
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        locked = _try_lock(descriptor)
        if locked and _is_at(path, descriptor):
            return descriptor
        holder = "" if locked else os.read(descriptor, 20).decode("ascii", "replace")
        os.close(descriptor)
        if not locked and not waited:
            waited = True
            on_wait(holder)
        time.sleep(_PAUSE if waited else 0)


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether the locked file is still the one at ``path``: its last holder removes it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _release(path: Path, descriptor: int) -> None:
    # Windows removes no open file (and none that a waiter has opened): close first there.
    if sys.platform == "win32":
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
    else:
        path.unlink(missing_ok=True)
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
