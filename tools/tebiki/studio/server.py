"""Listening on this machine, on a port of its own, until somebody ends it."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Final

import uvicorn

from ..content.write_files import write_together
from ..errors import Place, fail
from .app import make_app
from .desk import Desk
from .opener import opening_file, write_opening_file

ADDRESS: Final = "127.0.0.1"
#: Asked for first, so that what a browser keeps for this origin is there again the next day.
PORT: Final = 8017


def listen(port: int | None) -> socket.socket:
    """A socket on a port that no other program shares. ``None``: the usual one, else any.

    Raises ``studio/taken``.
    """
    try:
        return _listen(PORT if port is None else port)
    except (OSError, OverflowError) as error:
        if port is None:
            return _listen(0)
        why = getattr(error, "strerror", None) or str(error)
        fail("studio/taken", Place("--port"), port=port, why=why)


def _listen(port: int) -> socket.socket:
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            own.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # A port that was just left may be taken again; one in use may not.
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        own.bind((ADDRESS, port))
        own.listen(128)
    except (OSError, OverflowError):
        own.close()
        raise
    return own


class RunningStudio:
    """A studio that listens; ``host`` is what its addresses begin with."""

    def __init__(self, desk: Desk, port: int | None = None) -> None:
        self.desk = desk
        self._socket = listen(port)
        self.host = f"{ADDRESS}:{self._socket.getsockname()[1]}"
        self.opening_file = opening_file(desk.own)
        desk.when_opened = self.write_opening_file
        config = uvicorn.Config(
            make_app(desk, self.host),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            lifespan="off",
            http="h11",
            ws="none",
            loop="asyncio",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
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
            self._server.run(sockets=[self._socket])
        finally:
            self.opening_file.unlink(missing_ok=True)

    def stop(self) -> None:
        """Answer no more; may be called from any thread."""
        self._server.should_exit = True


@contextmanager
def served(desk: Desk, port: int | None = 0) -> Iterator[RunningStudio]:
    """A studio in a thread of its own while this lasts: for tests."""
    studio = RunningStudio(desk, port)
    thread = Thread(target=studio.serve, daemon=True)
    thread.start()
    try:
        while not studio._server.started:  # noqa: SLF001 -- uvicorn tells it nowhere else
            sleep(0.005)
        yield studio
    finally:
        studio.stop()
        thread.join()


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
