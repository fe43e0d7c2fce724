"""Which editions nobody may change: those that are over, and those released without an open correction."""

from __future__ import annotations

from ..content.project import Project
from ..content.releases import load_releases, opened
from ..errors import Place, fail


def refuse_closed_edition(project: Project, year: str) -> None:
    """Raise ``edition-command/earlier`` or ``edition/frozen`` where an edition's facts must stay."""
    place = Place.of(project.edition_file(year))
    if project.state(year) == "earlier":
        fail("edition-command/earlier", place, year=year, current=project.current)
    released = load_releases(project.docs, year)
    if released and not opened(project.edition_of(year), released[-1]):
        fail("edition/frozen", place, year=year, approved=released[-1].approved)
