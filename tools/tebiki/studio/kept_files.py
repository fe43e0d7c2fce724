"""What the project's sources were: each content once below ``build/studio/kept``, by its hash."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ..content.png import SIGNATURE
from ..content.secret_files import find_secret
from ..errors import Place, fail
from ..pipeline.swap import sync_folder
from ..serve.watch import look

#: File below the project's root → the name of its content among the kept ones.
SourceState = Mapping[str, str]
#: What a system knows of a file: modified, changed (ns), bytes.
Stat = tuple[int, int, int]
#: Nanoseconds within which a file system may give two savings of a file the same time (FAT: 2 s).
COARSE: Final = 3_000_000_000


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put ``data`` at ``path``, whole or not at all. Raises `OSError`.

    ``lasting``: it survives a power failure, too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    if lasting:
        sync_folder(path.parent)


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """Contents by hash. ``folder``: ``build/studio/kept``; nothing in it ever changes."""

    folder: Path

    def keep(self, data: bytes, *, lasting: bool = True) -> str:
        """Keep a content; gives its name: the hash, and ``.png`` where it is a picture. Raises `OSError`."""
        name = kept_name(data)
        if not (self.folder / name).is_file():
            write_whole(self.folder / name, data, lasting=lasting)
        return name

    def read(self, name: str) -> bytes:
        """A kept content. Raises `TebikiError` (``journal/lost``) where it is gone or no longer the same."""
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        return data if kept_name(data) == name else fail("journal/lost", Place.of(path))


def kept_name(data: bytes) -> str:
    """The name of a content among the kept ones."""
    return hashlib.sha256(data).hexdigest() + (".png" if data.startswith(SIGNATURE) else "")


@dataclass(frozen=True, slots=True)
class Sight:
    """The sources as they were seen at one time, and what their system knew of those that had settled."""

    state: SourceState
    stats: Mapping[str, Stat]


@dataclass(slots=True)
class SourceFiles:
    """The project's sources as they were seen last.

    A file is read again only where its system knows something else of it. Private keys are not kept: their
    files are as if they were not there.
    """

    root: Path
    kept: KeptFiles
    state: dict[str, str] = field(default_factory=dict)
    _stats: dict[str, Stat] = field(default_factory=dict)

    def look(self, *, lasting: bool = True) -> Sight:
        """All sources as they are now; what is new among them is kept. Raises `OSError`."""
        since = time.time_ns() - COARSE
        state: dict[str, str] = {}
        stats: dict[str, Stat] = {}
        for path, known in look(self.root).items():
            name = Path(path).relative_to(self.root).as_posix()
            same = self._stats.get(name) == known and name in self.state
            kept = self.state[name] if same else self._keep(Path(path), lasting=lasting)
            if kept is not None:
                state[name] = kept
                if max(known[:2]) < since:  # else it may be saved once more and look the same
                    stats[name] = known
        return Sight(state, stats)

    def accept(self, sight: Sight) -> None:
        """Take what was seen as what is known from now on."""
        self.state, self._stats = dict(sight.state), dict(sight.stats)

    def set_content(self, name: str, content: str | None) -> None:
        """Know of a file's content by its kept name; None: that it is not there."""
        set_content(self.state, name, content)
        self._stats.pop(name, None)

    def _keep(self, path: Path, *, lasting: bool) -> str | None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        if find_secret(path.name, data) is not None:
            return None
        return self.kept.keep(data, lasting=lasting)

    def as_data(self) -> dict[str, Any]:
        """What is to be remembered until the next start."""
        return {"files": self.state, "stats": {name: list(stat) for name, stat in self._stats.items()}}

    def remember(self, data: Mapping[str, Any]) -> None:
        """Take up what an earlier process knew."""
        self.state = dict(data["files"])
        self._stats = {name: (stat[0], stat[1], stat[2]) for name, stat in data["stats"].items()}


def set_content(state: dict[str, str], name: str, content: str | None) -> None:
    """Put a file's content into a state, or take the file out of it."""
    if content is None:
        state.pop(name, None)
    else:
        state[name] = content
