"""What the server answers, to whom, and what it adds to a page."""

from __future__ import annotations

import http.client
import socket
from email.message import Message
from pathlib import Path
from threading import Thread

import pytest

from tebiki.errors import TebikiError
from tebiki.serve import page, state
from tebiki.serve.server import start
from tebiki.serve.state import State

PAGE = b"<!DOCTYPE html>\n<html><head><title>x</title></head><body class='a'><p>Text</p></body></html>"


@pytest.fixture
def shown(tmp_path: Path) -> State:
    """A site of one page, and a secret beside it."""
    out = tmp_path / "html" / "ja"
    out.mkdir(parents=True)
    (out / "index.html").write_bytes(PAGE)
    (out / "secret.key").write_bytes(b"secret")
    (tmp_path / "secret.html").write_bytes(b"secret")
    (out / "link.html").symlink_to(tmp_path / "secret.html")
    return State(tmp_path / "html", tmp_path / "pdf")


@pytest.fixture
def port(shown: State) -> int:
    """The server's port."""
    return int(start(shown, 0).rpartition(":")[2].rstrip("/"))


def get(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()  # names in any case


def test_a_page_has_the_script_and_a_policy_that_allows_it(shown: State, port: int) -> None:
    status, headers, body = get(port, "/ja/")
    assert status == 200
    assert b'<script src="/-/reload.js" data-number="0"></script></head>' in body
    assert body.replace(b'<script src="/-/reload.js" data-number="0"></script>', b"") == PAGE
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (shown.html / "ja" / "index.html").read_bytes() == PAGE
    assert get(port, page.SCRIPT)[1]["Content-Type"].startswith("text/javascript")
    assert get(port, "/ja/", "HEAD")[2] == b""


@pytest.mark.parametrize(
    "path",
    ["/../secret.html", "/ja/../../secret.html", "/%2e%2e/secret.html", "/ja/..%2f..%2fsecret.html",
     "/ja\\..\\secret.html", "/ja/secret.key", "/ja/link.html", "/ja", "/.hidden",
     "/ja/index.html%00", "/c:/x.html"],
)  # fmt: skip
def test_nothing_else_is_answered(port: int, path: str) -> None:
    status, _, body = get(port, path)
    assert status == 404
    assert b"secret" not in body


def test_other_hosts_and_huge_requests_are_refused(port: int) -> None:
    assert get(port, "/ja/", Host="evil.example")[0] == 403
    assert get(port, "/ja/", Host=f"evil.example:{port}")[0] == 403
    assert get(port, "/ja/", Host=f"localhost:{port}")[0] == 200
    assert get(port, "/ja/", Content_Length="5")[0] == 413
    assert get(port, "/" + "a" * 2000)[0] == 414
    assert get(port, "/" + "a" * 70_000)[0] == 414
    assert get(port, "/ja/", "POST")[0] == 501


def test_only_this_machine_reaches_it(port: int) -> None:
    with socket.socket() as other:
        other.settimeout(5)
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_what_is_wrong_stands_in_the_page_and_goes(shown: State, port: int) -> None:
    shown.show(("docs/a.md:3: <b>",))
    body = get(port, "/ja/")[2]
    assert b"<pre>docs/a.md:3: &lt;b&gt;</pre>" in body
    assert b'data-number="1"' in body
    assert b"docs/a.md:3" in get(port, "/ja/none.html")[2]
    shown.show()
    assert b"docs/a.md:3" not in get(port, "/ja/")[2]


def test_news_come_when_there_are_any(shown: State, port: int) -> None:
    assert get(port, "/-/news?after=7&of=ja")[2] == b"0"
    found: list[bytes] = []
    asking = Thread(target=lambda: found.append(get(port, "/-/news?after=0&of=ja")[2]))
    asking.start()
    shown.show()
    asking.join(10)
    assert found == [b"1"]


def test_a_pdf_is_made_when_it_is_asked_for(shown: State, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "LONGEST", 10)

    def make() -> None:
        while (name := shown.next()) is None:
            pass
        (shown.pdf / name / name).mkdir(parents=True)
        (shown.pdf / name / name / "a.pdf").write_bytes(b"%PDF")
        shown.made(name)

    Thread(target=make, daemon=True).start()
    assert get(port, "/ja/a.pdf")[2] == b"%PDF"


def test_a_port_that_is_taken_is_told(port: int, shown: State) -> None:
    with pytest.raises(TebikiError) as raised:
        start(shown, port)
    assert [problem.code for problem in raised.value.problems] == ["serve/taken"]
