"""What people saw on real devices: screens that were seen, manuals that nobody has followed.

Every screen, label and walk is read for it, so it is remembered, within the process, for the very content.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from ...captures.gallery import read_gallery
from ...content.edition import Edition
from ...content.project import Project, attempt
from ...content.walk_states import WalkStates
from ...errors import Problem, unique
from ..release.needs import undecided_walks

#: How many contents are remembered: the editions that somebody goes back and forth between.
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class ScreenCount:
    """Pictures of the manuals, each once, and about how many of them nothing is to be done."""

    total: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True)
class SeenOnDevices:
    """``undecided``: a reason to refuse a release for each manual that neither walk nor decision covers."""

    screens: ScreenCount
    undecided: tuple[Problem, ...]
    problems: tuple[Problem, ...]


#: Project, folder that places are told from, stamp of the content → what was read of it; the newest last.
_remembered: dict[tuple[Path, Path, str], SeenOnDevices] = {}
_writing: Final = Lock()


def seen_on_devices(project: Project, edition: Edition, stamp: str) -> SeenOnDevices:
    """What people saw, of the content with this stamp (`tebiki.editions.content_stamp`)."""
    key = (project.root, Path.cwd(), stamp)
    found = _remembered.get(key)
    if found is None:
        found = _read(project, edition)
        with _writing:
            _remembered[key] = found
            while len(_remembered) > _MOST:
                del _remembered[next(iter(_remembered))]
    return found


def _read(project: Project, edition: Edition) -> SeenOnDevices:
    problems: list[Problem] = []
    walks = attempt(lambda: project.walks, problems) or WalkStates()
    undecided = tuple(undecided_walks(project, edition, walks))
    gallery = read_gallery(project)
    found = [one for one in gallery.all if one.state != "illustration"]
    problems += [problem for one in found for problem in one.problems]
    screens = ScreenCount(len(found), len(found) - len(gallery.open))
    return SeenOnDevices(screens, undecided, tuple(unique([*problems, *gallery.problems])))
