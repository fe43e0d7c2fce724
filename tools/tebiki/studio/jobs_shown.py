"""Jobs as rooms show them: what is being done, how far, how long yet, and what a stop has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from ..editions.year_state.evidence import name_edition
from ..editions.year_state.progress import day_said
from ..errors import Problem, TebikiError
from ..messages import remedy, say
from .jobs.job import JobStage, StudioJob
from .visit import Visit
from .words import room_words

_ROOM: Final = "job"
#: Seconds below which nobody is told a number.
_SOON: Final = 10
_MINUTE: Final = 60
#: Where one goes on from a job that is done.
_NEXT: Final = {
    "release": "/{year}/handed",
    "verify": "/{year}/handed",
    "review": "/{year}/papers",
    "compare": "/{year}/papers",
    "check": "/{year}/check",
    "build": "/{year}/",
    "package": "/{year}/translate",
}


def _w(key: str, **values: object) -> str:
    return room_words(_ROOM, key, **values)


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage in words. ``state``: of the stage; ``took``: how long it took."""

    state: str
    words: str
    took: str


@dataclass(frozen=True, slots=True)
class BarLine:
    """The line of a job in the bar of every page."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stopped a job, in words; a remedy that names a command is for the log."""

    text: str
    remedy: str


def find_bar_line(visit: Visit) -> BarLine | None:
    """The job that is at work, else one that was killed and waits for a decision; None without any."""
    jobs = visit.desk.jobs
    job = jobs.running() or jobs.undecided()
    if job is None:
        return None
    left = left_words(visit, job)
    text = _w(f"bar-{job.state}", what=doing(visit, job), name=name_of(job))
    return BarLine(f"{text} {left}".strip(), address_of(job))


def address_of(job: StudioJob) -> str:
    """The page of a job."""
    return f"/jobs/{job.number}"


def name_of(job: StudioJob) -> str:
    """What is done, as a noun: 発行."""
    return _w(f"name-{job.record.kind}")


def doing(visit: Visit, job: StudioJob) -> str:
    """What is being done: Ver.5を発行しています."""
    return _w(f"doing-{job.record.kind}", version=version_of(visit, job.record.year))


def title_of(visit: Visit, job: StudioJob) -> str:
    """The heading of a job's page."""
    if job.state == "running":
        return doing(visit, job)
    if job.state == "done":
        return _w(f"done-{job.record.kind}", version=version_of(visit, job.record.year))
    return _w(f"title-{job.state}", name=name_of(job))


def version_of(visit: Visit, year: str) -> str:
    """The versions of an edition's manuals, each once, as a button names them: ``Ver.5``; else the year."""
    try:
        manuals = visit.project.edition_of(year).manuals.values()
    except TebikiError:
        return year
    return "Ver." + "・".join(dict.fromkeys(manual.number for manual in manuals))


def edition_words(visit: Visit, year: str) -> str:
    """令和8年度（2026）Ver.5."""
    name = name_edition(visit.project, year).name
    return say(name.code, **name.values)


def stages_shown(job: StudioJob) -> Iterator[StageShown]:
    """All stages of a job."""
    for stage in job.stages:
        words = _w("stage-" + stage.name.replace("/", "-"))
        if stage.state in ("now", "stopped") and stage.total:
            words = _w(f"counted-{stage.unit}", stage=words, number=stage.number, total=stage.total)
        took = "" if stage.seconds is None or stage.state == "todo" else seconds_words(stage.seconds)
        yield StageShown(stage.state, words, took)


def place_words(stages: Sequence[JobStage]) -> str:
    """6つのうち4つ目：承認されたものと比べています. Empty where it has not begun."""
    for number, stage in enumerate(stages, 1):
        if stage.state in ("now", "stopped"):
            name = _w("stage-" + stage.name.replace("/", "-"))
            return _w(f"at-{stage.state}", number=number, total=len(stages), stage=name)
    return ""


def share_done(stages: Sequence[JobStage]) -> int:
    """How much of a job is done, in hundredths: each stage counts the same."""
    done = 0.0
    for stage in stages:
        if stage.state == "done":
            done += 1
        elif stage.total:
            done += stage.number / stage.total
    return round(100 * done / len(stages))


def left_words(visit: Visit, job: StudioJob) -> str:
    """あと3分くらい; empty where no job of the kind was ever done here."""
    seconds = job.seconds_left(visit.desk.jobs.last_done(job.record.kind, before=job.number))
    if seconds is None or job.state != "running":
        return ""
    if seconds < _SOON:
        return _w("left-soon")
    return _w("left-minutes", count=max(1, ceil(seconds / _MINUTE)))


def seconds_words(seconds: float) -> str:
    """1分12秒."""
    minutes, rest = divmod(max(1, round(seconds)), _MINUTE)
    return _w("took-minutes", minutes=minutes, seconds=rest) if minutes else _w("took", seconds=rest)


def usual_words(visit: Visit, kind: str) -> str:
    """How long such a job takes here; empty where none was ever done."""
    last = visit.desk.jobs.last_done(kind, before=1 << 62)
    if last is None:
        return ""
    return _w("usual", count=max(1, ceil((last.ended_at - last.record.begun) / _MINUTE)))


def clock_words(visit: Visit, at: float) -> str:
    """14:02 of today, else with its day."""
    when = datetime.fromtimestamp(at).astimezone()
    if when.date() == visit.today:
        return f"{when:%H:%M}"
    return _w("day-and-time", day=day_said(when.date()), time=f"{when:%H:%M}")


def refusals(job: StudioJob) -> tuple[Refusal, ...]:
    """What stopped it, as far as it has told it as data."""
    return tuple(filter(None, map(_refusal, job.problems)))


def _refusal(problem: Problem) -> Refusal | None:
    try:
        text, do = say(problem.code, **problem.values), remedy(problem)
    except (KeyError, ValueError, IndexError):  # an engine of another version within it has words of its own
        return None
    return Refusal(text, do if do and "tebiki " not in do and "make " not in do else "")


def next_address(job: StudioJob) -> str:
    """The room in which one goes on once a job is done."""
    return _NEXT[job.record.kind].replace("{year}", job.record.year)
