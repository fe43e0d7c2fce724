"""Addresses of files lead to what a browser may show of the project, and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from studio_client import Answer, StudioClient, studio

#: What no address may give.
HIDDEN = "nobody may read this"


@pytest.fixture
def client(city: Path) -> Iterator[StudioClient]:
    for name in ("build/site/a.html", "build/site/b.png", "dist/2031/a.pdf", "screenshots/tablet/ask.png"):
        (city / name).parent.mkdir(parents=True, exist_ok=True)
        (city / name).write_text("shown", encoding="utf-8")
    for name in ("secret.txt", "secret.html", "docs/secret.png", "build/log/a.txt", "build/.released/a.html"):
        (city / name).parent.mkdir(parents=True, exist_ok=True)
        (city / name).write_text(HIDDEN, encoding="utf-8")
    (city.parent / "outside.html").write_text(HIDDEN, encoding="utf-8")
    with studio(city) as found:
        yield found


def fetch(client: StudioClient, address: str, ticket: str | None = None) -> Answer:
    """As a browser fetches a picture: with no header of the studio."""
    mine = client.desk.session.ticket if ticket is None else ticket
    return client.ask("GET", f"/files/{mine}/{address}", {"Sec-Fetch-Site": "cross-site"})


@pytest.mark.parametrize(
    "address", ["build/site/a.html", "build/site/b.png", "dist/2031/a.pdf", "screenshots/tablet/ask.png"]
)
def test_what_may_be_shown_is_shown_by_the_ticket_alone(client: StudioClient, address: str) -> None:
    assert fetch(client, address).text == "shown"
    for ticket in ("", "x", client.desk.session.token, client.desk.session.secret):
        answer = fetch(client, address, ticket)
        assert answer.status in (403, 404)
        assert "shown" not in answer.text


UPWARDS = ("..", "%2e%2e", ".%2e", "%252e%252e", "..%2f..", "..%5c..", "....", "..;")
HIDDEN_FILES = ("secret.html", "secret.txt", "docs/secret.png", "../outside.html")


@pytest.mark.parametrize("start", ["build", "dist", "screenshots", "build/site", "pictures", "shown"])
def test_no_way_leads_upwards(client: StudioClient, start: str) -> None:
    for up, name in product(UPWARDS, HIDDEN_FILES):
        for address in (f"{start}/{up}/{name}", f"{start}/{up}/{up}/{name}", f"{start}//{up}//{name}"):
            answer = fetch(client, address)
            assert answer.status in (400, 403, 404), address
            assert HIDDEN not in answer.text


@pytest.mark.parametrize(
    "addresses",
    [
        ("build/site\\..\\..\\secret.html", "build/site%5C..%5C..%5Csecret.html", "build/C:%5Csecret.html"),
        ("build/%2fetc/passwd", "build//etc/passwd", "build/site/a.html%00.png", "build/site/%00"),
        ("../secret.html", "%2e%2e/secret.html", "docs/secret.png", "conf/secret.html"),
        ("build/log/a.txt", "build/.released/a.html", "build/.%2ereleased/a.html", "build/SITE/none.html"),
        ("build/studio/open-studio.html", "build/studio/running.json", "build/studio/preferences.json"),
        ("build/site", "build/site/", "build/site/a.html/", "build/", "pictures/..%2f..%2fsecret.html"),
    ],
)
def test_what_nobody_may_read_is_not_given(client: StudioClient, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        answer = fetch(client, address)
        assert answer.status in (403, 404), address
        assert HIDDEN not in answer.text
        assert client.desk.session.secret not in answer.text
        assert str(client.desk.root) not in answer.text


def test_no_link_leads_out_of_its_folder(client: StudioClient) -> None:
    root = client.desk.root
    (root / "build/site/file.html").symlink_to(root.parent / "outside.html")
    (root / "build/site/up").symlink_to(root)
    (root / "screenshots/shot.png").symlink_to(root / "docs/secret.png")
    (root / "build/site/loop.html").symlink_to(root / "build/site/loop.html")
    for address in ("build/site/file.html", "build/site/up/secret.html", "build/site/up/docs/secret.png",
                    "screenshots/shot.png", "build/site/loop.html"):  # fmt: skip
        answer = fetch(client, address)
        assert answer.status == 404
        assert HIDDEN not in answer.text


def test_a_folder_that_is_a_link_out_of_the_project_gives_nothing(client: StudioClient) -> None:
    root = client.desk.root
    other = root.parent / "other"
    other.mkdir()
    (other / "a.html").write_text(HIDDEN, encoding="utf-8")
    (root / "dist").rename(root / "was-dist")
    (root / "dist").symlink_to(other)
    assert fetch(client, "dist/a.html").status == 404


def test_what_is_no_file_is_not_awaited(client: StudioClient) -> None:
    if sys.platform != "win32":  # there are no named pipes in folders there
        os.mkfifo(client.desk.root / "build/site/pipe.html")
    assert fetch(client, "build/site/pipe.html").status == 404


def test_files_are_only_read(client: StudioClient) -> None:
    ticket, host = client.desk.session.ticket, client.studio.host
    headers = {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    for method in ("POST", "PUT", "DELETE"):
        address = f"/files/{ticket}/build/site/a.html"
        assert client.ask(method, address, headers, b"x").status in (403, 405)


def test_the_frame_s_own_files_are_all_that_is_static(client: StudioClient) -> None:
    for name in ("..%2fgate.py", "../gate.py", "%2e%2e/gate.py", "..%5cgate.py", "rooms/../../gate.py"):
        answer = client.get(f"/static/{name}")
        assert answer.status in (403, 404), name
        assert "import" not in answer.text


def test_a_page_in_a_frame_can_do_nothing(client: StudioClient) -> None:
    (client.desk.root / "build/site/c.svg").write_text("<svg/>", encoding="utf-8")
    for name in ("a.html", "c.svg"):
        parts = fetch(client, f"build/site/{name}").headers["content-security-policy"].split("; ")
        sandbox = next(part for part in parts if part.startswith("sandbox"))
        for power in ("allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation"):
            assert power not in sandbox
        assert {"default-src 'none'", "form-action 'none'", "base-uri 'none'"} <= set(parts)
        assert "frame-ancestors 'self'" in parts
        assert not any(part.startswith("script-src") for part in parts)
