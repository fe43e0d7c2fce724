"""A draft is given up: its file goes, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.project import Project
from ..content.releases import FOLDER
from ..errors import Place, fail


@dataclass(frozen=True, slots=True)
class DiscardPlan:
    """``path`` would be removed. ``stays``: what was made for that year and stays where it is."""

    path: Path
    year: str
    stays: tuple[Path, ...]


def plan_discard(project: Project, year: str) -> DiscardPlan:
    """What giving up a draft removes, and what of it stays.

    Raises `TebikiError` for an edition that is or was current, or that a newer one has begun from.
    """
    path, years = project.edition_file(year), project.years
    if not years:
        fail("edition/none", Place.of(path), year=year, known="-")
    if project.state(year) != "draft":
        fail("edition-command/no-draft", Place.of(path), year=year, current=project.current)
    newest = years[-1]
    if year != newest:
        fail("edition-command/not-newest", Place.of(path), year=year, newest=newest)
    return DiscardPlan(path, year, tuple(_of_that_year(project, year)))


def discard_draft(plan: DiscardPlan) -> None:
    """Remove the draft's file. Raises `TebikiError` (``publish/file``); then it stays."""
    try:
        plan.path.unlink()
    except OSError as error:
        fail("publish/file", Place.of(plan.path), why=error.strerror or str(error))


def _of_that_year(project: Project, year: str) -> Iterator[Path]:
    """Records that name the year; a draft that is begun anew is held to none of them."""
    record = project.docs / FOLDER / f"review-{year}.toml"
    if record.is_file():
        yield record
