"""A finished site for browsers of this machine: its files, and nothing around them."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tebiki.output.server import serve_folder

PAGE = b"<!DOCTYPE html>\n<title>x</title>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page with a script that no build would let pass, and secrets beside it."""
    folder = tmp_path / "site"
    (folder / "ja").mkdir(parents=True)
    (folder / "ja" / "index.html").write_bytes(PAGE)
    (folder / "ja" / "a.js").write_bytes(b"1")
    (folder / "ja" / "secret.key").write_bytes(b"secret")
    (tmp_path / "secret.html").write_bytes(b"secret")
    (folder / "ja" / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "ja" / "own.html").symlink_to("index.html")
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with serve_folder(site, "/manuals/") as at:
        yield at


def get(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def test_a_page_is_sent_as_it_is_under_the_policy_of_a_city(address: str) -> None:
    assert address.endswith("/manuals/")
    status, headers, body = get(address, "/manuals/ja/")
    assert (status, body) == (200, PAGE)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Security-Policy"] == "default-src 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert get(address, "/ja/index.html")[2] == PAGE
    assert get(address, "/manuals/ja/own.html?x=1")[2] == PAGE
    assert get(address, "/manuals/ja/", "HEAD")[2] == b""


def test_what_a_page_must_not_hold_runs_here_to_be_seen(address: str) -> None:
    assert get(address, "/manuals/ja/a.js")[1]["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    ["/", "/ja", "/manuals/", "/manuals/../../secret.html", "/manuals/%2e%2e/secret.html", "/secret.html",
     "/manuals/ja/..%2f..%2f..%2fsecret.html", "/manuals/ja/link.html", "/manuals/ja/secret.key"],
)  # fmt: skip
def test_nothing_around_the_site_and_no_list_of_a_folder(address: str, path: str) -> None:
    status, _, body = get(address, path)
    assert (status, body) == (404, b"Not Found")


def test_other_hosts_and_huge_requests_are_refused(address: str) -> None:
    page = "/manuals/ja/"
    assert get(address, page, Host="evil.example")[0] == 403
    assert get(address, page, Host=f"localhost:{urlsplit(address).port}")[0] == 200
    assert get(address, page, Content_Length="5")[0] == 413
    assert get(address, "/" + "a" * 2000)[0] == 414
    assert get(address, page, "POST")[0] == 501


def test_it_ends_with_the_block(site: Path) -> None:
    with serve_folder(site) as address:
        assert get(address, "/ja/")[0] == 200
    with pytest.raises(ConnectionRefusedError):
        get(address, "/ja/")
