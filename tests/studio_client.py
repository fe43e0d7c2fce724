"""A browser's place in tests of the studio: sends what a page of the studio sends, over a real socket."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from tebiki.studio.desk import Desk
from tebiki.studio.gate import TOKEN_HEADER
from tebiki.studio.server import RunningStudio, served

TODAY: Final = date(2026, 3, 17)
_BOUNDARY: Final = "tebiki-boundary-7f3a"
Upload = tuple[str, bytes]


@dataclass(frozen=True)
class Answer:
    """What came back. ``goes_to``: the room that the browser is sent to."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def goes_to(self) -> str | None:
        return self.headers.get("x-tebiki-go")


@dataclass(frozen=True)
class StudioClient:
    """Asks a running studio as its own pages do."""

    studio: RunningStudio

    @property
    def desk(self) -> Desk:
        return self.studio.desk

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """A room, asked for by a page of the studio."""
        return self.ask("GET", address, self._own() | dict(headers or {}))

    def post(
        self,
        address: str,
        form: Mapping[str, str | list[str]] | None = None,
        uploads: Mapping[str, Upload] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """A form, sent by a page of the studio; a list is a field that comes several times."""
        kind, body = _multipart(form or {}, uploads) if uploads else _encoded(form or {})
        own = self._own() | {"Origin": f"http://{self.studio.host}", "Content-Type": kind}
        return self.ask("POST", address, own | dict(headers or {}), body)

    def send(
        self, page: str, form: Mapping[str, str | list[str]] | None = None, action: str | None = None
    ) -> Answer:
        """A form of a page with its hidden fields, filled in; ``action``: where it is sent, if not there."""
        action = action or page.partition("?")[0]
        return self.post(action, hidden_fields(self.get(page).text, action) | dict(form or {}))

    def ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        """A request with just these headers; None as a value leaves one out."""
        host, _, port = self.studio.host.partition(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        try:
            connection.request(method, address, body, {k: v for k, v in headers.items() if v is not None})
            response = connection.getresponse()
            said = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, said, response.read())
        finally:
            connection.close()

    def _own(self) -> dict[str, str]:
        return {
            TOKEN_HEADER: self.desk.session.token,
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": "cors",
        }


def hidden_fields(page: str, action: str) -> dict[str, str | list[str]]:
    """The hidden fields of the form of a page that is sent to ``action``."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form is not None, action
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1])
    return {name: unescape(value) for name, value in found}


@contextmanager
def studio(
    root: Path, today: date = TODAY, language: str = "ja", *, looks_ahead: bool = False
) -> Iterator[StudioClient]:
    """A studio for the project at ``root``, on any free port, on a given day, in one language."""
    desk = Desk(root, lambda: today, looks_ahead=looks_ahead)
    own = desk.own / "preferences.json"
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(json.dumps({"language": language, "role": "窓口の担当"}), encoding="utf-8")
        desk = Desk(root, lambda: today, looks_ahead=looks_ahead)
    with served(desk) as running:
        yield StudioClient(running)


def _encoded(form: Mapping[str, str | list[str]]) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urlencode(form, doseq=True).encode()


def _multipart(form: Mapping[str, str | list[str]], uploads: Mapping[str, Upload]) -> tuple[str, bytes]:
    parts: list[bytes] = []
    for name, value in form.items():
        head = f'Content-Disposition: form-data; name="{name}"\r\n\r\n'
        parts += [f"{head}{one}".encode() for one in (value if isinstance(value, list) else [value])]
    for name, (file, data) in uploads.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data)
    lines = b"".join(b"--" + _BOUNDARY.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return f"multipart/form-data; boundary={_BOUNDARY}", lines + b"--" + _BOUNDARY.encode() + b"--\r\n"
