"""The folder of an environment: begun, held, finished, replaced, brought back, removed.

Standard library only. A folder of ours holds a stamp from its first moment on, which is without
keys until all is in it. The one that it replaces stands beside it, as ``.venv.old-1``, until then:
its scripts name ``.venv``, so that it is whole again once it has that name again. Whatever dies on
the way leaves both, and `settle` knows what to do with them.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from environment import STAMP, read_stamp

#: Receives the name of a message of bootstrap, and its values.
Report = Callable[..., None]

_UNFINISHED: Final = "unfinished\n"
_TRIES: Final = 20
_PAUSE: Final = 0.1  # seconds between two of them


def is_complete(folder: Path) -> bool:
    """Whether all packages were in the environment once; the project in it may be due again."""
    return "run" in read_stamp(folder)


def is_unfinished(folder: Path) -> bool:
    """Whether nothing is lost with ``folder``: empty, or ours and half made or half removed."""
    if (folder / STAMP).is_file():
        return not is_complete(folder)
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


@contextmanager
def begin(folder: Path, report: Report) -> Iterator[tuple[int, ...]]:
    """Make the folder, as an unfinished one, and hold it as `hold` does.

    What stands there is put aside before. Raises `OSError`: `PermissionError` on Windows
    where a program runs from it.
    """
    if os.path.lexists(folder):
        folder.rename(_free_name(folder, "old"))
    folder.mkdir()
    _write_file(folder / STAMP, _UNFINISHED)
    with hold(folder, report) as held:
        yield held


def write_stamp(folder: Path, keys: Mapping[str, str]) -> None:
    """Give the environment the stamp with ``keys``, whole or not at all, once all else is on the disk."""
    new = folder / f"{STAMP}.new"
    if sys.platform != "win32":
        # A power cut may leave empty what pip has written a moment ago.
        os.sync()
    _write_file(new, "".join(f"{name} {key}\n" for name, key in sorted(keys.items())))
    _replace(new, folder / STAMP)
    if sys.platform != "win32":
        _sync_folder(folder)


def settle(folder: Path, report: Report) -> None:
    """Have nothing beside the environment but what people keep: after each making, and after each that died.

    A complete environment stays, and what it replaces goes (a person's own is kept under a name that
    is told). An unfinished one goes, and what it was to replace comes back.
    Waits for what a dead making has left running. Raises `OSError`.
    """
    if (folder / STAMP).is_file():
        with hold(folder, report):
            pass
    for made_beside in _beside(folder, "new"):  # by a bootstrap of 0.1.0 that died
        with suppress(OSError):
            _remove(made_beside)
    for old in _beside(folder, "old"):
        if is_unfinished(old):
            _discard_now_or_later(old)
        elif os.path.lexists(folder) and not is_unfinished(folder):
            _retire(old, folder, report)
        else:
            discard(folder)
            old.rename(folder)
            report("back")
    if is_unfinished(folder):
        discard(folder)


def _retire(old: Path, folder: Path, report: Report) -> None:
    if is_complete(old):
        _discard_now_or_later(old)
    else:
        kept = _free_name(folder, "kept")
        old.rename(kept)
        report("kept", folder=kept.name)


def _discard_now_or_later(folder: Path) -> None:
    # What cannot be removed now (a program still runs from it) goes the next time.
    with suppress(OSError):
        discard(folder)


def discard(folder: Path) -> None:
    """Remove an environment of ours, or an empty folder; nothing where there is none.

    The stamp loses its keys first and goes last, so that it is unfinished all the while. Raises `OSError`.
    """
    if folder.is_symlink():
        folder.unlink()
    elif folder.is_dir():
        stamp = folder / STAMP
        if stamp.exists():
            os.truncate(stamp, 0)
        for path in folder.iterdir():
            if path != stamp:
                _remove(path)
        stamp.unlink(missing_ok=True)
        folder.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _beside(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.parent.glob(f"{folder.name}.{kind}-*"))


def _free_name(folder: Path, kind: str) -> Path:
    """A path beside ``folder`` where nothing stands; whoever asks holds the lock of the set-up."""
    paths = (folder.with_name(f"{folder.name}.{kind}-{number}") for number in count(1))
    return next(path for path in paths if not os.path.lexists(path))


def _write_file(path: Path, text: str) -> None:
    with path.open("w", encoding="ascii", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(new: Path, path: Path) -> None:
    """Rename a file over another; on Windows somebody may just read that one (a virus scanner does)."""
    for left in reversed(range(_TRIES)):
        try:
            new.replace(path)
        except PermissionError:
            if not left or sys.platform != "win32":
                raise
            time.sleep(_PAUSE)
        else:
            return


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    @contextmanager
    def hold(folder: Path, report: Report) -> Iterator[tuple[int, ...]]:  # noqa: ARG001 -- as elsewhere
        """Nothing: Windows removes and renames no folder that a program runs from."""
        yield ()

else:
    import fcntl

    @contextmanager
    def hold(folder: Path, report: Report) -> Iterator[tuple[int, ...]]:
        """Hold an environment of ours, for oneself and for the programs that get the descriptors.

        Where this process is killed alone, they go on, and keep it held by the open descriptors. Who
        comes next says so and waits, else they would write into what takes the folder's place.
        """
        descriptor = os.open(folder / STAMP, os.O_RDWR)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report("waiting-rest")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield (descriptor,)
        finally:
            os.close(descriptor)
