"""Gates of the web pages: each function returns what it finds, as a list that should be empty.

Those in the first part read the file; those in the second drive the system's Chromium
(`chromium` gives one; skip where there is none) at pages served by `served` under the
content security policy that the city's server may send.
"""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

Scheme = Literal["light", "dark"]
POLICY = "default-src 'self'"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Attributes that HTML has given up, and those that a strict policy refuses.
OBSOLETE = {"align", "bgcolor", "border", "cellpadding", "cellspacing", "frame", "rules", "valign", "style"}
#: Words that say nothing of where a link leads.
VAGUE = {"こちら", "ここ", "詳細", "詳しくはこちら", "リンク", "click here", "here", "more"}
JUNK = re.compile(r"docutils|simple|reference (in|ex)ternal|align-|headerlink|toctree")
FOREIGN = re.compile(r"[A-Za-z]+(?:[ '][A-Za-z]+){3,}")
PICTURE_NAME = re.compile(r"\.(png|jpe?g|svg|webp)$", re.IGNORECASE)


def parsed(text: str) -> tuple[Element, list[str]]:
    """The page as a browser's parser sees it, and what that parser had to mend."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text)
    return root, [f"{place}: {code}" for place, code, _ in parser.errors]


def said(element: Element) -> str:
    """What an element says: its text and the alt of its pictures."""
    alts = " ".join(image.get("alt", "") for image in element.iter("img"))
    return " ".join(("".join(element.itertext()) + " " + alts).split())


def check_page(text: str) -> list[str]:
    """All checks of a page's text that need no browser."""
    root, mended = parsed(text)
    checks = (frame, headings, pictures, tables, links, identifiers, attributes, languages)
    return mended + [found for check in checks for found in check(root)]


def frame(root: Element) -> list[str]:
    """Language, title, one main, a description, an icon; no script, no inline style."""
    found = [f"no {name}" for name in ("title", "main", "h1") if len(list(root.iter(name))) != 1]
    found += [] if root.get("lang") else ["no lang"]
    metas = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    found += [f"no meta {name}" for name in ("viewport", "generator") if not metas.get(name)]
    found += [] if any(link.get("rel") == "icon" for link in root.iter("link")) else ["no icon"]
    return found + [f"<{name}>" for name in ("script", "style", "iframe", "font") if list(root.iter(name))]


def headings(root: Element) -> list[str]:
    """Headings start at 1, go down by one step at most, and say something."""
    all_ = [(int(e.tag[1]), said(e)) for e in root.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    found = [] if all_ and all_[0][0] == 1 else ["first heading is not h1"]
    found += [f"h{a} → h{b}: {text}" for (a, _), (b, text) in pairwise(all_) if b > a + 1]
    return found + ["empty heading" for _, text in all_ if not text]


def pictures(root: Element) -> list[str]:
    """Each picture says what it shows, and how large it is."""
    found = []
    for image in root.iter("img"):
        alt = image.get("alt", "")
        if not alt or PICTURE_NAME.search(alt) or alt == Path(image.get("src", "")).stem:
            found.append(f"alt of {image.get('src')}: {alt!r}")
        found += [
            f"no {name}: {image.get('src')}"
            for name in ("width", "height")
            if not image.get(name, "").isdigit()
        ]
        found += ["data: picture"] if image.get("src", "").startswith("data:") else []
    return found


def tables(root: Element) -> list[str]:
    """Each table has a caption and heads that say what they head."""
    found = []
    for table in root.iter("table"):
        heads = list(table.iter("th"))
        found += [] if table.find("caption") is not None else ["table without caption"]
        found += [] if heads else ["table without th"]
        found += [f"th without scope: {said(th)}" for th in heads if th.get("scope") not in {"col", "row"}]
    return found


def links(root: Element) -> list[str]:
    """Links say where they lead, and those within the page arrive."""
    ids = {element.get("id") for element in root.iter()} | {"top"}
    found = []
    for link in root.iter("a"):
        href, text = link.get("href", ""), said(link)
        found += [f"link says {text!r}"] if not text or text.strip("。、").lower() in VAGUE else []
        found += [f"leads nowhere: {href}"] if href.startswith("#") and href[1:] not in ids else []
        found += [f"link to {href[:20]}"] if href.split(":")[0] in {"data", "javascript", "file"} else []
    return found


def identifiers(root: Element) -> list[str]:
    """No id twice, none that a tool made up."""
    ids = [found for element in root.iter() if (found := element.get("id"))]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    return [f"id {i} twice" for i in twice] + [f"made-up id {i}" for i in ids if re.fullmatch(r"id\d+", i)]


def attributes(root: Element) -> list[str]:
    """No obsolete attribute, no inline style or handler, no class of docutils."""
    found = []
    for element in root.iter():
        names = set(element.keys())
        found += [f"{name} on {element.tag}" for name in sorted(names & OBSOLETE)]
        found += [f"{name} on {element.tag}" for name in sorted(names) if name.startswith("on")]
        found += [f"class {element.get('class')}"] if JUNK.search(element.get("class", "")) else []
    return found


def languages(root: Element) -> list[str]:
    """In a Japanese page, a phrase of another language says so."""
    if not (root.get("lang") or "").startswith("ja"):
        return []
    return [f"no lang: {text}" for text in _foreign(root.find("body") or root)]


def _foreign(element: Element) -> Iterator[str]:
    if element.get("lang", "ja").startswith("ja") and element.tag not in {"code", "pre"}:
        yield from FOREIGN.findall(element.text or "")
        for child in element:
            yield from _foreign(child)
            yield from FOREIGN.findall(child.tail or "")


def weight(*paths: Path) -> int:
    """Bytes of files when each is sent compressed."""
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in paths)


def chrome_weight(page: Path, style: Path) -> int:
    """Bytes of the frame (a page without what is in ``main``) and the style sheet, compressed."""
    empty = re.sub(r"(<main[^>]*>).*(</main>)", r"\1\2", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return len(gzip.compress(empty.encode(), 9, mtime=0)) + weight(style)


# ---- in a browser


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class's name
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address (ending in ``/``) at which a thread serves ``folder`` under `POLICY`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def chromium_path() -> str | None:
    """The system's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Raises `RuntimeError` where there is none: ask `chromium_path` first."""
    path = chromium_path()
    if path is None:
        raise RuntimeError("no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Page]:
    """A page on a phone, with everything that opens opened."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    try:
        yield page
    finally:
        context.close()


def axe(page: Page, width: int = 360, scheme: Scheme = "light") -> list[str]:
    """What axe finds on an opened page in a window of this width."""
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme)
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", options)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def unpainted(page: Page) -> list[str]:
    """Pictures of an opened page that show nothing."""
    found: list[str] = page.evaluate(
        "async () => { const all = [...document.images];"
        " await Promise.allSettled(all.map(i => { i.loading = 'eager'; return i.decode() }));"
        " return all.filter(i => !(i.complete && i.naturalWidth && i.clientWidth)).map(i => i.src) }"
    )
    return found


def policy_violations(browser: Browser, url: str) -> list[str]:
    """What the content security policy refuses, what the console complains of, who else is asked."""
    found: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if _same(request.url, url) else found.append(f"asks {request.url}")
    )
    page.on(
        "response",
        lambda answer: found.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    page.goto(url, wait_until="load")
    page.evaluate("document.querySelectorAll('img').forEach(i => { i.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    context.close()
    return found


def _same(asked: str, url: str) -> bool:
    return asked.split("/")[:3] == url.split("/")[:3]


def overflow(page: Page, width: int, text: int = 100) -> list[str]:
    """What of an opened page reaches beyond a window of this width, with text at ``text`` percent."""
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
        ".map(e => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 30)}`)"
    )
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def beyond_first_screen(browser: Browser, url: str, selector: str) -> list[str]:
    """Elements that a phone of 360×740 does not show before scrolling; at least one must be there."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(url)
    boxes = [(e.inner_text(), e.bounding_box()) for e in page.query_selector_all(selector)]
    context.close()
    found = [
        f"{text}: {box and box['y']}" for text, box in boxes if box is None or box["y"] + box["height"] > 740
    ]
    return found if boxes else [f"no {selector}"]


def shown_by_link(browser: Browser, url: str, selector: str) -> bool:
    """Whether a link to ``url`` (with a fragment) shows ``selector`` in the window."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(url)
    box = page.locator(selector).bounding_box()
    seen = bool(page.locator(selector).evaluate("e => e.checkVisibility({contentVisibilityAuto: true})"))
    context.close()
    return seen and box is not None and 0 <= box["y"] < 740


def printed(browser: Browser, url: str) -> bytes:
    """The page as it is printed: a PDF."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    data = page.pdf(prefer_css_page_size=True)
    context.close()
    return data
