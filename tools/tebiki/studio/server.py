"""The studio on a port of this machine, until somebody ends it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ..content.write_files import write_together
from ..serve.listening import ADDRESS, Listener, host_of, listen
from .app import make_app
from .desk import Desk
from .opener import opening_file, write_opening_file

#: Asked for first, so that what a browser keeps for this origin is there again the next day.
PORT: Final = 8017


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

    def serve(self) -> None:
        """Answer until Ctrl-C, in this thread."""
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
        studio._listener.stop()  # noqa: SLF001 -- as above
        thread.join()
        studio.opening_file.unlink(missing_ok=True)


def find_running(own: Path) -> Path | None:
    """The opening file of a studio that runs for this project already; None where none does."""
    try:
        found = json.loads((own / "running.json").read_text(encoding="utf-8"))
        page = Path(found["opens"])
        with socket.create_connection((ADDRESS, int(found["port"])), timeout=0.5):
            return page if page.is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def tell_running(studio: RunningStudio) -> None:
    """Note where this studio runs, for a second start."""
    port = studio.host.rpartition(":")[2]
    said = {"port": int(port), "opens": str(studio.opening_file), "pid": os.getpid()}
    write_together([(studio.desk.own / "running.json", json.dumps(said).encode())])
