"""What the office has said of a year before any record holds it: its approval, and what was handed over.

Kept below ``build``: it is typed again from a paper where it is gone. A release's own record alone counts
for what was approved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..content.project import Project
from ..content.releases import load_review
from ..content.write_files import write_together
from ..errors import Place, UsageError, fail
from .approval_number import make_number, read_number


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval as it was typed. ``approval``: its number; ``check_number``: that of the signed papers."""

    approved: date
    approval: str
    check_number: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """A release that was handed over: its number within the year, when, by which role."""

    release: int
    on: date
    by: str


def load_approval(project: Project, year: str) -> Approval | None:
    """The approval that was typed for a year; None where there is none, or what is kept is damaged."""
    kept = _read(project, year).get("approval")
    if not isinstance(kept, dict):
        return None
    try:
        number = read_number(str(kept["check_number"]))
        return Approval(
            date.fromisoformat(str(kept["approved"])), str(kept["approval"]), number, str(kept["by"])
        )
    except (KeyError, ValueError, UsageError):
        return None


def keep_approval(project: Project, year: str, approval: Approval) -> None:
    """Keep an approval until it is released.

    Raises `TebikiError`: ``release/no-review``, ``release/other-number`` for papers of another draft.
    """
    place = Place.of(project.edition_file(year))
    review = load_review(project.docs, year) or fail("release/no-review", place, year=year)
    number = make_number(review)
    if approval.check_number != number:
        fail("release/other-number", Place("--check-number"), year=year, number=approval.check_number)
    table = {
        "approved": approval.approved.isoformat(),
        "approval": approval.approval,
        "check_number": approval.check_number,
        "by": approval.by,
    }
    _write(project, year, {"approval": table})


def drop_approval(project: Project, year: str) -> None:
    """Forget an approval: it was typed wrongly, or is released."""
    _write(project, year, {"approval": None})


def load_handed(project: Project, year: str) -> Handed | None:
    """The last release that somebody said to have handed over; None where there is none."""
    kept = _read(project, year).get("handed")
    if not isinstance(kept, dict):
        return None
    try:
        return Handed(int(kept["release"]), date.fromisoformat(str(kept["on"])), str(kept["by"]))
    except (KeyError, ValueError, TypeError):
        return None


def keep_handed(project: Project, year: str, handed: Handed) -> None:
    """Note that a release was handed over. Raises `TebikiError` (``publish/file``)."""
    table = {"release": handed.release, "on": handed.on.isoformat(), "by": handed.by}
    _write(project, year, {"handed": table})


def _path(project: Project, year: str) -> Path:
    return project.build / "notes" / f"{year}.json"


def _read(project: Project, year: str) -> dict[str, Any]:
    try:
        table = json.loads(_path(project, year).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def _write(project: Project, year: str, changed: Mapping[str, object]) -> None:
    table = {**_read(project, year), **changed}
    data = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True).encode()
    write_together([(_path(project, year), data)])
