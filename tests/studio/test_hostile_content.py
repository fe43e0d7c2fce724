"""Facts, labels, names and what is typed hold markup, templates, quotes, endless words, turned letters.

No room makes anything of them but text: parsed, a page holds no element, attribute or sentence that the
content brought along; and in a real browser nothing is refused by the page's own policy, and nothing said.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import ConsoleMessage, Page
from release_years import YEAR, prepare
from screen_editor_page import picture
from studio_client import Answer, StudioClient, hidden_fields, studio
from studio_fixtures import OpenPage

from tebiki.studio.room import routes

TODAY: Final = date(2031, 3, 2)
#: A product that no page shows unless it reckons.
PRODUCT: Final = str(7 * 190_213)
HOSTILE: Final = {
    "markup": '"><tebiki-x data-tebiki-x=1 onclick=alert(1)><script>tebikiX()</script>',
    "quotes": "' onfocus='tebikiX()' data-tebiki-x='",
    "template": "{{ 7 * 190213 }}{% print(7 * 190213) %}{{ visit.desk.session.token }}",
    "entities": "&lt;tebiki-x&gt;&#60;tebiki-x&#62;</textarea></title></pre><tebiki-x>",
    "long": "あ" * 380,
    "turned": "\u202e<tebiki-x>\u2066\u200f\u0007",
    "address": "javascript:tebikiX()",
    "comment": "<!--><tebiki-x>--><![CDATA[<tebiki-x>]]>",
}


class _Parsed(HTMLParser):
    """What a browser would make of a page that is of the content's making."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("tebiki-x", "script", "style", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            runs = name in ("href", "src", "action", "formaction") and (value or "").startswith("javascript:")
            if "tebiki-x" in name or name.startswith("on") or name == "style" or runs:
                self.found.append(f"<{tag} {name}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}")


def brought_along(answer: Answer) -> list[str]:
    """What of a page comes from the content."""
    if "text/html" not in answer.headers.get("content-type", ""):
        return []
    parsed = _Parsed()
    parsed.feed(answer.text)
    parsed.close()
    return [*parsed.found, *([PRODUCT] if PRODUCT in answer.text else [])]


def test_what_is_brought_along_would_be_found() -> None:
    for kind in ("markup", "comment", "entities"):
        text = f"<p>{HOSTILE[kind]}</p>".encode()
        assert brought_along(Answer(200, {"content-type": "text/html"}, text)), kind
    quotes = f"<input value='{HOSTILE['quotes']}'>".encode()
    assert brought_along(Answer(200, {"content-type": "text/html"}, quotes))


def toml(text: str) -> str:
    """As a string of TOML."""
    body = "".join(one if one.isprintable() and one not in '"\\' else f"\\U{ord(one):08x}" for one in text)
    return f'"{body}"'


@pytest.fixture(scope="module")
def city_in_git(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile") / "project"
    root.mkdir()
    prepare(root)
    return root


def make_hostile(root: Path, text: str) -> None:
    """Put a text wherever people write: a fact, a source, a comment, a decision, a label, a title, a screen."""
    path = root / f"docs/editions/{YEAR}.toml"
    said = path.read_text(encoding="utf-8")
    fact = f"[extra.desk]\nja = {toml(text)}\n\n[publisher]"
    said = said.replace("[publisher]", fact, 1).replace('"mail_wait"', '"mail_wait", "extra.desk"', 1)
    path.write_text(said + _decision(text), encoding="utf-8")
    labels = root / "docs/labels/tablet.toml"
    words = re.sub(
        r'(ja = )"[^"]*"', lambda old: old[1] + toml(text), labels.read_text(encoding="utf-8"), count=1
    )
    labels.write_text(words, encoding="utf-8")
    (root / "docs/walks").mkdir(exist_ok=True)
    (root / "docs/walks" / "x\"'<tebiki-x>.toml").write_text(f"by = {toml(text)}\n", encoding="utf-8")
    (root / "screenshots" / "tablet" / "<tebiki-x>{{ 7 * 190213 }}.png").write_bytes(picture())


def _decision(text: str) -> str:
    return (
        f'\n[[decisions]]\nabout = "walked.tablet"\nrole = "課長"\nday = 2031-03-01\nreason = {toml(text)}\n'
    )


def addresses(text: str) -> Iterator[str]:
    """All rooms, their parts named rightly and by the text."""
    there = {"year:year": YEAR, "manual": "tablet", "platform": "tablet", "name": "ask", "key": "extra.desk"}
    for route in routes():
        if route.method == "GET" and "sheet" not in route.address:
            for known in (there, {"year:year": YEAR}):
                parts = known | {"number:int": "1"}
                asked = quote(text[:60], safe="")
                yield re.sub(r"\{([^}]+)\}", lambda one: parts.get(one[1], asked), route.address)  # noqa: B023
    query = quote(text[:200])
    yield from (f"/{YEAR}/facts?{name}={query}" for name in ("q", "show", "done", "source"))
    yield from (f"/{YEAR}/{room}?{name}={query}" for room, name in (
        ("screens", "manual"), ("history", "since"), ("history/picture", "screen"), ("begin/1", "kept"),
        ("screens/tablet/ask", "variant"), ("screens/tablet/ask", "language"), ("preview/tablet", "language"),
        ("check", "show"),
    ))  # fmt: skip


def sent(client: StudioClient, text: str) -> Iterator[tuple[str, Answer]]:
    """Everything that can be typed, typed so."""
    yield from ((page, client.send(page, {"role": text})) for page in ("/role", "/welcome"))
    page = f"/{YEAR}/facts/links.form"
    answer = client.get(page)
    if f'action="{page}/confirm"' in answer.text:
        hidden = hidden_fields(answer.text, f"{page}/confirm")
        typed = {"value": text, "source": text, "by": text, "on": text, "show": text}
        for act in ("save", "confirm"):
            yield act, client.post(f"{page}/{act}", hidden | typed)
        yield (
            "conflict",
            client.post(f"{page}/save", hidden | {"value": text, "made_from": "x", "was.value": "y"}),
        )
        yield "edition", client.post(f"{page}/save", hidden | {"edition": text})
    for room, form in (
        ("devices", {"edition": YEAR, "device": text, "version": text, "by": text, "on": text}),
        ("decide/walked.tablet", {"edition": YEAR, "role": text, "on": text, "reason": text}),
        ("approval", {"approved": text, "number": text, "by": text, "check_number": text}),
        ("revise", {"on": text, "reason-ja": text, "manual": text}),
        ("handed", {"on": text, "by": text}),
        ("begin/name", {"which": "new", "certificate": text}),
        ("walks/tablet/begin", {"device": text, "os": text, "by": text, "on": text, "sheet": text}),
        ("history", {"change": text, "since": text}),
    ):
        yield room, client.post(f"/{YEAR}/{room}", form)
    name = re.sub(r'["\r\n\\]', "'", text[:200])
    upload = {"file": (name, b"nothing")}
    for room in ("begin/1", "certificate", "translate/apply"):
        yield room, client.post(f"/{YEAR}/{room}", {"password": text, "language": text}, upload)
    form = {"device": text, "os": text, "on": text, "by": text, "marks": text, "text_height": text}
    yield "screen", client.post(f"/{YEAR}/screens/tablet/ask", form, {"picture": (name, b"nothing")})


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_room_makes_anything_of_it(kind: str, city_in_git: Path, tmp_path: Path) -> None:
    text = HOSTILE[kind]
    root = shutil.copytree(city_in_git, tmp_path / "project", symlinks=True)
    with studio(root, TODAY) as client:
        told = [(name, answer) for name, answer in sent(client, text)]
        make_hostile(root, text)
        told += [(address, client.get(address)) for address in addresses(text)]
    found = {name: brought for name, answer in told if (brought := brought_along(answer))}
    fallen = [(name, answer.status, answer.text[:400]) for name, answer in told if answer.status >= 500]
    assert not found
    assert not fallen


@pytest.mark.browser
def test_a_browser_has_nothing_to_say(city_in_git: Path, tmp_path: Path, open_studio: OpenPage) -> None:
    root = shutil.copytree(city_in_git, tmp_path / "project", symlinks=True)
    make_hostile(root, HOSTILE["quotes"] + HOSTILE["markup"] + HOSTILE["turned"][:-1])
    with studio(root, TODAY) as client:
        page = open_studio(client)
        said = listen(page)
        for room in ("", "facts", "facts?show=all", "facts?show=unknown", "facts/extra.desk", "screens", "walks",
                     "history", "check", "release", "approval", "screens/tablet/ask"):  # fmt: skip
            page.goto(f"http://{client.studio.host}/{YEAR}/{room}")
            page.wait_for_selector(".frame main h1")
            assert page.locator("tebiki-x, [data-tebiki-x], main script").count() == 0, room
        assert not said


def listen(page: Page) -> list[str]:
    """All that the console and the policy say from now on."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A room that refuses answers with a status that the browser notes by itself.
        if "status of 422" not in message.text:
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
