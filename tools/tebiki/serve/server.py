"""The web server: on this machine only, for browsers of this machine only, files of the site only."""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final
from urllib.parse import urlsplit

from ..content.output_names import INDEX, page_file
from ..errors import Place, fail
from . import page
from .state import State

ADDRESS: Final = "127.0.0.1"
#: Kinds of files that a site holds.
TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
#: Names as the build checks them; none begins with a dot, so that none leads upwards.
_PATH: Final = re.compile(r"/(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*)?")
#: A PDF of a language: its folder and its name.
_PDF: Final = re.compile(r"/([a-z-]+)/[^/]+\.pdf")
_FOLDER: Final = re.compile(r"/([a-z-]+)/")
#: A question for news: the number that the page has, and its folder.
_ASKED: Final = re.compile(r"after=(\d{1,9})&of=([a-z-]{0,20})")
_LONGEST: Final = 1000


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    #: Seconds for a request to arrive.
    timeout = 10
    server_version, sys_version = "tebiki", ""

    def __init__(self, state: State, *arguments: object) -> None:
        self.state = state
        super().__init__(*arguments)  # type: ignore[arg-type]  # what socketserver hands over

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class' name
        """Say nothing: the console is for builds."""

    def do_HEAD(self) -> None:
        """The head of an answer."""
        self.do_GET()

    def do_GET(self) -> None:
        """A file of the site, or one of the server's own."""
        if refused := self.refused():
            self.answer(refused, "text/plain; charset=utf-8", refused.phrase.encode())
            return
        parts = urlsplit(self.path)
        if parts.path == page.NEWS:
            asked = _ASKED.fullmatch(parts.query)
            number = self.state.news(*((int(asked[1]), asked[2]) if asked else (-1, "")))
            self.answer(HTTPStatus.OK, TYPES[".txt"], str(number).encode())
        elif parts.path == page.SCRIPT:
            self.answer(HTTPStatus.OK, "text/javascript; charset=utf-8", page.RELOAD.encode())
        elif parts.path == page.STYLE:
            self.answer(HTTPStatus.OK, TYPES[".css"], page.PROBLEMS.encode())
        else:
            self.file(parts.path)

    def refused(self) -> HTTPStatus | None:
        """Why a request gets no answer: another host's name (a page elsewhere would read ours), its size."""
        port = self.connection.getsockname()[1]
        if self.headers.get_all("Host") not in ([f"{ADDRESS}:{port}"], [f"localhost:{port}"]):
            return HTTPStatus.FORBIDDEN
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return HTTPStatus.REQUEST_URI_TOO_LONG if len(self.path) > _LONGEST else None

    def file(self, path: str) -> None:
        """A file of the site, with the script where it is a page."""
        found = _FOLDER.match(path)
        name = found[1] if found else ""
        number, problems = self.state.number_of(name), self.state.problems  # before the page is read
        data = self.read(path)
        suffix = Path(path).suffix if not path.endswith("/") else ".html"
        if data is not None and suffix == ".html":
            self.state.seen = name
        if data is None:
            self.answer(HTTPStatus.NOT_FOUND, TYPES[".html"], page.alone(number, problems))
        elif suffix == ".html":
            self.answer(HTTPStatus.OK, TYPES[suffix], page.with_script(data, number, problems))
        else:
            self.answer(HTTPStatus.OK, TYPES[suffix], data)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None for what is none of the site's."""
        if not _PATH.fullmatch(path):
            return None
        if found := _PDF.fullmatch(path):
            self.state.ask(found[1])
            return _bytes(self.state.pdf / found[1], path)
        return _bytes(self.state.html, path + page_file(INDEX) if path.endswith("/") else path)

    def answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        """Send a whole answer."""
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": page.POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Connection": "close",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)


def _bytes(out: Path, path: str) -> bytes | None:
    file = (out / path.removeprefix("/")).resolve()
    if not file.is_relative_to(out.resolve()) or not file.is_file() or file.suffix not in TYPES:
        return None
    return file.read_bytes()


class Server(ThreadingHTTPServer):
    """Its threads end with the process."""

    daemon_threads = True
    # On Windows two programs could else share the port.
    allow_reuse_address = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing to tell: a browser that has left."""


def start(state: State, port: int) -> str:
    """Serve in threads of their own. Gives the address; raises `TebikiError` where the port is taken."""
    try:
        server = Server((ADDRESS, port), partial(Handler, state))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        fail("serve/taken", Place("--port"), port=port, why=why)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{ADDRESS}:{server.server_address[1]}/"
