"""What people saw on real devices: screens that were seen, manuals that nobody has followed.

Every screen, label and walk is read for it, so it is remembered, within the process, for the very content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from ...content.edition import Edition
from ...content.formats import SCREEN
from ...content.project import Project, attempt
from ...content.screen_files import list_screens
from ...content.screens import ScreenFile
from ...content.toml_files import load
from ...content.walk_states import WalkStates, seen_spec
from ...errors import Problem
from ..release.needs import undecided_walks

#: How many contents are remembered: the editions that somebody goes back and forth between.
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class ScreenCount:
    """Declared screens, and how many of them show a capture or were seen on a real device."""

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


def seen_on_devices(project: Project, edition: Edition, stamp: str) -> SeenOnDevices:
    """What people saw, of the content with this stamp (`tebiki.editions.content_stamp`)."""
    key = (project.root, Path.cwd(), stamp)
    if key not in _remembered:
        _remembered[key] = _read(project, edition)
    while len(_remembered) > _MOST:
        _remembered.pop(next(iter(_remembered)), None)
    return _remembered[key]


def _read(project: Project, edition: Edition) -> SeenOnDevices:
    problems: list[Problem] = []
    walks = attempt(lambda: project.walks, problems) or WalkStates()
    specs = [*_specs(project, walks, problems)]
    seen = sum(spec.verified is not None or _is_captured(spec) for spec in specs)
    undecided = tuple(undecided_walks(project, edition, walks))
    return SeenOnDevices(ScreenCount(len(specs), seen), undecided, tuple(problems))


def _specs(project: Project, walks: WalkStates, problems: list[Problem]) -> Iterator[ScreenFile]:
    for name in list_screens(project.screenshots):
        path = project.screenshots / f"{name}.toml"
        spec = attempt(partial(load, ScreenFile, path, SCREEN), problems)
        if spec is not None:
            yield seen_spec(spec, name, walks)


def _is_captured(spec: ScreenFile) -> bool:
    """Whether any language or variant shows a capture."""
    pictures = (spec, *spec.variants.values())
    return any(one.capture is not None or one.captures for one in pictures)
