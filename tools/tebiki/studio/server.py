"""The studio on a port of this machine, until somebody ends it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from ..content.write_files import write_together
from ..pipeline.lock import exclusive, is_held
from ..serve.listening import Listener, host_of, listen
from .app import make_app
from .desk import Desk
from .opener import opening_file, write_opening_file

#: Asked for first, so that what a browser keeps for this origin is there again the next day.
PORT: Final = 8017
#: Below the studio's own folder: where a studio runs, and what tells that it does.
_NOTE, _LOCK = "running.json", "running.lock"


class RunningStudio:
    """A studio that listens; ``host`` is what its addresses begin with.

    ``port``: None for the usual one, or any where that is taken. Raises ``serve/taken``.
    """

    def __init__(self, desk: Desk, port: int | None = None) -> None:
        self.desk = desk
        own = listen(PORT, 0) if port is None else listen(port)
        self.host = host_of(own)
        self.opening_file = opening_file(desk.own)
        desk.when_opened = self.write_opening_file
        self._listener = Listener(make_app(desk, self.host), own)
        desk.journal.snapshot()
        self.write_opening_file()

    @property
    def address(self) -> str:
        """The address of the first room."""
        return f"http://{self.host}/"

    def write_opening_file(self) -> None:
        """Write the file that opens the studio, with the secret as it is now."""
        write_opening_file(self.opening_file, self.host, self.desk.session.secret)

    def stop(self) -> None:
        """Answer no more; any thread may call."""
        self._listener.stop()

    def serve(self) -> None:
        """Answer until `stop`, in this thread. Long work goes on after that."""
        try:
            self._listener.answer()
        finally:
            self.desk.end()
            self.opening_file.unlink(missing_ok=True)


@contextmanager
def served(desk: Desk, port: int | None = 0) -> Iterator[RunningStudio]:
    """A studio in a thread of its own while this lasts: for tests."""
    studio = RunningStudio(desk, port)
    thread = studio._listener.start()  # noqa: SLF001 -- of this module
    try:
        yield studio
    finally:
        desk.end()
        studio.stop()
        thread.join()
        studio.opening_file.unlink(missing_ok=True)


def find_running(own: Path) -> Path | None:
    """The opening file of a studio that runs for this project already; None where none does.

    A note that a killed studio left says nothing: its port may be another program's by now, which
    would be shown in the studio's place. So the note counts only while its writer lives.
    """
    try:
        found = json.loads((own / _NOTE).read_text(encoding="utf-8"))
        page = Path(found["opens"])
        return page if page.is_file() and is_held(own / _LOCK) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def told_running(studio: RunningStudio) -> Iterator[None]:
    """Note where this studio runs, for a second start, while this lasts; one noted before stays noted."""
    own = studio.desk.own
    own.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(exclusive(own / _LOCK, _give_way))
        except _NotedBeforeError:
            yield
            return
        said = {"opens": str(studio.opening_file), "pid": os.getpid()}
        write_together([(own / _NOTE, json.dumps(said).encode())])
        stack.callback((own / _NOTE).unlink, missing_ok=True)
        yield


class _NotedBeforeError(Exception):
    """Another studio of this project has its note; this one was given a port of its own."""


def _give_way(_: str) -> None:
    raise _NotedBeforeError
