"""The state of a year: what is done, what comes next and whose it is, what blocks a release.

`year_state` is the way in. It reads files only; what takes seconds is counted when somebody waits for it
(`count_costly`) and remembered for the very files that it was counted of.
"""

from __future__ import annotations

from .model import EditionName, Group, Task, TaskName, TaskState, Waiting, YearState
from .state import (
    count_costly,
    name_editions,
    release_blocks,
    year_state,
    year_to_begin,
    year_to_correct,
    year_to_discard,
)

__all__ = [
    "EditionName",
    "Group",
    "Task",
    "TaskName",
    "TaskState",
    "Waiting",
    "YearState",
    "count_costly",
    "name_editions",
    "release_blocks",
    "year_state",
    "year_to_begin",
    "year_to_correct",
    "year_to_discard",
]
