"""The project and its gallery of screens, read again only when a file that they are read from has changed.

Every page of the studio asks how much is open there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from ..captures.gallery import Gallery, read_gallery
from ..content.project import Project
from .visit import Visit

#: What both are read from: settings, pages, facts, labels, walks, screens.
_READ: Final = (
    *("conf.py", "docs/*.md", "docs/parts/*.md", "docs/*.toml", "docs/editions/*.toml"),
    *("docs/labels/*.toml", "docs/walks/*.toml", "docs/locales/**/*.toml", "screenshots/**/*"),
)
#: A file's path, size and time of change in ns.
Stamp = tuple[str, int, int]


def gallery_of(visit: Visit) -> Gallery:
    """The gallery as it is now. Raises `TebikiError` where the edition cannot be read."""
    return _kept(visit.root, visit.year or visit.project.year, tuple(_stamps(visit.root))).gallery


def project_of(visit: Visit) -> Project:
    """The project as it is now, to be shown: what it has read before is not read again."""
    return _kept(visit.root, visit.year or visit.project.year, tuple(_stamps(visit.root))).project


class _Kept:
    """What was read of one state of the files."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def gallery(self) -> Gallery:
        """All pictures; read by whoever asks first."""
        return read_gallery(self.project)


@lru_cache(maxsize=4)
def _kept(root: Path, year: str, stamps: tuple[Stamp, ...]) -> _Kept:
    """``stamps``: what tells this state of the files from others."""
    del stamps
    return _Kept(Project(root, asked_year=year))


def _stamps(root: Path) -> Iterator[Stamp]:
    for pattern in _READ:
        for path in sorted(root.glob(pattern)):
            about = path.stat()
            yield str(path), about.st_size, about.st_mtime_ns
