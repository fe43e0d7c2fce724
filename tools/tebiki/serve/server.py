"""What `tebiki serve` answers beside the site's files: news, the script, PDFs made when asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ..output.server import is_file_address, read_file
from ..output.site_files import MEDIA_TYPES
from . import page
from .listening import Listener, host_of, listen
from .state import State

#: A PDF of a language: its folder and its name.
_PDF: Final = re.compile(r"/([a-z-]+)/[^/]+\.pdf")
_FOLDER: Final = re.compile(r"/([a-z-]+)/")
#: A question for news: the number that the page has, and its folder.
_ASKED: Final = re.compile(r"after=(\d{1,9})&of=([a-z-]{0,20})")
_LONGEST_ADDRESS: Final = 1000
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "Content-Security-Policy": page.POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def make_app(state: State, host: str) -> ASGIApp:
    """The application that shows a site, to browsers that name ``host`` or ``localhost`` alone."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refused = _refused(scope, host)
        if refused:
            status, media_type, data = refused, MEDIA_TYPES[".txt"], refused.phrase.encode()
        else:
            # A question for news waits, and so does a PDF that is being made: each in a thread.
            status, media_type, data = await run_in_threadpool(
                respond, state, scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
            )
        await Response(data, status, _HEADERS, media_type)(scope, receive, send)

    return app


def _refused(scope: Scope, host: str) -> HTTPStatus | None:
    """Why a request gets no answer: another host's name (a page elsewhere would read ours), its size."""
    headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
    named = [value for name, value in headers if name == "host"]
    said: Mapping[str, str] = dict(headers)
    if scope["method"] not in {"GET", "HEAD"}:
        return HTTPStatus.NOT_IMPLEMENTED
    if named not in ([host], [f"localhost:{host.rpartition(':')[2]}"]):
        return HTTPStatus.FORBIDDEN
    if said.get("content-length", "0") != "0" or "transfer-encoding" in said:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    too_long = len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS
    return HTTPStatus.REQUEST_URI_TOO_LONG if too_long else None


def respond(state: State, address: str, query: str) -> tuple[HTTPStatus, str, bytes]:
    """A file of the site, or one of the server's own: status, media type and bytes."""
    if address == page.NEWS:
        asked = _ASKED.fullmatch(query)
        number = state.news(*((int(asked[1]), asked[2]) if asked else (-1, "")))
        return HTTPStatus.OK, MEDIA_TYPES[".txt"], str(number).encode()
    if address == page.SCRIPT:
        return HTTPStatus.OK, "text/javascript; charset=utf-8", page.RELOAD.encode()
    if address == page.STYLE:
        return HTTPStatus.OK, MEDIA_TYPES[".css"], page.PROBLEMS.encode()
    return _respond_with_file(state, address)


def _respond_with_file(state: State, address: str) -> tuple[HTTPStatus, str, bytes]:
    """A file of the site, with the script where it is a page."""
    found = _FOLDER.match(address)
    name = found[1] if found else ""
    number, problems = state.number_of(name), state.problems  # before the page is read
    file = _read(state, address)
    if file is None:
        return HTTPStatus.NOT_FOUND, MEDIA_TYPES[".html"], page.alone(number, problems)
    if file[0] == MEDIA_TYPES[".html"]:
        state.seen = name
        return HTTPStatus.OK, file[0], page.with_script(file[1], number, problems)
    return HTTPStatus.OK, *file


def _read(state: State, address: str) -> tuple[str, bytes] | None:
    """The file at an address; a PDF is made first, where it is not there."""
    if is_file_address(address) and (found := _PDF.fullmatch(address)):
        state.ask(found[1])
        return read_file(state.pdf / found[1], address)
    return read_file(state.html, address)


def start(state: State, port: int) -> str:
    """Serve in threads of their own. Gives the address; raises `TebikiError` where the port is taken."""
    own = listen(port)
    host = host_of(own)
    Listener(make_app(state, host), own).start()
    return f"http://{host}/"
