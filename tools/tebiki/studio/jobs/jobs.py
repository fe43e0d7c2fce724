"""The jobs of one studio: started, looked at, cancelled; and what is found of those of an earlier studio."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from ...content.write_intent import complete_writes
from ...errors import Place, Problem, TebikiError, fail
from ...messages import language
from .job import StudioJob
from .job_record import JobFiles, JobRecord, read_record, write_record
from .plans import PLANS, JobPlan, plan_of
from .worker_process import (
    WaitingWorker,
    ask_to_stop,
    kill_all,
    make_temporary,
    temporary_folder,
)

#: Seconds for which a cancelled job may clean up before it is killed, and between two looks.
_GRACE: Final = 10.0
_PAUSE: Final = 0.05
#: So many ended jobs are kept.
_KEPT: Final = 50


class Jobs:
    """All jobs of the project at ``root``, whose records lie in ``folder``.

    ``writer``: held by whoever writes into the project; a job begins within it, so in no save.
    """

    def __init__(self, root: Path, folder: Path, writer: AbstractContextManager[object]) -> None:
        self._root, self._folder, self._writer = root, folder, writer
        self._lock = threading.RLock()
        self._waiting: WaitingWorker | None = None
        self._own: list[WaitingWorker] = []
        self._keeps_ready = self._closed = False
        #: Jobs that have ended and of which nothing changes any more: every page asks for them.
        self._ended: dict[int, StudioJob] = {}

    def keep_ready(self) -> None:
        """Have a worker wait from now on, also after each job that ends."""
        with self._lock:
            if not self._closed:
                self._keeps_ready = True
                self.wait_ready()

    def wait_ready(self) -> None:
        """Have a worker wait, so that the next job begins at once. Nobody waits for it here."""
        with self._lock:
            if self._waiting is None or not self._waiting.is_ready:
                self._waiting = WaitingWorker(self._root)

    def close(self) -> None:
        """Dismiss the waiting worker; a job that runs goes on without the studio."""
        with self._lock:
            self._keeps_ready, self._closed = False, True
            if self._waiting is not None:
                self._waiting.dismiss()
                self._waiting = None
            for worker in self._own:
                worker.let_go()

    def start(self, kind: str, arguments: Sequence[str], year: str) -> StudioJob:
        """Begin a job: ``arguments`` as a person types them after ``tebiki``.

        Raises `TebikiError`: ``jobs/running`` while another one is at work, ``jobs/undecided`` where one
        that wrote was killed and nobody has said how to go on, ``jobs/disk`` where nothing can be recorded.
        """
        plan = plan_of(kind, arguments)
        with self._writer, self._lock:
            self._refuse_second(plan, tuple(arguments))
            try:
                job = self._begin(plan, tuple(arguments), year)
            except OSError as error:
                fail("jobs/disk", Place.of(self._folder), why=error.strerror or str(error))
        self._forget_old()
        return job

    def _refuse_second(self, plan: JobPlan, arguments: tuple[str, ...]) -> None:
        for job in self.all():
            if job.is_running:
                fail("jobs/running", None, number=job.number)
            if job.needs_decision and plan.writes:
                if job.record.arguments == arguments:
                    self.settle(job.number)  # this is how to go on
                else:
                    fail("jobs/undecided", None, number=job.number)

    def _begin(self, plan: JobPlan, arguments: tuple[str, ...], year: str) -> StudioJob:
        files = self._next_folder()
        temporary = make_temporary()
        for _ in range(2):
            self.wait_ready()
            worker, self._waiting = self._waiting, None
            assert worker is not None
            self._own.append(worker)
            record = JobRecord(
                number=int(files.folder.name),
                kind=plan.kind,
                arguments=arguments,
                year=year,
                begun=time.time(),
                pid=worker.pid,
                mark=worker.mark,
                temporary=temporary,
                before=self._mark_public(),
            )
            write_record(files, record)  # before the order: what runs is always known
            folder = temporary_folder(temporary)
            order = {"folder": str(files.folder), "arguments": arguments, "temporary": str(folder)}
            if worker.order({**order, "language": language()}):
                return StudioJob.look(record, files)
        raise OSError

    def _next_folder(self) -> JobFiles:
        number = max((files_number for files_number, _ in self._folders()), default=0)
        while True:
            number += 1
            files = JobFiles(self._folder / str(number))
            with suppress(FileExistsError):
                files.lay()
                return files

    def _folders(self) -> Iterator[tuple[int, JobFiles]]:
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name.isdecimal():
                    yield int(path.name), JobFiles(path)

    def all(self) -> tuple[StudioJob, ...]:
        """All jobs, the newest first; what has ended without a studio is cleaned up after."""
        with self._lock:
            self._own = [worker for worker in self._own if worker.is_ready]
            folders = sorted(self._folders(), reverse=True, key=lambda pair: pair[0])
            return tuple(filter(None, (self._look(*pair) for pair in folders)))

    def _look(self, number: int, files: JobFiles) -> StudioJob | None:
        if (known := self._ended.get(number)) is not None:
            return known
        record = read_record(files)
        if record is None or record.kind not in PLANS:
            return None
        job = self._looked_after(StudioJob.look(record, files))
        if not job.is_running and not job.record.temporary and not job.needs_decision:
            self._ended[number] = job
            if self._keeps_ready:
                self.wait_ready()
        return job

    def find(self, number: int) -> StudioJob | None:
        """One job; None where there is none of that number."""
        with self._lock:
            self._own = [worker for worker in self._own if worker.is_ready]
            return self._look(number, JobFiles(self._folder / str(number)))

    def running(self) -> StudioJob | None:
        """The job that is at work."""
        return next((job for job in self.all() if job.is_running), None)

    def undecided(self) -> StudioJob | None:
        """A job that was killed, and of which nobody has said how to go on."""
        return next((job for job in self.all() if job.needs_decision), None)

    def last_done(self, kind: str, *, before: int) -> StudioJob | None:
        """The last job of a kind that was done, of those begun before job ``before``."""
        known = (job for job in self.all() if job.record.kind == kind and job.number < before)
        return next((job for job in known if job.state == "done"), None)

    def refuse_while_writing(self) -> None:
        """Raise ``jobs/writing`` while a job writes into the project: a save waits."""
        job = self.running()
        if job is not None and PLANS[job.record.kind].writes:
            fail("jobs/writing", None, number=job.number)

    def cancel(self, number: int) -> StudioJob:
        """Stop a job. It cleans up; after some seconds it is killed with all that it started."""
        with self._lock:
            job = self.find(number)
            if job is None:
                raise TebikiError([Problem("jobs/none", None, {"number": number})])
            if job.state != "running":
                return job
            stage = job.at_stage
            if stage is not None and stage.name == PLANS[job.record.kind].last_word:
                fail("jobs/too-late", None)
            record = replace(job.record, cancelled=time.time())
            write_record(job.files, record)
        ask_to_stop(record.pid, record.mark)
        threading.Thread(target=self._see_to_end, args=(number,), daemon=True).start()
        return StudioJob.look(record, job.files)

    def _see_to_end(self, number: int) -> None:
        until = time.monotonic() + _GRACE
        while (job := self.find(number)) is not None and job.is_running and time.monotonic() < until:
            time.sleep(_PAUSE)
        if job is not None:
            kill_all(job.record.pid, job.record.mark)
            self.find(number)

    def settle(self, number: int) -> None:
        """Note that somebody has said how to go on after a kill."""
        with self._lock:
            job = self.find(number)
            if job is not None and job.needs_decision:
                write_record(job.files, replace(job.record, settled=True))

    def _mark_public(self) -> str:
        from ...editions.release.half_released import mark_public  # noqa: PLC0415 -- the first room waits for none

        return mark_public(self._root)

    def changed_public(self, job: StudioJob) -> bool:
        """Whether what is public, or the project's commit, is another one than when the job began."""
        return self._mark_public() != job.record.before

    def _looked_after(self, job: StudioJob) -> StudioJob:
        """Of an ended job: whatever it started ends, its temporary files go, writes of its are completed."""
        if job.state == "stopping" and job.now - (job.record.cancelled or job.now) > 2 * _GRACE:
            kill_all(job.record.pid, job.record.mark)  # by a studio that is not there any more
        if job.is_running or not job.record.temporary:
            return job
        kill_all(job.record.pid, job.record.mark)
        folder = temporary_folder(job.record.temporary)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        with suppress(TebikiError):  # the next command tells it
            complete_writes(self._root)
        record = replace(job.record, temporary="")
        with suppress(TebikiError):  # a full disk: the next look tries it again
            write_record(job.files, record)
        return replace(job, record=record)

    def _forget_old(self) -> None:
        for job in self.all()[_KEPT:]:
            if not job.is_running and not job.needs_decision:
                shutil.rmtree(job.files.folder, ignore_errors=True)
                self._ended.pop(job.number, None)
