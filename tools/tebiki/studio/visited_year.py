"""The state of the year that a visit is about: read once for a page, though rail and room ask for it."""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from ..editions.year_state import YearState, year_state
from .visit import Visit

#: Nothing is remembered longer than the visit lasts: a state tells of git, papers and releases, too.
_STATES: Final[WeakKeyDictionary[Visit, YearState]] = WeakKeyDictionary()


def visited_year(visit: Visit) -> YearState:
    """The state of the edition of the address, else of the one that is worked on. Raises `TebikiError`."""
    project = visit.project
    if visit not in _STATES:
        # A year that is only about to begin has no file: its rooms stand beside the one that is worked on.
        year = visit.year if visit.year in project.years else project.worked_on
        _STATES[visit] = year_state(project, year, visit.today)
    return _STATES[visit]
