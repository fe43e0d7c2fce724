"""Pages beside the studio, in a real browser: on another port of this machine, and under another name.

Cookies know no ports, and a page may send forms anywhere: here it tries, while the studio is open in the
same browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from starlette.responses import Response
from studio_client import StudioClient, studio
from web_gates import chromium_path

from tebiki.output.server import serve_folder
from tebiki.studio import app
from tebiki.studio.room import RoomRoute
from tebiki.studio.visit import Visit

pytestmark = pytest.mark.browser
BLANK: Final = "<!doctype html><title>beside</title><body>"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Method and address of what has reached a room."""
    found: list[tuple[str, str]] = []
    answer = app.answer

    def noted(route: RoomRoute, visit: Visit) -> Response:
        found.append((route.method, visit.path))
        return answer(route, visit)

    monkeypatch.setattr(app, "answer", noted)
    return found


@pytest.fixture
def client(city: Path, asked: list[tuple[str, str]]) -> Iterator[StudioClient]:
    (city / "build/site").mkdir(parents=True)
    (city / "build/site/a.html").write_text(BLANK + "of the project", encoding="utf-8")
    with studio(city) as found:
        assert not asked
        yield found


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[str]:
    """Another server of this machine: host and port."""
    folder = tmp_path / "beside"
    folder.mkdir()
    (folder / "index.html").write_text(BLANK, encoding="utf-8")
    with serve_folder(folder) as address:
        yield address.rstrip("/")


@pytest.fixture
def context(browser: Browser, client: StudioClient, asked: list[tuple[str, str]]) -> Iterator[BrowserContext]:
    """A browser in which the studio is open; nothing is noted of that."""
    found = browser.new_context()
    page = found.new_page()
    page.goto(client.studio.opening_file.as_uri())
    page.wait_for_selector(".frame")
    page.goto(f"http://{client.studio.host}/appearance")
    page.wait_for_selector(".frame form")
    asked.clear()
    yield found
    found.close()


@pytest.fixture
def other(context: BrowserContext, beside: str) -> Page:
    """A page beside the studio, in the same browser."""
    page = context.new_page()
    page.goto(f"{beside}/index.html")
    return page


def test_a_form_of_another_port_does_nothing(
    client: StudioClient, other: Page, asked: list[tuple[str, str]]
) -> None:
    before = client.desk.preferences
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
        with other.expect_popup() as popup:
            other.evaluate(_SEND, {"to": f"http://{client.studio.host}/appearance", "kind": kind})
        popup.value.wait_for_load_state()
        assert popup.value.inner_text("body").strip() in ("Forbidden", "")
    assert not asked
    assert client.desk.preferences == before


_SEND: Final = """({to, kind}) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", action: to, enctype: kind, target: "_blank"});
  form.setAttribute("rel", "opener");
  for (const [name, value] of [["theme", "dark"], ["language", "en"]]) {
    const field = document.createElement("input");
    Object.assign(field, {name, value});
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


def test_nothing_is_fetched_from_another_port(
    client: StudioClient, other: Page, asked: list[tuple[str, str]]
) -> None:
    session = client.desk.session
    addresses = ["/", "/start", "/appearance", "/2031/screens", "/static/frame.js", "/static/htmx.min.js",
                 f"/files/{session.token}/build/site/a.html", "/files/x/build/site/a.html"]  # fmt: skip
    for address in addresses:
        for options in _FETCHES:
            told = other.evaluate(_FETCH, [f"http://{client.studio.host}{address}", options])
            assert told in ("refused", "opaque"), (address, options, told)
    assert not asked
    assert client.desk.preferences.theme == "system"


#: Ways in which a page may ask; the last two carry what the studio's own pages carry, as far as it may.
_FETCHES: Final[list[dict[str, Any]]] = [
    {},
    {"mode": "no-cors", "credentials": "include"},
    {"method": "POST", "mode": "no-cors", "credentials": "include", "body": "theme=dark"},
    {"method": "POST", "credentials": "include", "headers": {"X-Tebiki-Token": "x"}, "body": "theme=dark"},
    {"headers": {"X-Tebiki-Token": "x", "Sec-Fetch-Site": "same-origin"}},
]
_FETCH: Final = """async ([address, options]) => {
  try {
    const answer = await fetch(address, options);
    return answer.type === "opaque" ? "opaque" : `${answer.type} ${answer.status} ${await answer.text()}`;
  } catch { return "refused"; }
}"""


def test_no_frame_of_another_port_shows_the_studio(
    client: StudioClient, other: Page, asked: list[tuple[str, str]]
) -> None:
    for address in ("/", "/start", "/appearance", "/2031/screens", "/files/x/build/site/a.html"):
        other.evaluate(_FRAME, f"http://{client.studio.host}{address}")
        frames = [frame for frame in other.frames if frame != other.main_frame]
        assert len(frames) == 1
        assert "手引きスタジオ" not in frames[0].content()
        assert (
            other.evaluate("() => { try { return !!frames[0].document; } catch { return false; } }") is False
        )
    assert not asked


_FRAME: Final = """(address) => new Promise((done) => {
  document.body.replaceChildren();
  const frame = document.createElement("iframe");
  frame.addEventListener("load", () => done());
  frame.src = address;
  document.body.append(frame);
})"""


def test_no_picture_script_or_style_is_taken_from_another_port(client: StudioClient, other: Page) -> None:
    host = client.studio.host
    for kind, address in (
        ("img", "/static/icon.svg"),
        ("img", "/files/x/screenshots/tablet/ask.png"),
        ("script", "/static/frame.js"),
        ("script", "/static/htmx.min.js"),
        ("link", "/static/studio.css"),
        ("script", "/appearance"),
    ):
        assert other.evaluate(_TAKE, [kind, f"http://{host}{address}"]) == "error", (kind, address)


_TAKE: Final = """([kind, address]) => new Promise((done) => {
  const element = document.createElement(kind);
  element.addEventListener("load", () => done("load"));
  element.addEventListener("error", () => done("error"));
  if (kind === "link") element.rel = "stylesheet";
  element[kind === "link" ? "href" : "src"] = address;
  document.body.append(element);
})"""


def test_no_window_of_the_studio_is_reached_from_another_port(
    client: StudioClient, other: Page, asked: list[tuple[str, str]]
) -> None:
    with other.expect_popup() as popup:
        other.evaluate(
            "(address) => { window.theirs = window.open(address); }", f"http://{client.studio.host}/"
        )
    popup.value.wait_for_load_state()
    assert "手引きスタジオ" not in popup.value.content()
    assert other.evaluate(_LOOK_IN) == ""
    assert not asked


_LOOK_IN: Final = """() => {
  try { return String(theirs.localStorage.length + theirs.document.title); } catch { return ""; }
}"""


def test_no_socket_is_opened_from_another_port(
    client: StudioClient, other: Page, asked: list[tuple[str, str]]
) -> None:
    told = other.evaluate(
        """(address) => new Promise((done) => {
          const socket = new WebSocket(address);
          socket.onopen = () => done("open");
          socket.onerror = () => done("error");
        })""",
        f"ws://{client.studio.host}/appearance",
    )
    assert told == "error"
    assert not asked


def test_what_the_browser_keeps_of_the_studio_stays_with_it(
    client: StudioClient, other: Page, context: BrowserContext, beside: str
) -> None:
    kept = other.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert client.desk.session.token not in kept
    assert not context.cookies([f"http://{client.studio.host}/", beside])


def test_no_address_of_the_browser_holds_a_secret(client: StudioClient, context: BrowserContext) -> None:
    page = context.pages[0]
    session = client.desk.session
    for _ in range(3):
        address = page.evaluate("location.href + document.referrer")
        assert not [one for one in (session.token, session.secret, session.ticket) if one in address]
        page.go_back()


def test_the_token_goes_to_no_other_server(
    client: StudioClient, context: BrowserContext, beside: str, asked: list[tuple[str, str]]
) -> None:
    """An address that begins with two strokes names another server, where a browser is asked to fetch it."""
    sent: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers}"))
    port = beside.rpartition(":")[2]
    for address in (f"//127.0.0.1:{port}/index.html", f"/%2F127.0.0.1:{port}/", f"/\\127.0.0.1:{port}/"):
        page.goto(f"http://{client.studio.host}{address}")
        page.wait_for_timeout(500)
    token = client.desk.session.token
    elsewhere = [one for one in sent if not one.startswith(f"http://{client.studio.host}/")]
    assert not [one for one in elsewhere if token in one]
    assert not [one for one in asked if one[0] == "POST"]


@pytest.fixture
def rebound(browser: Browser) -> Iterator[Browser]:
    """A browser for which a name of the network leads to this machine."""
    found = browser.browser_type.launch(
        executable_path=chromium_path(),
        args=["--host-resolver-rules=MAP evil.example 127.0.0.1", "--no-sandbox"],
    )
    yield found
    found.close()


def test_another_name_of_this_machine_is_refused(
    client: StudioClient, beside: str, rebound: Browser, asked: list[tuple[str, str]]
) -> None:
    port = client.studio.host.rpartition(":")[2]
    page = rebound.new_page()
    for address in ("/", "/start", "/appearance", "/static/frame.js", "/2031/screens"):
        answer = page.goto(f"http://evil.example:{port}{address}")
        assert answer is not None
        assert answer.status == 421
        assert "手引きスタジオ" not in page.content()
    told = page.evaluate(_FETCH, ["/appearance", {"headers": {"X-Tebiki-Token": "x"}}])
    assert told.startswith("basic 421")
    told = page.evaluate(_FETCH, ["/appearance", {"method": "POST", "body": "theme=dark"}])
    assert told.startswith("basic 421")
    page.goto(f"http://evil.example:{beside.rpartition(':')[2]}/index.html")
    for options in _FETCHES:
        assert page.evaluate(_FETCH, [f"http://{client.studio.host}/appearance", options]) in (
            "refused",
            "opaque",
        )
    assert not asked


def test_a_page_of_a_manual_can_do_nothing_within_the_studio(
    client: StudioClient, context: BrowserContext, asked: list[tuple[str, str]]
) -> None:
    """A page that somebody spoilt, shown in the studio's frame."""
    host, ticket = client.studio.host, client.desk.session.ticket
    evil = f"""{BLANK}<script>fetch("/appearance"); parent.document.title = "x";</script>
<img src="x" onerror="parent.document.title = 'x'"><form id="f" method="post" action="http://{host}/appearance">
<input name="theme" value="dark"><button id="send">send</button></form>
<meta http-equiv="refresh" content="0; url=http://{host}/appearance">"""
    (client.desk.root / "build/site/a.html").write_text(evil, encoding="utf-8")
    page = context.pages[0]
    page.evaluate(
        """(address) => new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
          frame.addEventListener("load", () => done());
          frame.src = address;
          document.querySelector("main").append(frame);
        })""",
        f"/files/{ticket}/build/site/a.html",
    )
    frame = page.frames[-1]
    with suppress(Error):  # the page may have led itself away
        frame.locator("#send").click(timeout=2000)
    page.wait_for_timeout(500)
    assert page.title() != "x"
    assert client.desk.preferences.theme == "system"
    assert not [one for one in asked if one[0] == "POST"]
