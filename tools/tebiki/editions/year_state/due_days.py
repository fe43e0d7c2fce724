"""Days by which groups of tasks should be done, worked back from the day of publication.

Rules of thumb of an office, in its working days; holidays are not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: Working days from the approval to the day of publication: the release, and whoever runs the website.
_FOR_PUBLISHING: Final = 5
#: Working days that an approval takes from the day on which the content is complete.
_FOR_APPROVAL: Final = 4
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class DueDays:
    """By when the content is complete, when it is approved, when it goes public."""

    content: date
    approval: date
    publication: date


def due_days(publication: date) -> DueDays:
    """The days before a day of publication."""
    approval = _working_days_before(publication, _FOR_PUBLISHING)
    return DueDays(_working_days_before(approval, _FOR_APPROVAL), approval, publication)


def _working_days_before(day: date, count: int) -> date:
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
