"""Fresh processes, one a language: started early, so that they import while the content is read."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from logging import DEBUG
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Final, Protocol

from ..errors import Problem
from ..log import Records, listening, pass_on, timed
from ..plain import is_plain
from .collector import collect_seldom
from .job import Job, Logged, Result, Step

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

#: Of glibc. Without the first it keeps what each thread has freed: a third of a worker's memory. The others
#: have it ask the system for memory in large pieces and keep them: Typst takes and frees all the time.
#: Workers have them from their start, and so has the server that forks them.
_SURROUNDINGS: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TOP_PAD_": str(64 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
}

#: Seconds until whoever watches is told again.
_TICK: Final = 0.2

#: Set to 1 every worker starts from nothing, as on Windows, which knows no other way.
_ALWAYS_SPAWN: Final = "TEBIKI_SPAWN"

_SPAWN = multiprocessing.get_context("spawn")
_LATER: SpawnContext | ForkServerContext = _SPAWN
if sys.platform != "win32" and os.environ.get(_ALWAYS_SPAWN) != "1":
    # A server imports all that workers need, once, and forks each: as fresh as one from nothing.
    _LATER = multiprocessing.get_context("forkserver")
    _LATER.set_forkserver_preload([f"{__package__}.preload"])
#: Whether builds of this process leave the server to the next ones (`resident_server`).
_staying = False


class Worker:
    """A process that does one job and ends. It dies with its maker.

    ``resident``: the server that forks it stays when it is stopped.
    """

    def __init__(self, *, resident: bool = False) -> None:
        self.resident = resident
        begin = _SPAWN if is_plain() else _LATER
        self.pipe, theirs = begin.Pipe()
        self.process = begin.Process(target=_serve, args=(theirs,), daemon=True)
        self.job: Job | None = None
        self._starting: threading.Thread | None = None
        with _surroundings():
            if begin is _SPAWN:
                self._start(theirs)
                return
            _ensure_server()
        # The server forks when it has imported; until then only this thread waits.
        self._starting = threading.Thread(target=self._start_later, args=(theirs,), daemon=True)
        self._starting.start()

    def _start(self, theirs: Connection) -> None:
        try:
            self.process.start()
        finally:
            theirs.close()  # so that its death ends our waiting

    def _start_later(self, theirs: Connection) -> None:
        with suppress(OSError, EOFError):  # the server was ended: `hear` tells that nothing will come
            self._start(theirs)

    def give(self, job: Job) -> None:
        """Send the job."""
        self.job = job
        with suppress(BrokenPipeError):  # a process that died is told by `take`
            self.pipe.send(job)

    def hear(self) -> Result | Step:
        """Wait for what it says next. A process that died gives a problem, not silence."""
        assert self.job is not None
        try:
            while isinstance(said := self.pipe.recv(), Logged):  # what was made before a step comes before it
                pass_on(said.records)
        except (EOFError, ConnectionError):
            self._wait_for_start()
            if self.process.pid is not None:
                self.process.join()
            values = {"language": self.job.language, "code": self.process.exitcode}
            return Result(problems=(Problem("output/lost", None, values),))
        heard: Result | Step = said
        return heard

    def take(self) -> Result:
        """Wait for the result."""
        while isinstance(said := self.hear(), Step):
            pass
        return said

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        if self._starting is not None and self._starting.is_alive() and not self.resident:
            _kill_server()  # which would go on importing for nobody
        self._wait_for_start()
        if self.process.pid is not None:
            self.process.kill()
            self.process.join()

    def _wait_for_start(self) -> None:
        if self._starting is not None:
            self._starting.join()


@contextmanager
def _surroundings() -> Iterator[None]:
    """Variables that a process started within gets, where the person has set none; ours stay as they were."""
    wanted = {} if is_plain() else _SURROUNDINGS
    added = {name: value for name, value in wanted.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _serve(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the maker, who ends us
    collect_seldom()
    threading.Thread(target=_end_with_maker, daemon=True).start()
    records = Records()
    with listening(records), timed("pipeline", "worker imported Sphinx", level=DEBUG):
        # Before there is a job: the maker is still reading.
        from . import preload  # noqa: F401, PLC0415 -- imports Sphinx, which the maker must not
        from .worker import build_language  # noqa: PLC0415

    try:
        job = pipe.recv()
    except EOFError:
        return

    def send(said: Step | Result) -> None:
        """Send what was logged, then the rest; by one thread, since a pipe knows no order of two."""
        pipe.send(Logged(records.take()))
        pipe.send(said)

    with listening(records):
        result = build_language(job, send)
    send(result)


def _end_with_maker() -> None:
    """A maker that is killed cannot end us."""
    maker = multiprocessing.parent_process()
    assert maker is not None
    maker.join()
    os._exit(1)


def _nothing() -> None:
    """What is left to do meanwhile."""


def way_to_begin() -> SpawnContext | ForkServerContext:
    """How a process beside this one begins that is not the first: by the server, where there is one."""
    return _LATER


@contextmanager
def early(*, resident: bool = False) -> Iterator[Worker]:
    """A worker that is already starting while the content is still being read.

    ``resident``: the server that forks workers stays for the next build.
    """
    resident = resident or _staying
    worker = Worker(resident=resident)
    try:
        yield worker
    finally:
        worker.stop()
        if not resident and not is_plain():
            _end_server()


class Watch(Protocol):
    """Whoever is told how the jobs get on."""

    def begin(self, language: str) -> None:
        """A job begins."""

    def step(self, language: str, step: Step) -> None:
        """It has come to a step."""

    def end(self, language: str) -> None:
        """It has ended."""

    def tick(self) -> None:
        """A moment has passed."""


def run_jobs(
    jobs: Sequence[Job], first: Worker, meanwhile: Callable[[], None], processors: int, watch: Watch
) -> dict[str, Result]:
    """Run all jobs, at most ``processors`` at once; ``first`` takes the first of them.

    ``meanwhile`` runs here once the first have begun, also where there is no job at all; what it
    raises ends them. Gives results by language.
    """
    results: dict[str, Result] = {}
    waiting, running = list(jobs), list[Worker]()
    try:
        while waiting or running:
            while waiting and len(running) < processors:
                worker = first if len(waiting) == len(jobs) else Worker(resident=first.resident)
                watch.begin(waiting[0].language)
                worker.give(waiting.pop(0))
                running.append(worker)
            meanwhile()
            meanwhile = _nothing
            ready = wait([worker.pipe for worker in running], timeout=_TICK)
            watch.tick()
            for worker in [worker for worker in running if worker.pipe in ready]:
                assert worker.job is not None
                said = worker.hear()
                if isinstance(said, Step):
                    watch.step(worker.job.language, said)
                    continue
                results[worker.job.language] = said
                watch.end(worker.job.language)
                running.remove(worker)
                worker.stop()
        meanwhile()
    finally:
        for worker in running:
            worker.stop()
    return results


def _ensure_server() -> None:
    if sys.platform != "win32":
        from multiprocessing import forkserver  # noqa: PLC0415 -- Windows has none

        forkserver.ensure_running()


def _kill_server() -> None:
    """End the server at once, in the midst of its imports; `_end_server` then only tidies up."""
    if sys.platform != "win32":
        from multiprocessing import forkserver  # noqa: PLC0415 -- Windows has none

        pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # noqa: SLF001 -- no other way
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextmanager
def resident_server() -> Iterator[None]:
    """The server that forks workers stays for all builds within, and ends with them; not to be nested."""
    global _staying  # noqa: PLW0603 -- a process has one server
    _staying = True
    try:
        yield
    finally:
        _staying = False
        if not is_plain():
            _end_server()


def _end_server() -> None:
    """Wait for the server, so that what it used counts as ours. One that was interrupted ends after us."""
    if sys.platform != "win32":
        from multiprocessing import forkserver  # noqa: PLC0415 -- Windows has none

        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001 -- there is no other way
