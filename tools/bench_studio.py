"""Measures the studio on a copy of the project: ``make bench ARGS="--studio"``.

From the start of ``tebiki studio`` to the first room's whole HTML, as a browser comes in; the answer of each
room, warm and right after a save by another program; a confirmed fact and a saved capture; how long a job
takes to its first stage, with the worker that waits and with every process spawned; rooms while a preview
is built and a check runs beside. In milliseconds of a clock on the wall: on a machine that others use, look
at the smallest.
"""

from __future__ import annotations

import http.client
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote, urlencode

from PIL import Image

#: Rooms by the address below the edition's; "" is this year's work.
ROOMS: Final = (
    *("", "facts", "facts?show=all", "screens", "screens?manual=all", "walks", "translate"),
    *("check", "history", "papers", "approval", "release", "handed"),
)
#: Asked again and again while other processes work.
_BESIDE: Final = ("", "facts", "screens")
#: Seconds for which rooms are asked meanwhile, and between two questions.
_WHILE, _PAUSE = 15.0, 0.1
#: Seconds that anything may take before it counts as never.
_PATIENCE: Final = 120.0
#: Seconds in which a worker that waits has imported all.
_READY: Final = 20.0
_ROLE: Final = "担当"
_SECRET: Final = re.compile(r"/start#([\w-]+)")
_TOKEN: Final = "X-Tebiki-Token"  # noqa: S105 -- a header's name
_BOUNDARY: Final = "tebiki-bench-4c1e"


@dataclass(frozen=True)
class Times:
    """Milliseconds of one thing that was done ``count`` times."""

    median_ms: float
    min_ms: float
    max_ms: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """Of what was measured."""
        found = [round(one * 1000, 1) for one in seconds]
        return cls(round(median(found), 1), min(found), max(found), len(found))


@dataclass
class Browser:
    """Somebody's browser at a studio."""

    host: str
    token: str = ""
    #: What was measured: name → seconds.
    asked: dict[str, list[float]] = field(default_factory=dict)

    def ask(
        self, method: str, address: str, body: bytes | None = None, kind: str = ""
    ) -> tuple[int, str, Mapping[str, str]]:
        """Status, text and headers of an answer."""
        headers = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
        headers |= {_TOKEN: self.token} if self.token else {}
        if body is not None:
            headers |= {"Origin": f"http://{self.host}", "Content-Type": kind}
        connection = http.client.HTTPConnection(self.host, timeout=_PATIENCE)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()

    def get(self, address: str, name: str = "") -> str:
        """A room's HTML; ``name``: under which its time is noted. Ends the program where it is none."""
        with self.noting(name):
            status, text, headers = self.ask("GET", address)
        if status != http.HTTPStatus.OK:
            sys.exit(f"{address} answered {status}; nothing was measured")
        return self.get(headers["x-tebiki-go"]) if "x-tebiki-go" in headers else text

    def post(
        self, address: str, form: Mapping[str, str], picture: bytes | None = None, name: str = ""
    ) -> str:
        """Where a form leads that was sent; ends the program where it was refused."""
        kind, body = _multipart(form, picture) if picture else _encoded(form)
        with self.noting(name):
            status, text, headers = self.ask("POST", address, body, kind)
        if "x-tebiki-go" not in headers:
            told = " ".join(re.sub(r"<[^>]+>", " ", text).split())
            sys.exit(f"{address} answered {status}: {told[:300]}")
        return headers["x-tebiki-go"]

    @contextmanager
    def noting(self, name: str) -> Iterator[None]:
        """Note how long something takes, where it has a name."""
        begun = time.perf_counter()
        yield
        if name:
            self.asked.setdefault(name, []).append(time.perf_counter() - begun)


def _encoded(form: Mapping[str, str]) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urlencode(form).encode()


def _multipart(form: Mapping[str, str], picture: bytes) -> tuple[str, bytes]:
    head = 'Content-Disposition: form-data; name="{}"{}\r\n'
    parts = [f"{head.format(name, '')}\r\n{value}".encode() for name, value in form.items()]
    about = head.format("picture", '; filename="capture.png"') + "Content-Type: image/png\r\n\r\n"
    parts.append(about.encode() + picture)
    lines = b"".join(b"--" + _BOUNDARY.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return f"multipart/form-data; boundary={_BOUNDARY}", lines + b"--" + _BOUNDARY.encode() + b"--\r\n"


class FormReader(HTMLParser):
    """The fields of the form that is sent to ``action``, as a browser would send it untouched."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self._action, self._within, self._text = action, False, ""
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        has = dict(attrs)
        if tag == "form":
            self._within = has.get("action") == self._action
        name = has.get("name")
        if not self._within or not name:
            return
        if tag == "textarea":
            self._text, self.fields[name] = name, ""
        elif tag == "input" and (has.get("type") not in {"checkbox", "radio", "file"} or "checked" in has):
            self.fields[name] = has.get("value") or ""

    def handle_data(self, data: str) -> None:
        """Note what stands in a field of several lines."""
        if self._text:
            self.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or the form."""
        if tag == "textarea":
            self._text = ""
        elif tag == "form":
            self._within = False


def read_form(html: str, action: str) -> dict[str, str]:
    """The fields of a form on a page."""
    reader = FormReader(action)
    reader.feed(html)
    return reader.fields


def prepare(root: Path, engine: Mapping[str, str]) -> str:
    """Make a repository of the project at ``root``, begin a year where none is begun; the edition's year."""
    (root / ".gitignore").write_text("/build/\n/dist/\n__pycache__/\n", encoding="utf-8", newline="\n")
    own = ("-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "commit.gpgsign=false")
    for line in (("init", "-q"), ("add", "-A"), (*own, "commit", "-q", "-m", "as it is")):
        subprocess.run(["git", *line], cwd=root, check=True)  # noqa: S603, S607 -- words of ours
    newest = max(path.stem for path in (root / "docs" / "editions").glob("[0-9][0-9][0-9][0-9].toml"))
    year = str(int(newest) + 1)
    line = ["edition", "new", year, "--same-certificate", "--yes", "--published", f"{year}-04"]
    begun = subprocess.run(  # noqa: S603 -- as above
        [sys.executable, "-m", "tebiki", *line], cwd=root, env=dict(engine), capture_output=True, check=False
    )
    own_folder = root / "build" / "studio"
    own_folder.mkdir(parents=True, exist_ok=True)
    (own_folder / "preferences.json").write_text(json.dumps({"role": _ROLE}), encoding="utf-8")
    return newest if begun.returncode else year


@contextmanager
def opened(root: Path, engine: Mapping[str, str]) -> Iterator[tuple[Browser, float]]:
    """A studio, somebody's browser in its first room, and the seconds until its HTML was there."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tebiki", "studio", "--no-open", "--port", "0"],
        cwd=root,
        env=dict(engine),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        page = _opening_file(root).read_text(encoding="utf-8")
        secret = _SECRET.search(page)
        if not address or secret is None:
            sys.exit("the studio did not start; nothing was measured")
        browser = Browser(address.removeprefix("http://").rstrip("/"))
        browser.ask("GET", "/start")
        kind, body = _encoded({"secret": secret[1]})
        browser.token = json.loads(browser.ask("POST", "/start", body, kind)[1])["token"]
        browser.get("/")
        yield browser, time.perf_counter() - begun
    finally:
        if process.poll() is None:
            process.terminate() if sys.platform == "win32" else process.send_signal(signal.SIGINT)
        process.communicate()


def _opening_file(root: Path) -> Path:
    """Where the studio says how it is opened."""
    note = json.loads((root / "build" / "studio" / "running.json").read_text(encoding="utf-8"))
    return Path(note["opens"])


def measure_studio(root: Path, runs: int, engine: Mapping[str, str]) -> dict[str, Times]:
    """All figures of the project at ``root``, which may be changed; ``engine``: variables of its process."""
    year = prepare(root, engine)
    found: dict[str, Times] = {}
    with opened(root, engine) as (_, seconds):
        found["first start of all: to the first room"] = Times.of([seconds])
    starts = []
    for _ in range(runs):
        with opened(root, engine) as (_, seconds):
            starts.append(seconds)
    found["start to the first room"] = Times.of(starts)
    with opened(root, engine) as (browser, _):
        ask_rooms(browser, root, year, runs)
        confirm_facts(browser, year, runs)
        save_captures(browser, year, runs)
        ask_meanwhile(browser, year)
        found |= {name: Times.of(seconds) for name, seconds in browser.asked.items()}
    for name, more in (("", {}), (", spawned", {"TEBIKI_SPAWN": "1"})):
        found |= measure_jobs(root, year, {**engine, **more}, name)
    return found


def ask_rooms(browser: Browser, root: Path, year: str, runs: int) -> None:
    """Each room, warm, and right after the year's file was saved."""
    path = root / "docs" / "editions" / f"{year}.toml"
    for room in ROOMS:
        address, name = f"/{year}/{room}", f"/{room}"
        browser.get(address)
        for _ in range(3 * runs):
            browser.get(address, name)
        for number in range(runs):
            with path.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(f"# {number}\n")
            browser.get(address, f"{name} after a save")


def confirm_facts(browser: Browser, year: str, runs: int) -> None:
    """Open facts, one after the other, and confirm what stands there."""
    keys = re.findall(rf'href="/{year}/facts/([^"?]+)\?', browser.get(f"/{year}/facts?show=todo"))
    done = 0
    for key in dict.fromkeys(keys):
        action = f"/{year}/facts/{key}/confirm"
        fields = read_form(browser.get(f"/{year}/facts/{key}?show=todo", "open a fact"), action)
        if not any(name.startswith("value") and value for name, value in fields.items()):
            continue  # nobody knows it yet
        form = {**fields, "source": "通知", "by": _ROLE}
        browser.get(browser.post(action, form, name="confirm a fact"), "the list after it")
        done += 1
        if done == runs:
            return


def save_captures(browser: Browser, year: str, runs: int) -> None:
    """Put a capture in the place of drawings."""
    html = browser.get(f"/{year}/screens?manual=all")
    addresses = dict.fromkeys(re.findall(rf'href="(/{year}/screens/[\w-]+/[\w-]+)"', html))
    for address in list(addresses)[:runs]:
        page = browser.get(address, "open a capture's editor")
        marks = " ".join(["700,500,200,80"] * page.count('class="mark-row"'))
        form = read_form(page, address) | {"device": "Tablet 1", "os": "Android 14", "on": f"{year}-01-20"}
        form |= {"text_height": "48", "marks": marks, "turn": "0", "crop": "", "covers": ""}
        browser.get(browser.post(address, form, _capture(), "save a capture"), "its editor after it")


def _capture() -> bytes:
    """A picture as large as a phone's screen, with something on it."""
    out = io.BytesIO()
    image = Image.effect_noise((270, 480), 60).resize((1080, 1920)).convert("RGB")
    image.paste("white", (600, 400, 1000, 700))
    image.save(out, "PNG")
    return out.getvalue()


def ask_meanwhile(browser: Browser, year: str) -> None:
    """Rooms while a preview of the edition is built and a check runs."""
    browser.get(f"/{year}/preview")
    browser.get(f"/{year}/check")
    until = time.perf_counter() + _WHILE
    while time.perf_counter() < until:
        for room in _BESIDE:
            browser.get(f"/{year}/{room}", f"/{room} beside a build and a check")
        time.sleep(_PAUSE)


def measure_jobs(root: Path, year: str, engine: Mapping[str, str], name: str) -> dict[str, Times]:
    """From the click to the job's first stage: with a worker that has imported all, and without."""
    found = {}
    with opened(root, engine) as (browser, _):
        found[f"job to its first stage, not ready{name}"] = Times.of([_begin(browser, root, year)])
    with opened(root, engine) as (browser, _):
        time.sleep(_READY)
        found[f"job to its first stage, ready{name}"] = Times.of([_begin(browser, root, year)])
    return found


def _begin(browser: Browser, root: Path, year: str) -> float:
    """Seconds until a comparison that is begun says its first stage; then it is cancelled."""
    begun = time.perf_counter()
    number = browser.post(f"/{year}/papers/compare", {"edition": year}).rpartition("/")[2]
    stages = root / "build" / "studio" / "jobs" / number / "stages.jsonl"
    _wait(lambda: stages.stat().st_size > 0)
    seconds = time.perf_counter() - begun
    browser.ask("POST", f"/jobs/{quote(number)}/cancel", b"", "application/x-www-form-urlencoded")
    _wait(lambda: (stages.parent / "ended.json").read_bytes().strip() != b"")
    return seconds


def _wait(true: Callable[[], bool]) -> None:
    until = time.perf_counter() + _PATIENCE
    while not true():
        if time.perf_counter() > until:
            sys.exit("a job did not come on; nothing was measured")
        time.sleep(0.005)


def engine_of(root: Path) -> dict[str, str]:
    """Variables of a process that runs the engine of the copy at ``root``."""
    return {**os.environ, "PYTHONPATH": str(root / "tools"), "TEBIKI_LANG": "en"}


def times_table(found: Mapping[str, Times]) -> str:
    """The figures as people read them."""
    lines = [f"{'studio, ms':48}{'median':>10}{'min':>10}{'max':>10}{'count':>7}"]
    for name, one in found.items():
        lines.append(f"{name:48}{one.median_ms:10.1f}{one.min_ms:10.1f}{one.max_ms:10.1f}{one.count:7}")
    return "\n".join(lines)
