"""What somebody does in the studio, up to the last request: for tests that cut it short or refuse it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from release_years import YEAR
from screen_editor_page import picture
from studio_client import Answer, StudioClient, Upload, hidden_fields

from tebiki.studio.journal import Journal
from tebiki.studio.kept_files import kept_name

NEXT: Final = str(int(YEAR) + 1)
EDITION: Final = f"docs/editions/{YEAR}.toml"
SCREEN: Final = f"/{YEAR}/screens/tablet/ask"
WALK: Final = f"/{YEAR}/walks/tablet"
#: A day that has come, whatever day the machine has: a real studio takes its own.
DAY: Final = date.today().isoformat()  # noqa: DTZ011 -- as the studio does
HEAD: Final = {"os": "Sky 3", "by": "認証担当", "on": DAY, "browser": "", "sheet": ""}
#: An act without its last request: where that goes, with what. It is made anew for each studio.
Sent = tuple[str, dict[str, str | list[str]], dict[str, Upload]]
Act = Callable[[StudioClient, int], Sent]


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return unescape(found[1])


def set_fact(client: StudioClient, number: int) -> Sent:
    page = f"/{YEAR}/facts/links.form"
    hidden = hidden_fields(client.get(page).text, f"{page}/confirm")
    return f"{page}/save", hidden | {"value": f"https://yamabe.example/f/{number}"}, {}


def confirm_fact(client: StudioClient, number: int) -> Sent:
    page = f"/{YEAR}/facts/links.form"
    hidden = hidden_fields(client.get(page).text, f"{page}/confirm")
    value = f"https://yamabe.example/f/{number}"
    said = {"source": f"通知{number}", "by": "係", "on": DAY, "value": value}
    return f"{page}/confirm", hidden | said, {}


def decide(client: StudioClient, number: int) -> Sent:
    action = f"/{YEAR}/decide/walked.tablet"
    hidden = hidden_fields(client.get(f"/{YEAR}/facts?show=unknown").text, action)
    return action, hidden | {"role": "課長", "on": DAY, "reason": f"窓口で伝えるため{number}"}, {}


def save_capture(client: StudioClient, number: int) -> Sent:
    made_from: dict[str, str | list[str]] = {"made_from": _field(client.get(SCREEN).text, "made_from")}
    said = {
        "device": "Tablet 1", "os": "Android 14", "on": "2031-01-20", "text_height": "48",
        "marks": "700,500,200,80",
    }  # fmt: skip
    return SCREEN, made_from | said, {"picture": ("a.png", picture((1080, 900 + number)))}


def record_walk(client: StudioClient, number: int) -> Sent:
    client.post(f"{WALK}/begin", HEAD | {"device": f"Tablet {number}"})
    step = 1
    while f'action="{WALK}/{step}"' in (page := client.get(f"{WALK}/{step}").text):
        names = dict.fromkeys(re.findall(r'name="(seen\.\d+)" value="same"', page), "same")
        assert client.post(f"{WALK}/{step}", hidden_fields(page, f"{WALK}/{step}") | names).goes_to
        step += 1
    return f"{WALK}/record", hidden_fields(client.get(WALK).text, f"{WALK}/record"), {}


def begin_year(client: StudioClient, _: int) -> Sent:
    def kept(answer: Answer) -> str:
        assert answer.goes_to is not None, answer.text
        return parse_qs(urlsplit(answer.goes_to).query)["kept"][0]

    state = kept(client.post(f"/{NEXT}/begin/name", {"which": "same"}))
    state = kept(client.post(f"/{NEXT}/begin/2", {"kept": state}))
    state = kept(client.post(f"/{NEXT}/begin/3", {"kept": state, "published": "令和14年3月"}))
    page = client.get(f"/{NEXT}/begin/4?kept={state}").text
    fields = dict(re.findall(r'<textarea id="(sentence-[^"]+)"[^>]*>([^<]*)</textarea>', page))
    said = {name: unescape(text) for name, text in fields.items()}
    state = kept(client.post(f"/{NEXT}/begin/4", {"kept": state, **said}))
    page = client.get(f"/{NEXT}/begin/5?kept={state}").text
    return f"/{NEXT}/begin/5", {"kept": state, "plan": _field(page, "plan")}, {}


def take_back(client: StudioClient, _: int) -> Sent:
    """Of a save that is made for it: a capture, which is two files."""
    action, form, uploads = save_capture(client, 50)
    assert client.post(action, form, uploads).goes_to
    page = client.get(f"/{YEAR}/history?since=morning").text
    entries = re.findall(rf'action="(/{YEAR}/history/entries/\d+)"', page)
    return entries[0], {}, {}


def put_back(client: StudioClient, _: int) -> Sent:
    action, form, uploads = save_capture(client, 50)
    assert client.post(action, form, uploads).goes_to
    return f"{SCREEN}/drawing", {"made_from": _field(client.get(SCREEN).text, "made_from")}, {}


ACTS: Final[tuple[Act, ...]] = (
    save_capture, set_fact, take_back, begin_year, record_walk, confirm_fact, decide, put_back,
)  # fmt: skip


def sources(root: Path) -> dict[str, bytes]:
    """All that a save may change, and what no save may leave behind."""
    folders = (root / name for name in ("docs", "screenshots"))
    paths = [root / "conf.py", *(path for folder in folders for path in folder.rglob("*") if path.is_file())]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def check_journal(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """It knows the sources as they are, and its last entry tells just what has changed, or there is none."""
    journal = Journal(root)
    known = {name: kept_name(data) for name, data in after.items()}
    assert {name: journal.state[name] for name in known} == known
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    last = journal.entries[-1] if journal.entries else None
    if changed:
        assert last is not None
        assert {one.file for one in last.files} == changed
        assert last.label != "outside"
    for entry in journal.entries:
        for one in entry.files:
            for content in (one.before, one.after):
                assert content is None or journal.kept.read(content)
