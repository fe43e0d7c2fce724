"""The built pages on a port of this machine, under the policy that a city's server may send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

POLICY: Final = "default-src 'self'"


class _Handler(SimpleHTTPRequestHandler):
    #: Windows takes kinds from its registry, where programs write what they like.
    extensions_map: Final = {  # type: ignore[misc]  # the base class's is no constant
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".pdf": "application/pdf",
        ".txt": "text/plain; charset=utf-8",
        ".xml": "application/xml",
    }

    def __init__(self, *arguments: Any, base: str, **named: Any) -> None:
        self.base = base
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        """The file of an address; the site stands at the path of its own address, as it will."""
        return super().translate_path(
            "/" + path.removeprefix(self.base) if path.startswith(self.base) else path
        )

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class's name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has left."""


@contextmanager
def served(folder: Path, base: str = "/") -> Iterator[str]:
    """The address, ending in ``base``, at which a thread serves ``folder``."""
    handler = partial(_Handler, directory=str(folder), base=base)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()
