"""One request: only the head of the answer is read, and nothing of it is believed."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import Final, Literal
from urllib.parse import SplitResult, quote, urlsplit

from .limits import USER_AGENT, Limits

#: Why a server could not be asked or understood.
Trouble = Literal["dns", "private", "connect", "tls", "time", "answer", "scheme"]
#: Trouble that may be over in a moment.
PASSING: Final[frozenset[Trouble]] = frozenset({"dns", "connect", "time"})
_LONGEST: Final = 4000
_SAFE: Final = "/%:@!$&'()*+,;=~-._?"
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Reply:
    """The head of an answer. ``location``: where a redirect leads, as the server wrote it."""

    status: int
    location: str | None = None
    #: Seconds that the server asks to wait.
    retry_after: float | None = None


class Unanswered(Exception):  # noqa: N818 -- no mistake of anybody's here
    """There is no answer."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble: Trouble = trouble
        super().__init__(trouble)


def split(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises `Unanswered` (``scheme``)."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise Unanswered("scheme") from None
    if not named or parts.username is not None or len(url) > _LONGEST or re.search(r"[\x00-\x20\x7f]", url):
        raise Unanswered("scheme")
    return parts


def ask(url: str, limits: Limits) -> Reply:
    """Ask for ``url``, once, without following anything. Raises `Unanswered`."""
    parts = split(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    address = _address(host, port, limits)
    try:
        with _connected(address, port, limits) as (plain, late):
            try:
                return _answer(plain, parts, host, limits)
            except (OSError, HTTPException, ValueError) as error:
                # A socket that the timer has shut down fails in any of these ways.
                raise Unanswered("time" if late else _trouble(error)) from None
    except OSError as error:
        raise Unanswered("time" if isinstance(error, TimeoutError) else "connect") from None


def _address(host: str, port: int, limits: Limits) -> str:
    """The one address that is then asked: looked up once, so that no second look can tell another."""
    try:
        found = [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Unanswered("dns") from None
    if not all(limits.allowed(address) for address in found):
        raise Unanswered("private")
    # Many offices have no IPv6 although names do.
    return min(found, key=lambda address: ":" in address)


@contextmanager
def _connected(address: str, port: int, limits: Limits) -> Iterator[tuple[socket.socket, list[bool]]]:
    """A connection that is shut when its time is over, however slowly the server goes on."""
    late: list[bool] = []
    with socket.create_connection((address, port), timeout=limits.request) as plain:

        def end() -> None:
            late.append(True)
            with suppress(OSError):
                plain.shutdown(socket.SHUT_RDWR)

        timer = Timer(limits.request, end)
        timer.daemon = True
        timer.start()
        try:
            yield plain, late
        finally:
            timer.cancel()


def _answer(plain: socket.socket, parts: SplitResult, host: str, limits: Limits) -> Reply:
    connection = HTTPConnection(host, parts.port, timeout=limits.request)
    connection.sock = plain
    if parts.scheme == "https":
        trust = limits.trust or ssl.create_default_context()
        # The timer shuts the plain one: the file descriptor must stay its own.
        connection.sock = trust.wrap_socket(plain.dup(), server_hostname=host)
        connection.sock.settimeout(limits.request)
    try:
        target = quote(parts.path or "/", safe=_SAFE)
        target += f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
        connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
        named = f"[{host}]" if ":" in host else host
        connection.putheader("Host", named if parts.port is None else f"{named}:{parts.port}")
        for name, value in (("User-Agent", USER_AGENT), ("Accept", "*/*"), ("Connection", "close")):
            connection.putheader(name, value)
        connection.endheaders()
        head = connection.getresponse()
        wait = head.getheader("Retry-After") or ""
        after = float(wait) if re.fullmatch(r"\d{1,6}", wait) else None
        return Reply(head.status, head.getheader("Location"), after)
    finally:
        connection.close()


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, TimeoutError):
        return "time"
    if isinstance(error, ConnectionError) or (
        isinstance(error, OSError) and not isinstance(error, ValueError)
    ):
        return "connect"
    return "answer"
