"""Who may ask: the browser of whoever started the studio, and no page, program or user beside it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .session import Session, same

#: The header that carries the token.
TOKEN_HEADER: Final = "x-tebiki-token"  # noqa: S105 -- its name alone
#: Addresses without a token: the frame's own files, which hold nothing of the project, and the way in.
STATIC, START, FILES = "/static/", "/start", "/files/"
_LONGEST_ADDRESS: Final = 2000
#: Bytes of all headers of a request.
_LONGEST_HEADERS: Final = 32_000
#: Bytes of a request's body: a capture or a certificate with what was typed beside it.
LARGEST_BODY: Final = 40_000_000
#: What any answer says of itself; pages of manuals have a policy of their own.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class BodyTooLargeError(Exception):
    """A body grew beyond `LARGEST_BODY` while it arrived."""


class Gate:
    """Refuses a request before anything of the project is read for it.

    Every request names this host and port; one that comes from a page comes from this origin; all but the
    frame and its own files carry the token, or the ticket in the address of a file.
    """

    def __init__(self, app: ASGIApp, session: Session, host: str) -> None:
        self.app, self.session, self.host = app, session, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return  # neither websockets nor a life of its own
        headers = _headers_of(scope)
        refused = None if headers is None else self._refuse(scope, headers)
        if headers is None:
            refused = HTTPStatus.BAD_REQUEST
        if refused is not None:
            await PlainTextResponse(refused.phrase, refused)(scope, receive, _with_headers(send))
            return
        await self.app(scope, _bounded(receive), _with_headers(send))

    def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> HTTPStatus | None:
        """Why a request gets no answer; None where it may have one."""
        if wrong := _malformed(scope, headers, self.host):
            return wrong
        path, method = scope["path"], scope["method"]
        if path.startswith(FILES):  # a sandboxed page's own pictures come from no origin
            ticket = path.removeprefix(FILES).partition("/")[0]
            allowed = method != "POST" and same(ticket, self.session.ticket)
        else:
            spoken_for = method != "POST" or path == START or self.has_token(headers)
            allowed = spoken_for and self._is_ours(method, path, headers)
        return None if allowed else HTTPStatus.FORBIDDEN

    def _is_ours(self, method: str, path: str, headers: Mapping[str, str]) -> bool:
        """Whether a request comes from this origin, or from nobody's page."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is None and method == "POST":
            return False
        if origin is not None and origin != f"http://{self.host}":
            return False
        # The file that opens the studio is a page of no origin: it may lead to the way in, and nowhere else.
        if path == START and method == "GET" and headers.get("sec-fetch-mode") == "navigate":
            return True
        return site in {"same-origin", "none"}

    def has_token(self, headers: Mapping[str, str]) -> bool:
        """Whether a request carries the token."""
        return same(headers.get(TOKEN_HEADER, ""), self.session.token)


def _malformed(scope: Scope, headers: Mapping[str, str], host: str) -> HTTPStatus | None:
    """What is wrong with a request, whoever asks: another host's name, a method, its size."""
    length = headers.get("content-length", "0")
    if headers.get("host") != host:
        return HTTPStatus.MISDIRECTED_REQUEST
    if scope["method"] not in {"GET", "HEAD", "POST"}:
        return HTTPStatus.METHOD_NOT_ALLOWED
    if len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if sum(len(name) + len(value) for name, value in scope["headers"]) > _LONGEST_HEADERS:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if not length.isdecimal() or not length.isascii():
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > LARGEST_BODY else None


def _headers_of(scope: Scope) -> dict[str, str] | None:
    """The headers by their names; None where one that decides comes twice."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in found and key in {"host", "origin", "sec-fetch-site", "content-length", TOKEN_HEADER}:
            return None
        found[key] = value.decode("latin-1")
    return found


def _bounded(receive: Receive) -> Receive:
    """``receive`` that ends a body which never ends; a length need not be told beforehand."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise BodyTooLargeError
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    """``send`` with the headers that every answer has, but those that it gives itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            new = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in own]
            message = {**message, "headers": [*message["headers"], *new]}
        await send(message)

    return sending
