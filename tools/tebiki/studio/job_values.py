"""What templates of a job are given: those of its own page, and of the notice of one that was stopped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from .jobs.job import StudioJob
from .jobs.plans import PLANS
from .jobs_shown import (
    Refusal,
    address_of,
    clock_words,
    edition_words,
    left_words,
    name_of,
    next_address,
    place_words,
    refusals,
    share_done,
    stages_shown,
    title_of,
)
from .visit import Visit
from .words import room_words

_ROOM: Final = "job"


@dataclass(frozen=True, slots=True)
class StoppedJob:
    """A job that ended before it was done, for the three lines and the ways on (``job_lines.html``).

    ``may_resume``: whether nobody has gone on with it or given it up; ``changed``: whether what is public
    was being changed; ``say``: words of the job's room by key.
    """

    heading: str
    name: str
    kind: str
    state: str
    needs_decision: bool
    may_resume: bool
    changed: bool
    refusals: tuple[Refusal, ...]
    ended: str
    place: str
    address: str
    say: partial[str]


def find_stopped(visit: Visit) -> StoppedJob | None:
    """The job that was killed and waits for a decision, for the first page of the year; None without any."""
    job = visit.desk.jobs.undecided()
    return None if job is None else _stopped(visit, job)


def job_values(visit: Visit, job: StudioJob) -> dict[str, object]:
    """All that the page of a job shows."""
    plan, stages, at = PLANS[job.record.kind], job.stages, job.at_stage
    return {
        "job": job,
        "heading": title_of(visit, job),
        "name": name_of(job),
        "edition": edition_words(visit, job.record.year),
        "begun": clock_words(visit, job.record.begun),
        "ended": clock_words(visit, job.ended_at),
        "stages": list(stages_shown(job)),
        "place": place_words(stages),
        "share": share_done(stages),
        "left": left_words(visit, job),
        "writes": plan.writes,
        "may_cancel": job.state == "running" and (at is None or at.name != plan.last_word),
        "stopped": None if job.is_running or job.state == "done" else _stopped(visit, job),
        "log": job.read_log(visit.root),
        "next": next_address(job),
        "command": "tebiki " + " ".join(job.record.arguments),
        "address": address_of(job),
    }


def _stopped(visit: Visit, job: StudioJob) -> StoppedJob:
    return StoppedJob(
        heading=title_of(visit, job),
        name=name_of(job),
        kind=job.record.kind,
        state=job.state,
        needs_decision=job.needs_decision,
        may_resume=not job.record.settled,
        changed=PLANS[job.record.kind].writes and visit.desk.jobs.changed_public(job),
        refusals=refusals(job),
        ended=clock_words(visit, job.ended_at),
        place=place_words(job.stages),
        address=address_of(job),
        say=partial(room_words, _ROOM),
    )
