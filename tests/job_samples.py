"""Jobs of the studio in tests: started, waited for, killed as nobody would wish."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tebiki.processes import mark_of
from tebiki.studio.jobs.job import StudioJob
from tebiki.studio.jobs.jobs import Jobs

#: Nothing here takes as long, however busy the machine is.
_PATIENCE = 240.0


@contextmanager
def jobs_of(root: Path) -> Iterator[Jobs]:
    """The jobs of a project, as one studio has them."""
    jobs = Jobs(root, root / "build" / "studio" / "jobs", threading.RLock())
    try:
        yield jobs
    finally:
        if (job := jobs.running()) is not None:  # a test that failed leaves nothing behind
            os.killpg(job.record.pid, signal.SIGKILL)
        jobs.close()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that happens sooner or later."""
    until = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def ended(jobs: Jobs, number: int) -> StudioJob:
    """A job once it has begun and ended."""
    wait_until(lambda: (job := jobs.find(number)) is not None and not job.is_running)
    return found(jobs, number)


def found(jobs: Jobs, number: int) -> StudioJob:
    """A job that there is."""
    job = jobs.find(number)
    assert job is not None
    return job


def in_stage(jobs: Jobs, number: int, stage: str) -> StudioJob:
    """A job that has come to a stage; it may have gone on, and may not have begun when this is called."""
    wait_until(lambda: (job := jobs.find(number)) is not None and any(e.stage == stage for e in job.events))
    return found(jobs, number)


def go_on(job: StudioJob) -> None:
    """Let a job that is held go on, and all that it has started."""
    os.killpg(job.record.pid, signal.SIGCONT)


def hold_after(jobs: Jobs, number: int, stage: int) -> int:
    """Hold a job in a stage after that one, counted from 1; gives which, 0 where it has ended."""
    go_on(found(jobs, number))
    wait_until(lambda: _stage_now(jobs, number) > stage)
    os.killpg(found(jobs, number).record.pid, signal.SIGSTOP)
    return _stage_now(jobs, number)


def _stage_now(jobs: Jobs, number: int) -> int:
    stages = enumerate(found(jobs, number).stages, 1)
    return next((place for place, stage in stages if stage.state == "now"), 0)


def kill_hard(job: StudioJob) -> None:
    """Kill the process of a job and nothing that it has started, as the system does when memory is short."""
    os.kill(job.record.pid, signal.SIGKILL)
    wait_until(lambda: mark_of(job.record.pid) != job.record.mark)


def processes_of(job: StudioJob) -> list[int]:
    """Processes that a job has started and that still run, itself included (Linux)."""
    group = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX" and int(fields[2]) == job.record.pid:
            group.append(int(folder.name))
    return group
