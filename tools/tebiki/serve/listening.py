"""Listening on this machine alone, on a port that no other program shares: for serve and the studio."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import NullHandler, getLogger
from threading import Thread
from time import sleep
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from ..errors import Place, fail

ADDRESS: Final = "127.0.0.1"
#: Bytes of a request's head that are read at all: an application refuses far less, in words.
_LARGEST_HEAD: Final = 128 * 1024
#: Ctrl-C, a service that ends us, a terminal's window that is closed; on Windows Ctrl-Break.
_ENDS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def listen(port: int, instead: int | None = None) -> socket.socket:
    """A socket on a port; where it is taken, on ``instead`` (0: any). Raises ``serve/taken``."""
    try:
        return _bound(port)
    except (OSError, OverflowError) as error:
        if instead is not None:
            return listen(instead)
        why = getattr(error, "strerror", None) or str(error)
        fail("serve/taken", Place("--port"), port=port, why=why)


def _bound(port: int) -> socket.socket:
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There two programs could else share the port.
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


def host_of(listening: socket.socket) -> str:
    """What addresses of the socket begin with, and what requests must name: ``127.0.0.1:8017``."""
    return f"{ADDRESS}:{listening.getsockname()[1]}"


@contextmanager
def ended_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Have Ctrl-C and the system's wish call ``stop`` while this lasts, and end nothing by themselves.

    Uvicorn has its own handlers while it answers; once it has stopped it raises what it heard again, which
    then comes here. A signal that this process was started to ignore stays ignored. Of the main thread.
    """
    numbers = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]
    before = {
        number: signal.signal(number, lambda *_: stop())
        for number in numbers
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Listener:
    """Answers requests of this machine by an ASGI application."""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        self._socket = listening
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            lifespan="off",
            http="h11",
            h11_max_incomplete_event_size=_LARGEST_HEAD,
            ws="none",
            loop="asyncio",
            timeout_graceful_shutdown=1,
        )
        # What a browser that left or a request cut off tells is nobody's to read.
        own = getLogger("uvicorn")
        own.addHandler(NullHandler())
        own.propagate = False
        self._server = uvicorn.Server(config)

    def answer(self) -> None:
        """Answer in this thread, until Ctrl-C or `stop`."""
        self._server.run(sockets=[self._socket])

    def start(self) -> Thread:
        """Answer in a thread of its own, which ends with the process; gives it once it answers."""
        thread = Thread(target=self.answer, daemon=True)
        thread.start()
        while not self._server.started and thread.is_alive():
            sleep(0.005)
        return thread

    def stop(self) -> None:
        """Answer no more; any thread may call."""
        self._server.should_exit = True
