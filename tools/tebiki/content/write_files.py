"""Files that belong together appear together, or stay as they were."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..errors import Place, TebikiError, fail
from .write_intent import OLD, TEMPORARY, Intent, complete_own_writes, fresh_token, intent_for

__all__ = ["DAMAGED_ZIP", "TEMPORARY", "write_together", "zipped"]

#: Year, month, day, hour, minute, second.
ZipDate = tuple[int, int, int, int, int, int]
#: The first day that a zip knows: what a file is dated where no edition gives a date.
_FIRST: Final[ZipDate] = (1980, 1, 1, 0, 0, 0)

#: A file that is complete beside its place, and its place.
Staged = tuple[Path, Path]


def write_together(files: Sequence[tuple[Path, bytes]], remove: Sequence[Path] = ()) -> None:
    """Put all files in place, take those of ``remove`` away. Raises ``publish/file``; then none has changed.

    A process that is killed meanwhile leaves an intent, which the next command completes or takes back
    (`tebiki.content.write_intent`): files of a project are never new in part for it. So does one that
    can neither go on nor put back what was there (``publish/unfinished``).
    """
    token = fresh_token()
    staged: list[Staged] = [
        (path.parent / f"{TEMPORARY}{token}-{number}", path) for number, (path, _) in enumerate(files)
    ]
    complete_own_writes([*(path for path, _ in files), *remove])
    intent: Intent | None = None
    reached = 0
    try:
        for reached, (path, _) in enumerate(files):  # noqa: B007 -- told where it fails
            path.parent.mkdir(parents=True, exist_ok=True)
        intent = intent_for(staged, [data for _, data in files], token, remove)
        for reached, (temporary, _) in enumerate(staged):
            _stage(temporary, files[reached][1])
        _swap(staged, remove)
    except OSError as error:
        with suppress(OSError):  # nothing can be removed, either: the next write does it
            _end(staged, intent)
        if intent is not None:
            intent.leave(refused=True)
        fail("publish/file", Place.of(files[reached][0]), why=error.strerror or str(error))
    except BaseException as error:
        if intent is not None:
            intent.leave(refused=False)  # the next write or command completes it or takes it back
        elif not isinstance(error, TebikiError):  # that one tells that the rest is kept beside
            _end(staged, None)
        raise
    with suppress(OSError):  # all is in its place
        _end(staged, intent)
    if intent is not None:
        intent.leave(refused=False)


def _end(staged: Sequence[Staged], intent: Intent | None) -> None:
    """Remove what is left beside the places, the last first: without that one nothing is completed."""
    for temporary, _ in reversed(staged):
        with suppress(FileNotFoundError, NotADirectoryError):
            temporary.unlink()
    if intent is not None:
        intent.remove()


def _stage(temporary: Path, data: bytes) -> None:
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    # Whatever the umask is: these are files of a repository.
    temporary.chmod(0o644)


def _swap(staged: Sequence[Staged], remove: Sequence[Path]) -> None:
    done: list[tuple[Path, Path, bytes | None]] = []
    gone: list[tuple[Path, bytes]] = []
    try:
        for path in remove:
            if path.is_file():
                gone.append((path, path.read_bytes()))
                path.unlink()
        for temporary, path in staged:
            before = path.read_bytes() if path.exists() else None
            temporary.replace(path)
            done.append((temporary, path, before))
    except OSError as error:
        try:
            _swap_back(done)
            for path, data in gone:
                if not path.exists():
                    path.write_bytes(data)
        except OSError:
            fail("publish/unfinished", Place.of(staged[len(done)][1]), why=error.strerror or str(error))
        raise


def _swap_back(done: Sequence[tuple[Path, Path, bytes | None]]) -> None:
    """Put back what was there. What was new goes beside its place: a kill meanwhile is completed."""
    for temporary, path, before in reversed(done):
        old = temporary.with_name(f"{temporary.name}{OLD}")
        try:
            if before is not None:
                _stage(old, before)
            path.replace(temporary)
            if before is not None:
                old.replace(path)
        except OSError:  # no file can take another's place any more: into the one that is there
            if before is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(before)
            old.unlink(missing_ok=True)


#: What zipfile raises for a damaged file, one that is locked (RuntimeError) or packed in a way that it does
#: not know (NotImplementedError, which is one, too).
DAMAGED_ZIP: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OverflowError)


def zipped(contents: Mapping[str, bytes], date: ZipDate = _FIRST) -> bytes:
    """A zip with the same bytes for the same contents, whatever the clock, the system or its zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, date)
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, contents[name])
    return out.getvalue()
