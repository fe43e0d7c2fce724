"""Which editions nobody may change: those that are over, and those released without an open correction."""

from __future__ import annotations

from typing import Literal

from ..content.project import Project
from ..content.releases import load_releases, opened
from ..errors import Place, fail

#: Why an edition's facts must stay: it is over, or it was released and no correction of it is open.
Closed = Literal["earlier", "released"]


def why_closed(project: Project, year: str) -> Closed | None:
    """Why nobody may change an edition's facts; None where they may. Raises `TebikiError`."""
    if project.state(year) == "earlier":
        return "earlier"
    released = load_releases(project.docs, year)
    return "released" if released and not opened(project.edition_of(year), released[-1]) else None


def refuse_closed_edition(project: Project, year: str) -> None:
    """Raise ``edition-command/earlier`` or ``edition/frozen`` where an edition's facts must stay."""
    place, why = Place.of(project.edition_file(year)), why_closed(project, year)
    if why == "earlier":
        fail("edition-command/earlier", place, year=year, current=project.current)
    if why == "released":
        approved = load_releases(project.docs, year)[-1].approved
        fail("edition/frozen", place, year=year, approved=approved)
