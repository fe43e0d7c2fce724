"""Puts one folder in another's place: by one exchange, or by two renames and a journal."""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
# Windows' virus scanner holds a fresh file for a moment; elsewhere a refusal stays one.
_TRIES: Final = 10 if sys.platform == "win32" else 1
_PAUSE: Final = 0.1  # seconds


def exchange(one: Path, other: Path) -> bool:
    """Exchange two existing folders at one instant; False where the system did not.

    Any refusal counts (an old kernel, a file system or a sandbox that does not know the
    call): the two renames that follow tell what is really wrong, if anything is.
    """
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is None:
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return bool(call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def replace_by_journal(new: Path, target: Path, old: Path, journal: Path) -> None:
    """Rename ``target`` to ``old``, then ``new`` to ``target``; all four stand in one folder.

    Raises `OSError` with ``target`` as it was. Killed in between, `recover_swap` completes it.
    """
    _write_journal(journal, new, old)
    try:
        rename(target, old)
        sync_folder(target.parent)
        rename(new, target)
        sync_folder(target.parent)
    except BaseException:
        # Also when somebody presses Ctrl-C here.
        if not target.exists():
            rename(old, target)
        raise
    finally:
        # Without a target the journal stays: it alone tells the next run what to put there.
        if target.exists():
            journal.unlink()


def recover_swap(target: Path, journal: Path) -> None:
    """Complete a replacement that was cut short; without a journal there was none."""
    try:
        names = json.loads(journal.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    new, old = target.with_name(names["new"]), target.with_name(names["old"])
    if new.exists():
        if target.exists() and not old.exists():
            rename(target, old)
        if not target.exists():
            rename(new, target)
    elif old.exists() and not target.exists():
        rename(old, target)
    sync_folder(target.parent)
    journal.unlink()


def rename(source: Path, destination: Path) -> None:
    """Rename; on Windows try again for a second while some program holds a file in it."""
    for left in reversed(range(_TRIES)):
        try:
            source.rename(destination)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` survive a power failure; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_journal(journal: Path, new: Path, old: Path) -> None:
    # Beside and renamed: a journal is there in full or not at all.
    draft = journal.with_name(f"{journal.name}-draft")
    with draft.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump({"new": new.name, "old": old.name}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(journal)
    sync_folder(journal.parent)
