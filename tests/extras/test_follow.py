"""Every kind of server's answer, the slow and hostile ones too; all of it is over in seconds."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from certificates import certificate, key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from extras.playing_server import Server, playing

from tebiki.extras.online.follow import Seen
from tebiki.extras.online.limits import Limits, is_public
from tebiki.extras.online.lookups import look

QUICK = Limits(request=0.4, total=15, pauses=(0.01, 0.02), longest_pause=1.5, allowed=lambda _: True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with playing() as found:
        yield found


def seen(url: str, limits: Limits = QUICK) -> Seen:
    return look([url], limits)[url]


@pytest.mark.parametrize(
    ("path", "state", "why"),
    [
        ("/status/200", "arrives", None),
        ("/status/204", "arrives", None),
        ("/status/404", "gone", None),
        ("/status/410", "gone", None),
        ("/status/401", "refused", None),
        ("/status/403", "refused", None),
        ("/status/429", "refused", None),
        ("/status/500", "unclear", "status"),
        ("/status/400", "unclear", "status"),
        ("/status/302", "unclear", "status"),
        ("/to/-/status/404", "gone", None),
        ("/ring/a", "unclear", "ring"),
        ("/chain/1", "unclear", "hops"),
        ("/odd/file", "unclear", "scheme"),
        ("/odd/user", "unclear", "scheme"),
        ("/odd/port", "unclear", "scheme"),
        ("/never", "unclear", "time"),
        ("/drip", "unclear", "time"),
        ("/patient", "unclear", "time"),
        ("/endless", "arrives", None),
        ("/heads/many", "unclear", "answer"),
        ("/heads/long", "unclear", "answer"),
        ("/rubbish", "unclear", "answer"),
        ("/busy/1", "arrives", None),
        ("/busy/600", "unclear", "status"),
    ],
)
def test_what_a_server_does(server: Server, path: str, state: str, why: str | None) -> None:
    found = seen(server.at(path))
    assert (found.state, found.why) == (state, why)


def test_the_way_to_another_host_is_told(server: Server) -> None:
    found = seen(server.at("/to/localhost/to/-/status/200"))
    there = [server.at("/to/-/status/200", "localhost"), server.at("/status/200", "localhost")]
    assert found == Seen("arrives", (server.at("/to/localhost/to/-/status/200"), *there), 200)


def test_a_server_is_asked_three_times_and_no_fourth(server: Server) -> None:
    seen(server.at("/status/503"))
    assert server.asked["/status/503"] == 3
    seen(server.at("/status/418"))
    assert server.asked["/status/418"] == 1


def test_one_host_is_asked_ten_times_a_run(server: Server) -> None:
    urls = [server.at(f"/status/200?{number}") for number in range(12)]
    before = server.asked["/status/200"]
    found = look(urls, QUICK)
    assert server.asked["/status/200"] - before == 10
    assert [one.why for one in found.values()] == [None] * 10 + ["budget"] * 2


def test_hosts_of_redirects_count_too(server: Server) -> None:
    urls = [server.at(f"/to/localhost/status/200?{number}") for number in range(4)]
    found = look(urls, Limits(per_host=3, pauses=(), allowed=lambda _: True))
    assert [one.why for one in found.values()] == [None] * 3 + ["budget"]


def test_says_who_asks_and_brings_no_cookie(server: Server) -> None:
    seen(server.at("/status/200"))
    head = server.heads[-1]
    assert head["User-Agent"].startswith("tebiki/")
    assert not {"Cookie", "Authorization", "Referer"} & head.keys()


def test_the_whole_run_ends_in_time(server: Server) -> None:
    urls = [server.at(f"/never/{number}") for number in range(5)]
    found = look(urls, Limits(request=30, total=0.3, pauses=(), allowed=lambda _: True))
    assert {one.why for one in found.values()} == {"total"}


def test_this_machine_and_its_network_are_never_asked(server: Server) -> None:
    before = sum(server.asked.values())
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"):
        assert seen(f"http://{host}:{server.server_port}/status/200", Limits(pauses=())).why in (
            "private",
            "dns",
        )
    assert sum(server.asked.values()) == before


def test_a_redirect_into_this_network_is_not_followed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``public.test`` stands for a server of the internet; it sends on to this machine's own address."""
    real = socket.getaddrinfo
    asked: list[str] = []

    def resolve(host: str, *arguments: object, **named: object) -> object:
        asked.append(host)
        return real("127.0.0.1", *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    looks = iter([True, False])
    limits = Limits(pauses=(), allowed=lambda _: next(looks))
    found = seen(server.at("/to/localhost/status/200", "public.test"), limits)
    assert (found.state, found.why) == ("unclear", "private")
    assert [host for host in asked if host != "127.0.0.1"] == ["public.test", "localhost"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_no_such_server_and_nobody_there() -> None:
    assert seen("https://no-such-name.invalid/").why == "dns"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert seen(f"http://127.0.0.1:{taken.getsockname()[1]}/").why == "connect"


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "https:///x", "https://a.example:x/", "https://a b/", "x"]
)
def test_what_is_no_address(url: str) -> None:
    assert seen(url).why == "scheme"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A certificate that nobody has signed but its owner."""
    path = tmp_path / "server.pem"
    private = key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + certificate().public_bytes(Encoding.PEM))
    return path


def test_a_certificate_that_nobody_trusts(broken: Path) -> None:
    with playing(broken) as server:
        assert seen(server.at("/status/200").replace("http:", "https:")).why == "tls"


def test_encryption_that_works_and_one_that_never_begins(broken: Path) -> None:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE
    limits = Limits(request=5, pauses=(), allowed=lambda _: True, trust=trust)
    with playing(broken) as safe:
        assert seen(safe.at("/status/200").replace("http:", "https:"), limits).state == "arrives"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        assert seen(url, Limits(request=0.2, pauses=(), allowed=lambda _: True)).why == "time"


def test_age_of_what_was_seen() -> None:
    from tebiki.extras.online.link_cache import Look  # noqa: PLC0415

    now = datetime(2026, 4, 1, tzinfo=UTC)
    sure, unsure = (
        Seen("gone", ("https://a.example/",), 404),
        Seen("unclear", ("https://a.example/",), None, "dns"),
    )
    assert Look(sure, now - timedelta(days=6)).fresh(now)
    assert not Look(sure, now - timedelta(days=8)).fresh(now)
    assert not Look(sure, now + timedelta(days=1)).fresh(now)
    assert not Look(unsure, now).fresh(now)
