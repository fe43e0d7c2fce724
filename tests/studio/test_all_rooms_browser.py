"""Every room that the studio shows, in a browser: axe, one heading, no sideways scrolling, large text.

Rooms are found by their routes: one that is added is named here, or this test says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import pytest
from certificates import PASSWORD, p12
from job_samples import kill_hard
from playwright.sync_api import Page
from release_years import NEXT, YEAR, next_year
from studio_client import Answer, StudioClient, studio
from studio_looks import axe_findings, enlarge_text, scrolls_sideways

from tebiki.studio.room import YEAR as YEAR_PART
from tebiki.studio.room import routes

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
#: Widths of a window: a telephone, a tablet, a desk.
_WIDTHS: Final = (360, 768, 1280)
#: Width → colour schemes, each with the rules of axe (none named: all). A scheme changes colours alone.
_LOOKS: Final[Mapping[int, tuple[tuple[Literal["light", "dark"], tuple[str, ...]], ...]]] = {
    360: (("light", ("color-contrast",)), ("dark", ())),
    1280: (("light", ()), ("dark", ("color-contrast",))),
}
#: Routes that show no page of their own: they lead to another room, fill a part of one, or give a file.
NO_PAGES: Final = frozenset(
    {
        *("/", "/begin", "/{year}/begin", "/{year}/tasks", "/{year}/changes/facts", "/{year}/check/findings"),
        *("/{year}/handed/all", "/{year}/history/picture", "/jobs/{number:int}/state"),
        *("/{year}/preview/news", "/{year}/preview/{manual}", "/{year}/translate/state"),
        *("/{year}/translate/{language}/package", "/{year}/translate/{language}/reply"),
        "/{year}/walks/{manual}/sheet",
    }
)
#: The address of each room's route → what a browser asks for; braces are filled in by the test.
ROOMS: Final[Mapping[str, tuple[str, ...]]] = {
    "/appearance": ("/appearance",),
    "/conflicts": ("/conflicts",),
    "/conflicts/{number}": ("/conflicts/{conflict}",),
    "/editions": ("/editions",),
    "/help": ("/help",),
    "/jobs/{number:int}": ("/jobs/1",),
    "/role": ("/role",),
    "/welcome": ("/welcome",),
    "/{year}/": ("/2031/", "/2032/"),
    "/{year}/approval": ("/2031/approval",),
    "/{year}/begin/1": ("/2032/begin/1",),
    "/{year}/begin/name": ("/2032/begin/name",),
    "/{year}/begin/2": ("/2032/begin/2?kept={2}",),
    "/{year}/begin/3": ("/2032/begin/3?kept={3}",),
    "/{year}/begin/4": ("/2032/begin/4?kept={4}",),
    "/{year}/begin/5": ("/2032/begin/5?kept={5}",),
    "/{year}/certificate": ("/2031/certificate",),
    "/{year}/check": ("/2031/check",),
    "/{year}/discard": ("/2032/discard",),
    "/{year}/facts": tuple(f"/2031/facts?show={tab}" for tab in ("todo", "unknown", "done", "all")),
    "/{year}/facts/{key}": ("/2031/facts/links.form", "/2031/facts/certificate.opened"),
    "/{year}/handed": ("/2031/handed",),
    "/{year}/history": ("/2031/history",),
    "/{year}/papers": ("/2031/papers",),
    "/{year}/preview": ("/2031/preview?manual=tablet",),
    "/{year}/release": ("/2031/release",),
    "/{year}/revise": ("/2031/revise",),
    "/{year}/screens": ("/2031/screens",),
    "/{year}/screens/{platform}/{name}": ("/2031/screens/tablet/name",),
    "/{year}/translate": ("/2031/translate",),
    "/{year}/translate/{language}": ("/2031/translate/en",),
    "/{year}/walks": ("/2031/walks",),
    "/{year}/walks/{manual}": ("/2031/walks/tablet",),
    "/{year}/walks/{manual}/head": ("/2031/walks/tablet/head",),
    "/{year}/walks/{manual}/{number:int}": ("/2031/walks/tablet/1",),
}


@pytest.fixture
def client(bilingual: Path) -> Iterator[StudioClient]:
    with studio(bilingual, date(2031, 3, 2)) as running:
        yield running
        if (job := running.desk.jobs.running()) is not None:
            kill_hard(job)


def test_each_room_is_named_here() -> None:
    shown = {one.address.replace(YEAR_PART, "{year}") for one in routes() if one.method == "GET"}
    assert shown == {*ROOMS, *NO_PAGES}
    assert not NO_PAGES & set(ROOMS)


def test_no_room_is_broken(client: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(client)
    filled = begin_steps(client) | {"conflict": conflict(client)}
    kill_hard(client.desk.jobs.start("review", ("edition", "review", YEAR), YEAR))
    faults: list[str] = []
    for route, addresses in ROOMS.items():
        if "/begin/" in route:
            faults += [fault for one in addresses for fault in look_at(page, client, fill(one, filled))]
    next_year(client.desk.root)
    for route, addresses in ROOMS.items():
        if "/begin/" not in route:
            faults += [fault for one in addresses for fault in look_at(page, client, fill(one, filled))]
    assert faults == []


def look_at(page: Page, client: StudioClient, address: str) -> Iterator[str]:
    """What is wrong with a room, at each width, light and dark, and with large text."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    answers: list[int] = []
    page.on("response", lambda one: answers.append(one.status) if one.status >= 400 else None)
    page.goto(f"http://{client.studio.host}{address}")
    page.wait_for_selector(".frame main h1")
    path, found = urlsplit(address).path, []
    if answers or urlsplit(page.url).path != path:
        found.append(f"answered {answers}, {page.url}")
    if (heads := page.locator("h1").count()) != 1:
        found.append(f"{heads} headings")
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: too wide: {one}" for one in scrolls_sideways(page)]
        for scheme, rules in _LOOKS.get(width, ()):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {one}" for one in axe_findings(page, *rules)]
    page.emulate_media(color_scheme="light")
    enlarge_text(page)
    found += [f"large text: too wide: {one}" for one in scrolls_sideways(page)]
    return (f"{path} {fault}" for fault in found)


def fill(address: str, values: Mapping[str, str]) -> str:
    """An address with what the test has made."""
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], address)


def kept(answer: Answer) -> str:
    """What the next step goes on from."""
    assert answer.goes_to is not None, answer.text
    return urlsplit(answer.goes_to).query.removeprefix("kept=")


def begin_steps(client: StudioClient) -> dict[str, str]:
    """Steps 2 to 5 of the next year, each with what it goes on from."""
    file = (f"YMB-{NEXT}-0301.pfx", p12(f"YMB-{NEXT}-0301", "2040-03-31"))
    state = kept(client.post(f"/{NEXT}/begin/1", {"password": PASSWORD}, {"file": file}))
    steps = {"2": state}
    for step, typed in (("2", {}), ("3", {"published": f"{NEXT}-03"}), ("4", {})):
        page = client.get(f"/{NEXT}/begin/{step}?kept={state}").text
        sentences = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', page))
        state = kept(client.post(f"/{NEXT}/begin/{step}", {"kept": state, **typed, **sentences}))
        steps[str(int(step) + 1)] = state
    return steps


def conflict(client: StudioClient) -> str:
    """A conflict that waits: its number."""
    address = f"/{YEAR}/facts/links.form"
    page = client.get(address).text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    path = client.desk.root / "docs" / "editions" / f"{YEAR}.toml"
    text = path.read_text(encoding="utf-8")
    url = re.search(r'\[links\.form\]\nurl = "([^"]+)"', text)
    assert url is not None
    path.write_text(text.replace(url[1], f"{url[1]}-theirs"), encoding="utf-8", newline="\n")
    answer = client.post(f"{address}/save", {**hidden, "value": f"{url[1]}-mine"})
    path.write_text(text, encoding="utf-8", newline="\n")
    assert answer.goes_to is not None, answer.text
    return answer.goes_to.rpartition("/")[2]
