"""The project as it was read last, read again only where its files have changed: every page asks for it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Final

from ..captures.gallery import Gallery, read_gallery
from ..content.fact_places import FactPlace, fact_places
from ..content.project import Project
from ..serve.watch import Look, look
from .kept_files import COARSE

#: Editions that are kept at once, each some MiB.
_MOST: Final = 4


class KeptProject:
    """What was read of one state of the files, seen in one edition. Only to be shown: it never changes."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def gallery(self) -> Gallery:
        """All pictures. Raises `TebikiError` where the edition cannot be read."""
        return read_gallery(self.project)

    @cached_property
    def places(self) -> Mapping[str, tuple[FactPlace, ...]]:
        """Where each fact is printed. Raises `TebikiError`."""
        return fact_places(self.project.walk_source)


@dataclass(frozen=True, slots=True)
class _Sight:
    """The sources as they were seen.

    ``young``: hashes of files saved so lately that the file system may give one more saving the same time.
    """

    known: Look = field(default_factory=dict)
    young: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def take(cls, root: Path) -> _Sight:
        """All sources as they are now."""
        since, known = time.time_ns() - COARSE, look(root)
        young = {path: _hash_of(path) for path, stat in known.items() if max(stat[:2]) >= since}
        return cls(known, young)

    def changed_since(self, before: _Sight) -> Iterator[str]:
        """Files that are others than ``before``, new or gone."""
        for path in self.known.keys() | before.known.keys():
            if self.known.get(path) != before.known.get(path) or self._was_saved_again(path, before):
                yield path

    def _was_saved_again(self, path: str, before: _Sight) -> bool:
        """Whether a file holds something else, though its system knows nothing new of it."""
        if path not in before.young:
            return False
        return before.young[path] != (self.young.get(path) or _hash_of(path))


def _hash_of(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""  # gone since it was listed: the next look tells


class KeptProjects:
    """What is kept of the project at ``root``, by edition; threads share it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._sight = _Sight()
        self._kept: dict[str | None, KeptProject] = {}

    def now(self, year: str | None) -> KeptProject:
        """The project as its files are now, seen in an edition; None: in the current one."""
        with self._lock:
            self._follow_files()
            found = self._kept.pop(year, None) or KeptProject(Project(self._root, asked_year=year))
            self._kept[year] = found  # the last one asked for stands last
            if len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
            return found

    def _follow_files(self) -> None:
        sight = _Sight.take(self._root)
        changed = {Path(path).relative_to(self._root).as_posix() for path in sight.changed_since(self._sight)}
        self._sight = sight
        if changed:
            self._kept = {
                year: KeptProject(kept.project.read_since(changed)) for year, kept in self._kept.items()
            }
