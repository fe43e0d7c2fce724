"""The studio's secrets: who can read them, how long they last, where they are not."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from studio_client import StudioClient, studio

import tebiki
from tebiki.messages import say
from tebiki.processes import runs
from tebiki.studio.checking.checker import Checker
from tebiki.studio.desk import Desk
from tebiki.studio.room import routes
from tebiki.studio.server import RunningStudio, find_running, told_running

ENGINE: Final = Path(tebiki.__file__).parent.parent
NOBODY: Final = 65534


@pytest.fixture
def client(city: Path) -> Iterator[StudioClient]:
    with studio(city) as found:
        yield found


def secrets_of(client: StudioClient) -> tuple[str, str, str]:
    session = client.desk.session
    return session.token, session.ticket, session.secret


def come_in(client: StudioClient, secret: str) -> int:
    headers = {"Origin": f"http://{client.studio.host}", "Sec-Fetch-Site": "same-origin"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return client.ask("POST", "/start", headers, f"secret={secret}".encode()).status


def test_the_opening_file_is_its_owner_s_alone(client: StudioClient) -> None:
    path = client.studio.opening_file
    assert client.desk.session.secret in path.read_text(encoding="utf-8")
    if sys.platform != "win32":  # there it lies in the user's own folder
        about = path.stat()
        assert stat.S_IMODE(about.st_mode) == 0o600
        assert about.st_uid == os.getuid()


def test_another_user_reads_no_secret(city: Path) -> None:
    """As another user of this machine, where this one may become another; else by what others may read."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "yamabe"
        shutil.copytree(city, root)
        Path(folder).chmod(0o755)
        with studio(root) as client:
            client.get("/2031/screens")
            own, opens = root / "build/studio", client.studio.opening_file
            readable = [path for path in own.rglob("*") if path.is_file() and _others_read(path)]
            assert own / "preferences.json" in readable  # they can look around
            assert opens not in readable
            for path in readable:
                text = path.read_text(encoding="utf-8", errors="replace")
                assert not [secret for secret in secrets_of(client) if secret in text]


def _others_read(path: Path) -> bool:
    """Whether another user of this machine can read a file: one tries, where root runs the tests."""
    if sys.platform == "win32" or os.getuid() != 0:
        return bool(path.stat().st_mode & 0o044)
    done = subprocess.run(
        ["cat", str(path)],
        check=False,
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        stdout=subprocess.DEVNULL,
    )
    return done.returncode == 0


def test_the_secret_works_once_and_is_replaced(client: StudioClient) -> None:
    first = client.desk.session.secret
    assert come_in(client, "x") == 403
    assert come_in(client, "") == 403
    assert client.desk.session.secret == first
    assert come_in(client, first) == 200
    assert come_in(client, first) == 403
    text = client.studio.opening_file.read_text(encoding="utf-8")
    assert first not in text
    assert client.desk.session.secret in text
    if sys.platform != "win32":
        assert stat.S_IMODE(client.studio.opening_file.stat().st_mode) == 0o600
    assert come_in(client, client.desk.session.secret) == 200


def test_secrets_are_long_and_of_one_run(city: Path) -> None:
    with studio(city) as one:
        before = secrets_of(one)
    with studio(city) as other:
        after = secrets_of(other)
    assert len({*before, *after}) == 6
    assert all(len(secret) >= 43 for secret in (*before, *after))  # 256 bits


def test_no_secret_stands_in_a_room_its_address_or_the_log(
    client: StudioClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    token, ticket, secret = secrets_of(client)
    for route in routes():
        if route.method != "GET":
            continue
        address = re.sub(r"\{[^}]*\}", "x", route.address.replace("{year:year}", "2031"))
        answer = client.get(address)
        text = answer.data.decode(errors="replace")
        assert token not in text, address
        assert secret not in text, address
        links = re.findall(r'(?:href|action|data-left|hx-get)="([^"]*)"', text)
        assert not [link for link in links if ticket in link and not link.startswith("/files/")], address
        assert not [name for name, value in answer.headers.items() if token in value or ticket in value]
    client.ask("GET", f"/files/{ticket}/build/none.png", {})
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("tebiki"))
    assert not [one for one in (token, ticket, secret) if one in ours]


def test_the_running_command_tells_no_secret(city: Path) -> None:
    with started(city) as (process, address):
        page = (city / "build/studio/open-studio.html").read_text(encoding="utf-8")
        secret = re.search(r"/start#([\w-]+)", page)
        assert secret is not None
        asked = subprocess.run(
            [sys.executable, "-c", _ASK, address, secret[1]], capture_output=True, check=True
        )
        token = json.loads(asked.stdout)["token"]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    logged = "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in (city / "build").rglob("*")
        if path.is_file() and path.suffix in {".txt", ".log", ".json", ".html"}
    )
    for text in (out, err, logged):
        assert secret[1] not in text
        assert token not in text
        assert "Traceback" not in text
    assert not (city / "build/studio/open-studio.html").exists()
    assert not (city / "build/studio/running.json").exists()


#: Comes in and asks for a room, a file and a room that is none.
_ASK: Final = """
import http.client, json, sys
host = sys.argv[1].removeprefix("http://").rstrip("/")
own = {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
own["Content-Type"] = "application/x-www-form-urlencoded"
def ask(method, address, headers, body=None):
    connection = http.client.HTTPConnection(host)
    connection.request(method, address, body, headers)
    return connection.getresponse().read()
said = ask("POST", "/start", own, f"secret={sys.argv[2]}")
for address in ("/appearance", "/2031/screens", "/nowhere", "/files/x/build/y.png"):
    ask("GET", address, own | {"X-Tebiki-Token": json.loads(said)["token"]})
print(said.decode())
"""


def _heed_signals() -> None:
    """Whoever runs the tests may have had them ignore the end of the terminal."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def started(root: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address that it tells."""
    command = [sys.executable, "-m", "tebiki", "studio", "--no-open", *(arguments or ("--port", "0"))]
    environment = os.environ | {"PYTHONPATH": str(ENGINE), "TEBIKI_LANG": "en"}
    process = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=_heed_signals if sys.platform != "win32" else None,  # noqa: PLW1509 -- one call, no lock
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot be asked to end")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whoever_ends_it_leaves_nothing_behind(city: Path, name: str) -> None:
    own = city / "build/studio"
    with started(city) as (process, address):
        secret = re.search(r"/start#([\w-]+)", (own / "open-studio.html").read_text(encoding="utf-8"))
        assert secret is not None
        subprocess.run([sys.executable, "-c", _ASK, address, secret[1]], capture_output=True, check=True)
        assert find_running(own) == own / "open-studio.html"
        process.send_signal(signal.Signals[name])
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err.strip().endswith(say("studio/ended", "en"))
    assert not (own / "open-studio.html").exists()
    assert not (own / "running.json").exists()
    assert find_running(own) is None


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks at /proc")
def test_helpers_end_with_it(city: Path) -> None:
    desk = Desk(city)
    desk.jobs.keep_ready()
    waiting = desk.jobs._waiting
    assert waiting is not None
    checker = desk.beside(Checker, "2031", lambda: Checker(city, desk.own, "2031", desk.now))
    checker.refresh()
    desk.end()
    assert not runs(waiting.pid, waiting.mark)
    assert not [path for path in Path("/proc").glob("[0-9]*") if _works_on(path, city)]


def _works_on(process: Path, root: Path) -> bool:
    """Whether it is one of Python's for the project."""
    try:
        line = (process / "cmdline").read_bytes().split(b"\0")
        return b"tebiki" in b" ".join(line) and (process / "cwd").readlink() == root
    except OSError:
        return False


def test_a_second_start_leads_to_the_first_and_a_killed_one_is_forgotten(city: Path) -> None:
    own = city / "build/studio"
    with started(city) as (process, _):
        assert find_running(own) == own / "open-studio.html"
        process.send_signal(signal.SIGKILL)
        process.wait()
        # What it left is there; the port may be another program's by now.
        assert (own / "open-studio.html").is_file()
        assert find_running(own) is None


def test_a_studio_that_was_given_a_port_leaves_the_first_one_s_note(city: Path) -> None:
    desk, other = Desk(city), Desk(city)
    first, second = RunningStudio(desk, 0), RunningStudio(other, 0)
    with told_running(first):
        note = (desk.own / "running.json").read_bytes()
        with told_running(second):
            assert (desk.own / "running.json").read_bytes() == note
        assert find_running(desk.own) == first.opening_file
    assert find_running(desk.own) is None
    for one in (first, second):  # neither has answered anybody: their ports are given back
        one.stop()
        one.serve()


def test_no_other_program_shares_the_port(client: StudioClient) -> None:
    """Neither this address nor all of them, whichever way of sharing a system knows."""
    port = int(client.studio.host.rpartition(":")[2])
    options = [one for one in ("SO_REUSEADDR", "SO_REUSEPORT") if hasattr(socket, one)]
    for address, option in product(("127.0.0.1", ""), (None, *options)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
            if option is not None:
                other.setsockopt(socket.SOL_SOCKET, getattr(socket, option), 1)
            assert not _listens(other, address, port), (address, option)


def _listens(other: socket.socket, address: str, port: int) -> bool:
    try:
        other.bind((address, port))
        other.listen()
    except OSError:
        return False
    return True


def test_it_listens_on_this_machine_alone(client: StudioClient) -> None:
    port = int(client.studio.host.rpartition(":")[2])
    names = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for name in {*names, "127.0.0.2"} - {"127.0.0.1"}:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
            other.settimeout(2)
            assert other.connect_ex((name, port)) != 0, name
