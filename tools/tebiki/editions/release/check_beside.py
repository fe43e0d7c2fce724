"""What `tebiki check` refuses of a finished site, found by a process beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from logging import LogRecord
from pathlib import Path

from ...audit.audit import findings
from ...errors import Problem, TebikiError
from ...log import Records, listening, pass_on
from ...output.kept_readings import share_readings, shared_folder
from ...pipeline.job import REFUSED
from ...pipeline.workers import way_to_begin


@dataclass(frozen=True, slots=True)
class _Checked:
    """``raised``: what kept the check from being made; ``found`` is empty then. ``logged``: in order."""

    found: tuple[Problem, ...]
    raised: tuple[Problem, ...]
    logged: list[LogRecord]


@contextmanager
def checked_beside(root: Path, site: Path, year: str) -> Iterator[Callable[[], list[Problem]]]:
    """Begin to check ``site``, made of the content at ``root``; what is given waits for all that is refused.

    That raises `TebikiError` where the check could not be made. What raises within has it come first, as if
    it had ended before.
    """
    with ProcessPoolExecutor(1, way_to_begin(), share_readings, (shared_folder(),)) as beside:
        checking = beside.submit(_check, root, site, year)

        def refused() -> list[Problem]:
            try:
                checked = checking.result()
            except BrokenProcessPool:  # too little memory for two, perhaps
                return refused_by_check(root, site, year)
            pass_on(checked.logged)
            if checked.raised:
                raise TebikiError(checked.raised)
            return [*checked.found]

        try:
            yield refused
        except TebikiError:
            refused()
            raise


def _check(root: Path, site: Path, year: str) -> _Checked:
    records = Records()
    with listening(records):
        try:
            found, raised = tuple(refused_by_check(root, site, year)), tuple[Problem, ...]()
        except TebikiError as error:
            found, raised = (), error.problems
    return _Checked(found, raised, records.take())


def refused_by_check(root: Path, site: Path, year: str) -> list[Problem]:
    """The same here and now."""
    return [finding.problem for finding in findings(root, site, year, REFUSED)]
