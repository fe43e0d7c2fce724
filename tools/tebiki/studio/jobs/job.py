"""A job as a room shows it: its state, its stages with their counts and seconds, how long is left."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ...errors import Place, Problem, unique
from ...log import without_folders
from ...processes import runs
from .job_record import JobEnd, JobFiles, JobRecord, StageEvent, read_end, read_stages
from .plans import PLANS

#: ``stopping``: somebody has cancelled it, and it is still at it. ``killed``: it ended without a word.
JobState = Literal["running", "stopping", "done", "failed", "cancelled", "killed"]
RUNNING: Final[frozenset[JobState]] = frozenset({"running", "stopping"})
#: What a command ends with when it was stopped by Ctrl-C.
_STOPPED: Final = 130
#: Says only that an engine within has stopped, which has said why.
_ONLY_WITHIN: Final = frozenset({"history/stopped"})
#: So much of a log is shown, in characters from its end.
_SHOWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class JobStage:
    """One stage. ``seconds``: how long it took, or has taken so far; None before it begins."""

    name: str
    state: Literal["done", "now", "stopped", "todo"]
    seconds: float | None = None
    number: int = 0
    total: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StudioJob:
    """One job as it is at a moment."""

    record: JobRecord
    state: JobState
    end: JobEnd | None
    events: tuple[StageEvent, ...]
    files: JobFiles
    #: When this was looked at.
    now: float

    @classmethod
    def look(cls, record: JobRecord, files: JobFiles) -> StudioJob:
        """The job as its files and its process tell it now."""
        alive = runs(record.pid, record.mark)
        end = read_end(files)  # after the process was looked at: one that has just ended has written it
        events = tuple(read_stages(files))
        return cls(record, _state(record, end, alive=alive), end, events, files, time.time())

    @property
    def number(self) -> int:
        """What its address ends with."""
        return self.record.number

    @property
    def is_running(self) -> bool:
        """Whether its process is at work."""
        return self.state in RUNNING

    @property
    def needs_decision(self) -> bool:
        """Whether it was killed while it might write, and nobody has said yet how to go on."""
        writes = PLANS[self.record.kind].writes
        return self.state == "killed" and writes and not self.record.settled

    @property
    def ended_at(self) -> float:
        """When it ended: by its own word, else by the last stage or count that it told."""
        if self.end is not None:
            return self.end.at
        return max([self.record.begun, *(event.at for event in self.events)])

    @property
    def stages(self) -> tuple[JobStage, ...]:
        """All stages of its kind, in order."""
        plan = PLANS[self.record.kind]
        begun = _begun(self.events, plan.stages)
        last = max((plan.stages.index(name) for name in begun), default=-1)
        until = self.now if self.is_running else self.ended_at
        found = []
        for place, name in enumerate(plan.stages):
            if place > last:
                found.append(JobStage(name, "todo"))
                continue
            later = [begun[other] for other in plan.stages[place + 1 :] if other in begun]
            seconds = max(0.0, (later[0] if later else until) - begun[name]) if name in begun else 0.0
            ends = place < last or self.state == "done"
            state: Literal["done", "now", "stopped"] = "now" if self.is_running else "stopped"
            count = _count(self.events, name, plan.stages)
            found.append(JobStage(name, "done" if ends else state, seconds, *count))
        return tuple(found)

    @property
    def at_stage(self) -> JobStage | None:
        """The stage that it is in, or was stopped in."""
        return next((stage for stage in self.stages if stage.state in ("now", "stopped")), None)

    def seconds_left(self, last: StudioJob | None) -> float | None:
        """How long it takes yet, by ``last``, a job of the same kind that was done; None without one."""
        if last is None or not self.is_running:
            return None
        usual = {stage.name: stage.seconds or 0.0 for stage in last.stages}
        return sum(
            max(0.0, usual.get(stage.name, 0.0) - (stage.seconds or 0.0))
            for stage in self.stages
            if stage.state != "done"
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stopped it, each once: an engine within it tells the same as its caller."""
        told = [event for event in self.events if event.problem]
        found = (Problem(one.problem, Place(one.place) if one.place else None, one.values) for one in told)
        return tuple(one for one in unique([*found]) if one.code not in _ONLY_WITHIN or len(told) == 1)

    def read_log(self, root: Path) -> str:
        """What it said, without folders outside the project: they hold names of people."""
        parts = [_tail(path) for path in (self.files.log, self.files.result)]
        return without_folders("\n".join(part.strip() for part in parts if part.strip()), root)

    def read_result(self, root: Path) -> str:
        """What it gave in the end, in words."""
        return without_folders(_tail(self.files.result).strip(), root)


def _state(record: JobRecord, end: JobEnd | None, *, alive: bool) -> JobState:
    if end is not None:
        if end.code == 0:
            return "done"
        return "cancelled" if record.cancelled and end.code == _STOPPED else "failed"
    if alive:
        return "stopping" if record.cancelled else "running"
    return "cancelled" if record.cancelled else "killed"


def _begun(events: Sequence[StageEvent], stages: Sequence[str]) -> Mapping[str, float]:
    """JobStage → when it was entered first. Stages of what is done within (a build) are none of ours."""
    begun: dict[str, float] = {}
    for event in events:
        if event.stage in stages:
            begun.setdefault(event.stage, event.at)
    return begun


def _count(events: Sequence[StageEvent], name: str, stages: Sequence[str]) -> tuple[int, int, str]:
    """The last count that was told while the stage went on."""
    current, found = "", (0, 0, "")
    for event in events:
        if event.stage in stages:
            current = event.stage
        elif event.total and current == name:
            found = (event.number, event.total, event.unit)
    return found


def _tail(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return text[-_SHOWN:]
