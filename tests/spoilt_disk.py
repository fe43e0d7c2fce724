"""A disk that is full, or may not be written, from a chosen moment on, for one folder of this process.

What a full disk refuses is refused: a new file, a new folder, bytes; names are changed and removed as ever.
What may not be written refuses those, too. As a real one does, it goes on refusing.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import pytest

_REASONS: Final = {"full": errno.ENOSPC, "locked": errno.EROFS}
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class SpoiltDisk:
    """``left``: writes that still go well; ``refused``: how many did not."""

    root: Path
    kind: Literal["full", "locked"]
    left: int = 0
    refused: int = 0
    at_work: bool = False

    def meet(self, path: object, *, always: bool) -> None:
        """A write to ``path``; raises `OSError` once none goes well any more."""
        if not self.at_work or not isinstance(path, str | bytes | os.PathLike):
            return
        name = Path(os.fsdecode(path)).absolute()
        if not name.is_relative_to(self.root) or not (always or self.kind == "locked"):
            return
        if self.left > 0:
            self.left -= 1
            return
        self.refused += 1
        reason = _REASONS[self.kind]
        raise OSError(reason, os.strerror(reason), str(name))


#: Hooks of an interpreter stay; this one asks whichever disk is spoilt now.
_NOW: list[SpoiltDisk] = []
_HOOKED: list[bool] = []


def _hear(event: str, values: tuple[Any, ...]) -> None:
    if not _NOW:
        return
    opens = event == "open" and isinstance(values[2], int) and values[2] & _WRITING
    if opens or event == "os.mkdir":
        _NOW[-1].meet(values[0], always=True)
    elif event in ("os.rename", "os.remove", "os.rmdir"):
        _NOW[-1].meet(values[0], always=False)


@contextmanager
def spoilt(root: Path, kind: Literal["full", "locked"], after: int = 0) -> Iterator[SpoiltDisk]:
    """The folder's disk is so while this lasts, once ``after`` writes have gone well."""
    if not _HOOKED:
        sys.addaudithook(_hear)
        _HOOKED.append(True)
    disk = SpoiltDisk(root.resolve(), kind, after, at_work=True)
    _NOW.append(disk)
    with pytest.MonkeyPatch.context() as patch:
        _patch_writes(patch, disk)
        try:
            yield disk
        finally:
            disk.at_work = False
            _NOW.remove(disk)


def _patch_writes(patch: pytest.MonkeyPatch, disk: SpoiltDisk) -> None:
    """Bytes into an open file are writes of their own: the first ones may have found room."""
    plain_open, plain_write = io.open, os.write

    def opened(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        stream = plain_open(file, mode, *rest, **more)
        if set(mode) & set("wxa+"):
            _slow_down(stream, file, disk)
        return stream

    def written(descriptor: int, data: Any) -> int:
        disk.meet(_path_of(descriptor), always=True)
        return plain_write(descriptor, data)

    patch.setattr(builtins, "open", opened)
    patch.setattr(io, "open", opened)
    patch.setattr(os, "write", written)


def _slow_down(stream: Any, file: object, disk: SpoiltDisk) -> None:
    inner = stream.buffer if isinstance(stream, io.TextIOWrapper) else stream
    plain = stream.write

    def write(data: Any) -> Any:
        path = _path_of(file) if isinstance(file, int) else file
        disk.meet(path, always=True)
        return plain(data)

    if inner is not None:
        stream.write = write


def _path_of(descriptor: int) -> object:
    try:
        return Path(f"/proc/self/fd/{descriptor}").readlink()
    except OSError:
        return None
