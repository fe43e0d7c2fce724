"""The 実機確認シート: one A4 set a device, to be taken to it, filled in by hand and entered afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..content.project import Project


@dataclass(frozen=True, slots=True)
class WalkSheet:
    """What was written: the sheet, how many pages it has, a file for the answers."""

    pdf: Path
    pages: int
    answers: Path


def write_sheet(project: Project, manual: str) -> WalkSheet:
    """Write both into ``build/walks``. Raises `TebikiError`."""
    raise NotImplementedError(project, manual)
