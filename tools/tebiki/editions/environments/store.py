"""Where environments of earlier releases lie, what each was made for, and how they go away.

Each has a folder named by its key. In it stand the environment itself, in a folder with a name of
its own, and the stamp, written last, which names that folder. A process that is killed, and pip
that outlives it, write into a folder that no stamp names: nobody believes it.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from ...content.write_files import write_together
from ...errors import EnvironmentUnavailableError, Problem, TebikiError
from ...output.site_files import hash_file
from ...pipeline.lock import exclusive

#: Number of the stamp's format; a stamp of another is not believed.
FORMAT: Final = 1
_STAMP: Final = "tebiki-environment.json"
_KEY: Final = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an environment was made from and for.

    ``python``: as `editions.rebuild.here` tells it. ``releases``: tags, sorted. ``folder``: its own
    below the key's. ``files``: the hash of all that it holds.
    """

    lock_sha256: str
    python: str
    releases: tuple[str, ...]
    folder: str
    files: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An environment as it lies there. ``stamp``: None where it was not finished. ``size`` in bytes.

    ``made_by``: the process that makes it now; None where none does.
    """

    key: str
    stamp: Stamp | None
    size: int
    made_by: str | None


def environments_folder() -> Path:
    """The folder of all environments: the user's own data, which nobody empties like a cache."""
    if told := os.environ.get("TEBIKI_DATA"):
        return Path(told).absolute() / "environments"
    return _user_data() / "tebiki" / "environments"


def _user_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    told = os.environ.get("XDG_DATA_HOME", "")
    # The specification has a relative path ignored.
    return Path(told) if Path(told).is_absolute() else Path.home() / ".local" / "share"


def lock_of(folder: Path) -> Path:
    """The file that whoever makes or removes the environment at ``folder`` holds."""
    return folder.with_name(f"{folder.name}.lock")


def python_in(environment: Path) -> Path:
    """The Python of an environment."""
    windows = sys.platform == "win32"
    return environment / ("Scripts" if windows else "bin") / ("python.exe" if windows else "python")


def read_stamp(folder: Path) -> Stamp | None:
    """What the environment of a key says of itself; None where it is not finished or not understood."""
    try:
        told = json.loads((folder / _STAMP).read_text(encoding="utf-8"))
        if told.pop("format") != FORMAT:
            return None
        stamp = Stamp(**{**told, "releases": tuple(told["releases"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    texts = [getattr(stamp, part.name) for part in fields(stamp) if part.name != "releases"]
    if not all(isinstance(text, str) for text in [*texts, *stamp.releases]):
        return None
    return stamp if re.fullmatch(r"[\w-]+", stamp.folder) else None


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Say that the environment is complete; it is on the disk before anybody can read that.

    Raises `EnvironmentUnavailableError` where it cannot be written.
    """
    text = json.dumps({"format": FORMAT, **asdict(stamp)}, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        write_together([(folder / _STAMP, text.encode() + b"\n")])
    except TebikiError as error:
        raise EnvironmentUnavailableError(error.problems) from None


def hash_files(environment: Path) -> str:
    """The hash of all files of an environment but what Python compiles beside them."""
    found = hashlib.sha256()
    for path in sorted(_files(environment)):
        content = str(path.readlink()) if path.is_symlink() else hash_file(path)
        found.update(
            f"{path.relative_to(environment).as_posix()}\0{content}\n".encode("utf-8", "surrogatepass")
        )
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(where, name) for name in names)
        yield from (link for name in folders if (link := Path(where, name)).is_symlink())


def stored_environments() -> list[Stored]:
    """All environments of this user, in order of their keys."""
    try:
        folders = sorted(path for path in environments_folder().iterdir() if _KEY.fullmatch(path.name))
    except FileNotFoundError:
        return []
    return [Stored(path.name, read_stamp(path), _size(path), _made_by(path)) for path in folders]


def _size(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(where, name).lstat().st_size
            except FileNotFoundError:  # pip removes what it needs no more
                continue
    return total


class _HeldError(Exception):
    """Another process holds the lock; the argument is its id."""


def _refuse(pid: str) -> None:
    raise _HeldError(pid)


def _made_by(folder: Path) -> str | None:
    """The process that makes the environment now; None where nobody does."""
    if not lock_of(folder).exists():
        return None
    try:
        with exclusive(lock_of(folder), _refuse):
            return None
    except _HeldError as held:
        return str(held) or "?"
    except OSError:
        return None


#: Of this process, until it ends: the locks of environments that it runs programs from.
_IN_USE: Final[dict[Path, AbstractContextManager[None]]] = {}


def keep_in_use(folder: Path) -> None:
    """Have nobody remove the environment of a key until this process has ended, however it ends."""
    if folder in _IN_USE:
        return
    held = exclusive(folder.with_name(f"{folder.name}.use-{os.getpid()}.lock"), lambda _: None)
    held.__enter__()
    atexit.register(held.__exit__, None, None, None)
    _IN_USE[folder] = held


def _check_not_in_use(folder: Path) -> None:
    """Raise `_HeldError` where a process that is alive uses the environment."""
    for lock in sorted(folder.parent.glob(f"{folder.name}.use-*.lock")):
        with exclusive(lock, _refuse):
            continue


def remove_environment(key: str) -> Problem | None:
    """Remove an environment; the problem where that cannot be done.

    ``environment/running``: it is being made or used; ``environment/in-use``: the system keeps a file of it.
    """
    folder = environments_folder() / key
    try:
        with exclusive(lock_of(folder), _refuse):
            _check_not_in_use(folder)
            clear(folder)
            folder.rmdir()
    except _HeldError as held:
        return Problem("environment/running", None, {"key": key, "pid": str(held) or "?"})
    except OSError as error:
        values = {"key": key, "file": error.filename or str(folder), "why": error.strerror or str(error)}
        return Problem("environment/in-use", None, values)
    return None


def clear(folder: Path) -> None:
    """Take away what the folder of a key holds, its stamp first: a half of it must not be believed.

    Raises `OSError` where something stays.
    """
    (folder / _STAMP).unlink(missing_ok=True)
    for path in list(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
