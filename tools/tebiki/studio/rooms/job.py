"""A job: what is being done, how far, what closing and cancelling do; and how one goes on after a stop."""

from __future__ import annotations

from typing import Final

from ...content.project import Project
from ...errors import fail
from ..job_values import job_values
from ..jobs.job import StudioJob
from ..jobs_shown import address_of, title_of
from ..reply import Go, Page, Part, Reply
from ..room import act, view
from ..visit import Visit


def _job(visit: Visit) -> StudioJob:
    """The job of the address. Raises ``jobs/none``."""
    number = int(visit.params["number"])
    return visit.desk.jobs.find(number) or fail("jobs/none", None, number=number)


def show_job(visit: Visit) -> Reply:
    """The whole page of a job."""
    job = _job(visit)
    return Page("job.html", title_of(visit, job), job_values(visit, job))


def show_progress(visit: Visit) -> Reply:
    """How far it is, asked for again and again while it runs."""
    return Part("job_state.html", job_values(visit, _job(visit)))


def cancel_job(visit: Visit) -> Reply:
    """Stop it; it cleans up."""
    return Go(address_of(visit.desk.jobs.cancel(_job(visit).number)))


def resume_job(visit: Visit) -> Reply:
    """Do the same again: a command goes on with, or begins anew, what was stopped."""
    record = _job(visit).record
    return Go(address_of(visit.desk.jobs.start(record.kind, record.arguments, record.year)))


def give_up_job(visit: Visit) -> Reply:
    """Clear away what it left; what is public has not changed, or nothing is cleared (``jobs/go-on``)."""
    job, jobs = _job(visit), visit.desk.jobs
    if jobs.changed_public(job):
        fail("jobs/go-on", None)
    with visit.desk.writer:
        jobs.refuse_while_writing()
        if job.record.kind == "release":
            from ...editions.release.half_released import take_back  # noqa: PLC0415 -- few ever need it

            take_back(Project(visit.root), job.record.year)
        jobs.settle(job.number)
    return Go(f"/{job.record.year}/")


ROUTES: Final = (
    view("/jobs/{number:int}", show_job),
    view("/jobs/{number:int}/state", show_progress),
    act("/jobs/{number:int}/cancel", cancel_job),
    act("/jobs/{number:int}/resume", resume_job),
    act("/jobs/{number:int}/give-up", give_up_job),
)
