"""A local server that plays all that servers do to whoever asks: well, slow and hostile ones."""

from __future__ import annotations

import ssl
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any


class Server(ThreadingHTTPServer):
    """``asked``: how often each path was; ``over``: set when slow answers shall end."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.heads: list[dict[str, str]] = []
        self.over = Event()
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever has left has left."""

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class's name
        """Say nothing."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked[path] += 1
        self.server.heads.append(dict(self.headers))
        name, _, rest = path.strip("/").partition("/")
        PLAYS[name](self, rest)

    def say(self, status: int, **heads: str) -> None:
        self.send_response(status)
        for key, value in heads.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()


def status(here: Handler, rest: str) -> None:
    here.say(int(rest))


def away(here: Handler, rest: str) -> None:
    """``/to/localhost/x``: to another name of this server; ``/to/-/x``: within it."""
    host, _, path = rest.partition("/")
    here.say(302, Location=f"/{path}" if host == "-" else here.server.at(f"/{path}", host))


def ring(here: Handler, rest: str) -> None:
    here.say(302, Location="/ring/b" if rest == "a" else "/ring/a")


def chain(here: Handler, rest: str) -> None:
    here.say(302, Location=f"/chain/{int(rest) + 1}")


def odd(here: Handler, rest: str) -> None:
    here.say(
        302,
        Location={"file": "file:///etc/passwd", "user": "http://a:b@127.0.0.1/", "port": "http://h:0/"}[rest],
    )


def never(here: Handler, _: str) -> None:
    here.server.over.wait(20)


def drip(here: Handler, _: str) -> None:
    """A byte of the head, again and again: no single wait is ever long."""
    while not here.server.over.wait(0.02):
        here.wfile.write(b"H")


def patient(here: Handler, _: str) -> None:
    """``100 Continue`` without end."""
    while not here.server.over.is_set():
        here.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def endless(here: Handler, _: str) -> None:
    """A body without end."""
    here.send_response(200)
    here.end_headers()
    while not here.server.over.is_set():
        here.wfile.write(b"x" * 65536)


def heads(here: Handler, rest: str) -> None:
    """Too many heads, or one that is too long."""
    here.send_response(200)
    for number in range(500 if rest == "many" else 1):
        here.send_header(f"X-{number}", "x" * (10 if rest == "many" else 1_000_000))
    here.end_headers()


def rubbish(here: Handler, _: str) -> None:
    here.wfile.write(b"\x00\xff not HTTP\r\n\r\n")


def busy(here: Handler, rest: str) -> None:
    """``/busy/1``: 503 the first time, then all is well; ``/busy/600``: wait so long."""
    if rest == "600" or here.server.asked[here.path] == 1:
        here.say(503, Retry_After=rest)
    else:
        here.say(200)


PLAYS: dict[str, Callable[[Handler, str], None]] = {
    "status": status,
    "to": away,
    "ring": ring,
    "chain": chain,
    "odd": odd,
    "never": never,
    "drip": drip,
    "patient": patient,
    "endless": endless,
    "heads": heads,
    "rubbish": rubbish,
    "busy": busy,
}


@contextmanager
def playing(certificate: Path | None = None) -> Iterator[Server]:
    """The server, in a thread; with TLS where a file with certificate and key is given."""
    server = Server()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def elapsed(since: float) -> float:
    return time.monotonic() - since
