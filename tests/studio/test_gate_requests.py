"""Requests that no page of the studio sends: each is refused before anything is done or read for it."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.responses import Response
from studio_client import Answer, StudioClient, hidden_fields, studio

from tebiki.studio import app
from tebiki.studio.gate import LARGEST_BODY, TOKEN_HEADER
from tebiki.studio.room import RoomRoute
from tebiki.studio.visit import Visit

FORM = b"language=en&theme=dark&commands=yes"
FORM_TYPE = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
#: What a page of the studio sends with its forms, but for the host.
Headers = list[tuple[str, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that have reached a room."""
    found: list[str] = []
    answer = app.answer

    def noted(route: RoomRoute, visit: Visit) -> Response:
        found.append(visit.path)
        return answer(route, visit)

    monkeypatch.setattr(app, "answer", noted)
    return found


@pytest.fixture
def client(city: Path, asked: list[str]) -> Iterator[StudioClient]:
    with studio(city) as found:
        assert not asked
        yield found


def own(client: StudioClient) -> Headers:
    host = client.studio.host
    return [
        ("Host", host),
        ("Origin", f"http://{host}"),
        ("Sec-Fetch-Site", "same-origin"),
        ("Sec-Fetch-Mode", "cors"),
        (TOKEN_HEADER, client.desk.session.token),
        ("Content-Type", FORM_TYPE),
    ]


def with_header(headers: Headers, name: str, *values: str) -> Headers:
    """The headers with other values of one, or without it."""
    return [pair for pair in headers if pair[0].lower() != name.lower()] + [(name, one) for one in values]


def send(client: StudioClient, method: str, address: str, headers: Headers, body: bytes = b"") -> Answer:
    """A request with just these headers, spelt by hand."""
    host, _, port = client.studio.host.partition(":")
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    if body and not any(name in ("Content-Length", "Transfer-Encoding") for name, _ in headers):
        head += f"Content-Length: {len(body)}\r\n"
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(f"{method} {address} HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode() + body)
        response = http.client.HTTPResponse(connection, method=method)
        response.begin()
        said = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, said, response.read())


def refused(client: StudioClient, asked: list[str], headers: Headers, method: str = "POST") -> int:
    """The status of an act that is refused: nothing is done, nothing told."""
    before = client.desk.preferences
    answer = send(client, method, "/appearance", headers, FORM if method == "POST" else b"")
    assert not asked
    assert client.desk.preferences == before
    assert len(answer.data) < 100
    assert not any(name.startswith("access-control") for name in answer.headers)
    return answer.status


def test_what_a_page_of_the_studio_sends_is_done(client: StudioClient, asked: list[str]) -> None:
    """Else every refusal below would say nothing."""
    hidden = urlencode(hidden_fields(client.get("/appearance").text, "/appearance")).encode()
    asked.clear()
    assert send(client, "POST", "/appearance", own(client), FORM + b"&" + hidden).status == 200
    assert asked == ["/appearance"]
    assert client.desk.preferences.theme == "dark"


@pytest.mark.parametrize(
    "host",
    ["localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.:{port}", "127.1:{port}", "[::1]:{port}",
     "evil.example", "evil.example:{port}", "127.0.0.1:{port}.evil.example", "evil@127.0.0.1:{port}", ""],
)  # fmt: skip
def test_another_host_is_refused(client: StudioClient, asked: list[str], host: str) -> None:
    named = host.format(port=client.studio.host.rpartition(":")[2])
    for method in ("GET", "POST"):
        assert refused(client, asked, with_header(own(client), "Host", named), method) in (400, 421)


def test_no_host_and_two_hosts_are_refused(client: StudioClient, asked: list[str]) -> None:
    host = client.studio.host
    assert refused(client, asked, with_header(own(client), "Host")) == 400
    assert refused(client, asked, with_header(own(client), "Host", host, "evil.example")) == 400
    assert refused(client, asked, with_header(own(client), "Host", host, host)) == 400


@pytest.mark.parametrize(
    "origin",
    ["http://127.0.0.1", "http://127.0.0.1:1", "https://{host}", "http://localhost:{port}", "null", "",
     "http://{host}.evil.example", "http://{host}/", "http://evil.example", "HTTP://{host}"],
)  # fmt: skip
def test_another_origin_is_refused(client: StudioClient, asked: list[str], origin: str) -> None:
    host = client.studio.host
    named = origin.format(host=host, port=host.rpartition(":")[2])
    assert refused(client, asked, with_header(own(client), "Origin", named)) == 403
    assert refused(client, asked, with_header(own(client), "Origin", named), "GET") == 403


def test_no_origin_and_two_origins_are_refused(client: StudioClient, asked: list[str]) -> None:
    same = f"http://{client.studio.host}"
    assert refused(client, asked, with_header(own(client), "Origin")) == 403
    assert refused(client, asked, with_header(own(client), "Origin", same, "http://evil.example")) == 400
    assert refused(client, asked, with_header(own(client), "Origin", "http://evil.example", same)) == 400


@pytest.mark.parametrize("sites", [("cross-site",), ("same-site",), (), ("",), ("same-origin", "cross-site")])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_site_is_refused(
    client: StudioClient, asked: list[str], sites: tuple[str, ...], method: str
) -> None:
    headers = with_header(own(client), "Sec-Fetch-Site", *sites)
    assert refused(client, asked, headers, method) in (400, 403)


@pytest.mark.parametrize("tokens", [(), ("",), ("x",), ("ticket",), ("token", "x"), ("x", "token")])
def test_without_the_token_nothing_is_done(
    client: StudioClient, asked: list[str], tokens: tuple[str, ...]
) -> None:
    session = client.desk.session
    known = {"token": session.token, "ticket": session.ticket}
    values = [known.get(one, one) for one in tokens]
    assert refused(client, asked, with_header(own(client), TOKEN_HEADER, *values)) in (400, 403)


@pytest.mark.parametrize("address", ["/", "/appearance", "/2031/screens", "/2031/walks", "/nowhere"])
def test_without_the_token_a_room_gives_the_empty_frame(
    client: StudioClient, asked: list[str], address: str
) -> None:
    headers = [("Host", client.studio.host), ("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "navigate")]
    answer = send(client, "GET", address, headers)
    assert not asked
    assert answer.data == send(client, "GET", "/start", headers).data
    for secret in (client.desk.session.token, client.desk.session.ticket, client.desk.session.secret, "2031"):
        assert secret not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_refused(client: StudioClient, asked: list[str], method: str) -> None:
    assert send(client, method, "/appearance", own(client)).status in (400, 405)
    assert not asked


def test_no_websocket_is_opened(client: StudioClient, asked: list[str]) -> None:
    upgrade = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "a" * 24)]
    headers = [*with_header(own(client), "Sec-Fetch-Site", "cross-site"), *upgrade]
    assert send(client, "GET", "/appearance", [*headers, ("Connection", "Upgrade")]).status != 101
    assert not asked


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "9" * 30, "-1", "1e3", "²", "0x10", "1, 2"])
def test_a_body_that_says_to_be_too_long_is_not_awaited(
    client: StudioClient, asked: list[str], length: str
) -> None:
    headers = [*own(client), ("Content-Length", length)]
    assert send(client, "POST", "/appearance", headers).status in (400, 413)
    assert not asked


@pytest.mark.parametrize("address", ["/appearance", "/start"])
@pytest.mark.parametrize("kind", [FORM_TYPE, MULTIPART])
def test_a_body_that_never_ends_is_ended(
    client: StudioClient, asked: list[str], address: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tebiki.studio.gate.LARGEST_BODY", 100_000)
    start = (
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' if "multi" in kind else b"a="
    )
    chunks = [start, *[b"x" * 10_000] * 20]
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
    headers = with_header([*own(client), ("Transfer-Encoding", "chunked")], "Content-Type", kind)
    answer = send(client, "POST", address, headers, body)
    assert answer.status in (400, 413)
    assert "Traceback" not in answer.text
    assert not asked


NAMED = b'--b\r\nContent-Disposition: form-data; name="f"'
MANY_FILES = b"".join(NAMED + b'; filename="f"\r\n\r\nx\r\n' for _ in range(40)) + b"--b--\r\n"
#: Bodies that are too much or no form at all.
BODIES = {
    "fields": (FORM_TYPE, b"&".join([b"a=b"] * 3000)),
    "field": (FORM_TYPE, b"a=" + b"x" * 3_000_000),
    "boundary": ("multipart/form-data", b"--x"),
    "begin": (MULTIPART, b"--c\r\n\r\n"),
    "name": (MULTIPART, b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
    "headers": (MULTIPART, NAMED + b"\r\n" + b"A: b\r\n" * 9000),
    "files": (MULTIPART, MANY_FILES),
}


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("address", ["/appearance", "/start"])
def test_a_body_that_is_no_form_is_refused_in_words(
    client: StudioClient, asked: list[str], kind: str, body: bytes, address: str
) -> None:
    answer = send(client, "POST", address, with_header(own(client), "Content-Type", kind), body)
    assert answer.status in (400, 403, 413)
    assert "Traceback" not in answer.text
    assert not asked


def test_a_long_address_is_refused(client: StudioClient, asked: list[str]) -> None:
    assert send(client, "GET", f"/{'a' * 2100}", own(client)).status == 414
    assert send(client, "GET", f"/?{'a' * 2100}", own(client)).status == 414
    assert not asked


def test_long_headers_are_refused(client: StudioClient, asked: list[str]) -> None:
    with suppress(ConnectionResetError):  # it may close before all of them have come
        answer = send(client, "GET", "/appearance", [*own(client), ("A", "b" * 200_000)])
        assert answer.status in (400, 431)
    answer = send(client, "GET", "/appearance", [*own(client), ("A", "b" * 40_000)])
    assert answer.status == 431
    assert not asked


def policy_of(answer: Answer) -> Mapping[str, list[str]]:
    parts = [part.split() for part in answer.headers["content-security-policy"].split(";")]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize(
    "address",
    ["/", "/start", "/appearance", "/2031/screens", "/nowhere", "/static/frame.js", "/static/none.js",
     "/static/rooms.css", "/files/x/build/y.png", "/files", "/static/"],
)  # fmt: skip
def test_every_answer_has_the_policy(client: StudioClient, address: str) -> None:
    for headers in (own(client), with_header(own(client), TOKEN_HEADER), [("Host", "evil.example")]):
        answer = send(client, "GET", address, headers)
        policy = policy_of(answer)
        assert policy["default-src"] == ["'none'"]
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
        assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert not re.search("unsafe|nonce|http|\\*", answer.headers["content-security-policy"])
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "set-cookie" not in answer.headers
        assert not any(name.startswith("access-control") for name in answer.headers)


def test_a_mistake_in_a_room_is_told_without_its_words(
    client: StudioClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the password is 1234 in /secret/place")

    monkeypatch.setattr("tebiki.studio.rooms.screens_overview.gallery_of", broken)
    caplog.set_level("DEBUG")
    answer = client.get("/2031/screens")
    assert answer.status == 500
    assert "RuntimeError" in answer.text
    for told in (answer.text, caplog.text):
        assert "1234" not in told
        assert "Traceback" not in told
        assert str(client.desk.root) not in told
