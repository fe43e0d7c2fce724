"""Files that belong together appear together, or stay as they were."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ..errors import Place, fail

#: Year, month, day, hour, minute, second.
ZipDate = tuple[int, int, int, int, int, int]
#: The first day that a zip knows: what a file is dated where no edition gives a date.
_FIRST: Final[ZipDate] = (1980, 1, 1, 0, 0, 0)

#: How the names of files begin that are to take another's place.
TEMPORARY: Final = ".tebiki-"


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Put all files in place. Raises ``publish/file``; then none has changed.

    A process killed between two renames leaves the first file new: a picture without its
    description or with an old hash, which every later command refuses.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_beside(path, data), path))
        _swap(staged)
    except OSError as error:
        fail("publish/file", Place.of(files[len(staged) - 1][0]), why=error.strerror or str(error))
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    # mkstemp lets nobody else read; these are files of a repository.
    Path(name).chmod(0o644)
    return Path(name)


def _swap(staged: Sequence[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, bytes | None]] = []
    try:
        for temporary, path in staged:
            before = path.read_bytes() if path.exists() else None
            temporary.replace(path)
            done.append((path, before))
    except OSError:
        for path, before in done:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        raise


def zipped(contents: Mapping[str, bytes], date: ZipDate = _FIRST) -> bytes:
    """A zip with the same bytes for the same contents, whatever the clock, the system or its zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, date)
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, contents[name])
    return out.getvalue()
