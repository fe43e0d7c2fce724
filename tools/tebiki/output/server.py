"""A web server for browsers of this machine only: files of a finished site, and nothing else."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar, Final
from urllib.parse import urlsplit

from ..content.output_names import INDEX, page_file
from .site_files import MEDIA_TYPES

ADDRESS: Final = "127.0.0.1"
#: What a browser is shown of a site that it is to look at: whatever would run there, too.
LOOKED_AT_TYPES: Final = {**MEDIA_TYPES, ".js": "text/javascript; charset=utf-8"}
#: Names as the build checks them; none begins with a dot, so that none leads upwards.
_PATH: Final = re.compile(r"/(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*)?")
_LONGEST_ADDRESS: Final = 1000


class SiteHandler(BaseHTTPRequestHandler, ABC):
    """Answers one request; a subclass says with `respond` what there is beside the site's files."""

    #: Seconds for a request to arrive.
    timeout = 10
    server_version, sys_version = "tebiki", ""
    #: The Content-Security-Policy of each answer.
    policy: ClassVar[str] = "default-src 'self'"

    @abstractmethod
    def respond(self, address: str, query: str) -> None:
        """Answer a request that is not refused."""

    def do_GET(self) -> None:
        """Answer, or say why not."""
        if refused := self._refused():
            self.send_answer(refused, MEDIA_TYPES[".txt"], refused.phrase.encode())
        else:
            parts = urlsplit(self.path)
            self.respond(parts.path, parts.query)

    def do_HEAD(self) -> None:
        """The head of an answer."""
        self.do_GET()

    def send_answer(self, status: HTTPStatus, media_type: str, data: bytes) -> None:
        """Send a whole answer."""
        self.send_response(status)
        headers = {
            "Content-Type": media_type,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": self.policy,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Connection": "close",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class' name
        """Say nothing: the console is for the command's own lines."""

    def _refused(self) -> HTTPStatus | None:
        """Why a request gets no answer: another host's name (a page elsewhere would read ours), its size."""
        port = self.connection.getsockname()[1]
        if self.headers.get_all("Host") not in ([f"{ADDRESS}:{port}"], [f"localhost:{port}"]):
            return HTTPStatus.FORBIDDEN
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return HTTPStatus.REQUEST_URI_TOO_LONG if len(self.path) > _LONGEST_ADDRESS else None


class SiteServer(ThreadingHTTPServer):
    """Its threads end with the process."""

    daemon_threads = True
    block_on_close = False
    # On Windows two programs could else share the port.
    allow_reuse_address = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing to tell: a browser that has left."""


class _FolderHandler(SiteHandler):
    def __init__(self, folder: Path, base: str, *arguments: object) -> None:
        self.folder, self.base = folder, base
        super().__init__(*arguments)  # type: ignore[arg-type]  # what socketserver hands over

    def respond(self, address: str, query: str) -> None:  # noqa: ARG002 -- no address of ours has one
        """A file below the path of the site's own address, or nothing."""
        within = "/" + address.removeprefix(self.base) if address.startswith(self.base) else address
        found = read_file(self.folder, within, LOOKED_AT_TYPES)
        if found is None:
            self.send_answer(HTTPStatus.NOT_FOUND, MEDIA_TYPES[".txt"], b"Not Found")
        else:
            self.send_answer(HTTPStatus.OK, *found)


def is_file_address(address: str) -> bool:
    """Whether a file of a site may have the address."""
    return _PATH.fullmatch(address) is not None


def read_file(folder: Path, address: str, types: Mapping[str, str] = MEDIA_TYPES) -> tuple[str, bytes] | None:
    """Media type and bytes of the file at an address (``/ja/``); None for what is none of the site's."""
    if not is_file_address(address):
        return None
    name = address + page_file(INDEX) if address.endswith("/") else address
    path = (folder / name.removeprefix("/")).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.suffix not in types:
        return None
    return types[path.suffix], path.read_bytes()


def start_server(handler: Callable[..., SiteHandler], port: int = 0) -> SiteServer:
    """Serve in threads of their own; port 0: any. Raises `OSError` or `OverflowError` where it cannot."""
    server = SiteServer((ADDRESS, port), handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


@contextmanager
def serve_folder(folder: Path, base: str = "/") -> Iterator[str]:
    """The address, ending in ``base``, at which ``folder`` is served until the block ends."""
    with start_server(partial(_FolderHandler, folder, base)) as server:
        try:
            yield f"http://{ADDRESS}:{server.server_port}{base}"
        finally:
            server.shutdown()
