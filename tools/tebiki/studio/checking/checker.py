"""The last check of an edition, and a new one in the background once what it looks at has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, get_args

from ...audit.named_places import NamedPlace
from .background import BackgroundLook
from .check_process import OutputState

_PROCESS: Final = "tebiki.studio.checking.check_process"
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding as a room shows it. ``stops``: nothing goes out with it; ``where``: its file, for the log.

    ``message`` and ``remedy``: by language; the remedy may be empty.
    """

    rule: str
    stops: bool
    message: Said
    remedy: Said
    where: str
    place: NamedPlace


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found, when it began, and of what state of the files (``key``)."""

    key: str
    at: datetime
    output: OutputState
    looked: Mapping[str, int]
    rows: tuple[FoundRow, ...]

    @property
    def stopping(self) -> tuple[FoundRow, ...]:
        """What keeps the edition from being released."""
        return tuple(row for row in self.rows if row.stops)

    @property
    def to_look(self) -> tuple[FoundRow, ...]:
        """What somebody should look at."""
        return tuple(row for row in self.rows if not row.stops)


class Checker(BackgroundLook):
    """Checks one edition."""

    def __init__(self, root: Path, own: Path, year: str, now: Callable[[], datetime]) -> None:
        super().__init__(root, _PROCESS, (year,), own / f"check-{year}.json", now)

    @property
    def result(self) -> CheckResult | None:
        """The last result; None before the first, and where an engine of before has left another form."""
        try:
            return None if self.data is None else _result(self.data)
        except (KeyError, TypeError, ValueError):
            self.forget()
            return None


def _result(data: Mapping[str, Any]) -> CheckResult:
    if data["output"] not in get_args(OutputState):
        raise ValueError(data["output"])
    at = datetime.fromisoformat(data["at"])
    return CheckResult(data["key"], at, data["output"], data["looked"], tuple(map(_row, data["rows"])))


def _row(row: Mapping[str, Any]) -> FoundRow:
    place = NamedPlace(**{**row["place"], "manuals": tuple(row["place"]["manuals"])})
    return FoundRow(row["rule"], row["stops"], row["message"], row["remedy"], row["where"], place)
