"""Gates of the web pages: each function returns what it finds, as a list that should be empty.

Those in the first part read the file; those in the second ask the system's browser (`chromium`
gives one; skip where there is none) what `tebiki check --browser`, which any content is held
to, does not: what is this theme's own.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
from playwright.sync_api import Browser, sync_playwright

from tebiki.errors import TebikiError
from tebiki.extras.browser.crew import launched
from tebiki.extras.browser.find import browser_path

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


def unmarked(html: str) -> str:
    """A page's text without what says where lines may break and where not: what a browser reads."""
    return re.sub(r'<wbr(?: aria-hidden="true")?>|<span class="j"></span>', "", html)


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


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser. Raises `TebikiError` where there is none: ask `chromium_path` first."""
    with sync_playwright() as playwright, launched(playwright, browser_path()) as browser:
        yield browser


def chromium_path() -> Path | None:
    """The system's browser, or None."""
    try:
        return browser_path()
    except TebikiError:
        return None


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


def torn_signs(browser: Browser, html: str, widths: Iterable[int]) -> list[str]:
    """Signs on another line than the link that they stand at, and widths that something reaches beyond."""
    context = browser.new_context(viewport={"width": 320, "height": 740})
    page = context.new_page()
    page.set_content(html)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        torn, beyond = page.evaluate(_TORN)
        found += [f"{width}: {one}" for one in torn] + ([f"{width}: beyond"] if beyond else [])
    context.close()
    return found


#: Signs beside each link that stand on another line than its nearest letter; whether the page is too wide.
_TORN = """() => {
    const top = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().top;
    };
    const torn = [];
    for (const link of document.querySelectorAll("a.nb")) {
        const [before, own, after] = [link.previousSibling, link.firstChild, link.nextSibling];
        const ends = before.length - 1;
        if (top(before, ends) + 4 < top(own, 0)) torn.push(before.data[ends]);
        if (top(after, 0) > top(own, own.length - 1) + 4) torn.push(after.data[0]);
    }
    return [torn.filter(sign => sign.trim()), document.documentElement.scrollWidth > innerWidth];
}"""


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
