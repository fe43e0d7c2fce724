"""What a municipal CMS refuses or strips: rules for pages, and for the bodies that are pasted into it.

Alts, dates, widths of letters and link texts of pages are looked at by ``picture/alt``,
``japanese/date``, ``japanese/width`` and ``link/vague``; of bodies, which a person may have edited, here.

Source: WCAG 1.1.1, 1.3.1, 2.4.4, 2.4.6, and ``Cms::SyntaxChecker`` of SHIRASAGI, a CMS of many cities.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from ...errors import Place, Problem
from ...output.page_tree import Element
from ..rule import rule
from ..subjects.body import CmsBody
from ..subjects.site import SitePage
from .addresses import is_vague

_HEADING: Final = re.compile(r"h[1-6]")
_WIDE: Final = re.compile(r"[Ａ-Ｚａ-ｚ０-９\uff61-\uff9f]+")
#: A day or a month written with slashes or dots; versions such as 1.2 and 2.4.1 are none.
_DATE: Final = re.compile(
    r"(?<![\d/.])(?:(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/(?:[12]\d|3[01]|0?[1-9]))?"
    r"|(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])\.(?:[12]\d|3[01]|0?[1-9]))(?![\d/])"
)
_PICTURE: Final = re.compile(r"(?i)^\S+\.(png|jpe?g|gif|svg|webp|bmp)$")
#: Letters that the text of a link has at least.
_LEAST: Final = 4
#: What a body may hold; a CMS strips or refuses the rest.
_TAGS: Final = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    | {"a", "img", "strong", "em", "code", "br", "wbr", "sub", "sup", "span"}
)
_ATTRS: Final = frozenset(
    {"id", "href", "hreflang", "lang", "translate", "src", "alt", "width", "height", "scope", "start"}
)


def _headings(root: Element) -> Iterator[tuple[int, Element]]:
    for element in root.iter():
        if _HEADING.fullmatch(element.tag):
            yield int(element.tag[1]), element


def _skips(root: Element, first: int) -> Iterator[tuple[Element, int, int]]:
    """Headings that are more than a level below the one before, with the levels."""
    before = first - 1
    for level, element in _headings(root):
        if level > before + 1:
            yield element, before, level
        before = level


@rule("cms/heading", bad="<h1>…</h1><h3>…</h3>", good="<h1>…</h1><h2>…</h2>")
def heading(html: SitePage | CmsBody) -> Iterator[Problem]:
    """Headings go down by one; those of a page begin with h1."""
    first = 1 if isinstance(html, SitePage) else next((level for level, _ in _headings(html.root)), 1)
    for element, before, level in _skips(html.root, first):
        values = {"text": element.text, "level": level, "before": before}
        yield Problem("cms/heading", html.place(element.line), values)


@rule("cms/start", bad="<h1>…</h1>", good="<h2>…</h2>")
def start(body: CmsBody) -> Iterator[Problem]:
    """The first heading of a body has the level that the CMS wants, and none stands above it."""
    wanted = body.options.heading
    found = list(_headings(body.root))
    for index, (level, element) in enumerate(found):
        if (index == 0 and level != wanted) or level < wanted:
            values = {"text": element.text, "level": level, "wanted": wanted}
            yield Problem("cms/start", body.place(element.line), values)


@rule("cms/caption", bad="<table><tr>…", good="<table><caption>これまでの版</caption><tr>…")
def caption(html: SitePage | CmsBody) -> Iterator[Problem]:
    """A table has a caption."""
    for table in html.root.iter("table"):
        if next(table.iter("caption"), None) is None:
            yield Problem("cms/caption", html.place(table.line))


@rule("cms/scope", bad="<table>…<th>版数</th>", good='<table>…<th scope="col">版数</th>')
def scope(html: SitePage | CmsBody) -> Iterator[Problem]:
    """A table has heading cells, and each says whether it heads a row or a column."""
    for cell in _cells(html.root):
        yield Problem("cms/scope", html.place(cell.line), {"text": cell.text[:40]})


def _cells(root: Element) -> Iterator[Element]:
    """Tables without a heading cell, and heading cells that do not say of what."""
    for table in root.iter("table"):
        heads = list(table.iter("th"))
        yield from () if heads else (table,)
        yield from (cell for cell in heads if cell.attrs.get("scope") not in {"col", "row"})


@rule("cms/alt", bad='<img src="a.png" alt="a.png">', good='<img src="a.png" alt="届いたメールの例。">')
def alt(body: CmsBody) -> Iterator[Problem]:
    """A picture has an alt that is no file's name."""
    for image in body.root.iter("img"):
        said, source = image.attrs.get("alt", ""), image.attrs.get("src", "")
        name = PurePosixPath(source)
        if not said.strip() or _PICTURE.match(said.strip()) or said.strip() in {name.name, name.stem}:
            yield Problem("cms/alt", body.place(image.line), {"alt": said, "picture": source[:60]})


def _goals(root: Element) -> Iterator[tuple[Element, str]]:
    for element in root.iter():
        for name in ("src", "href", "srcset", "data", "poster"):
            if name in element.attrs:
                yield element, element.attrs[name].strip()


@rule("cms/data", bad='<img src="data:image/png;base64,…">', good='<img src="_images/a.png">')
def data(html: SitePage | CmsBody) -> Iterator[Problem]:
    """Nothing is written into it as ``data:``; a CMS takes files."""
    for element, goal in _goals(html.root):
        if goal.lower().startswith("data:"):
            yield Problem("cms/data", html.place(element.line), {"tag": element.tag})


@rule("cms/name", bad='<img src="_images/画面1.png">', good='<img src="_images/android-name.png">')
def name(html: SitePage | CmsBody) -> Iterator[Problem]:
    """Names of files are ASCII, without blanks."""
    for element, goal in _goals(html.root):
        path = _file_path(goal)
        if not path.isascii() or " " in path:
            yield Problem("cms/name", html.place(element.line), {"name": path})


def _file_path(goal: str) -> str:
    """The path of a file that goes with the page; empty where the link leads elsewhere, or to no address."""
    try:
        parts = urlsplit(goal)
    except ValueError:  # ``http://[x`` is told by the check of links
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


def _texts(root: Element) -> Iterator[tuple[int, str]]:
    """Texts that are read or spoken, with their lines; a quotation stays as it is."""
    for holder, text in root.texts(frozenset({"script", "style"})):
        if not holder.quoted:
            yield holder.line, text
    for element in root.iter():
        for key in ("alt", "aria-label", "title"):
            if key in element.attrs:
                yield element.line, element.attrs[key]


def _found(root: Element, pattern: re.Pattern[str]) -> Iterator[tuple[int, dict[str, object]]]:
    for line, text in _texts(root):
        for match in pattern.finditer(text):
            yield line, {"text": match.group()}


@rule("cms/width", bad="Ａｎｄｒｏｉｄ１１、ｱﾌﾟﾘ", good="Android 11、アプリ")
def width(body: CmsBody) -> Iterator[Problem]:
    """No full-width letters and digits, no half-width kana."""
    for line, values in _found(body.root, _WIDE):
        yield Problem("cms/width", body.place(line), values)


@rule("cms/date", bad="2025/4/1", good="令和7年4月1日")
def date(body: CmsBody) -> Iterator[Problem]:
    """Dates are written in words, because a CMS refuses 2025/4/1 and some people read it otherwise."""
    for line, values in _found(body.root, _DATE):
        yield Problem("cms/date", body.place(line), values)


@rule("cms/vague", bad='<a href="a.pdf">こちら</a>', good='<a href="a.pdf">Android版（PDF）</a>')
def vague(body: CmsBody) -> Iterator[Problem]:
    """Link text says where it leads."""
    for link in body.root.iter("a"):
        if "href" in link.attrs and (not link.said or is_vague(link.said, link.lang or "ja")):
            yield Problem("cms/vague", body.place(link.line), {"text": link.said})


@rule(
    "cms/short", bad='<a href="#step-2">手順2</a>', good='<a href="#step-2">手順2から</a>', severity="warning"
)
def short(body: CmsBody) -> Iterator[Problem]:
    """A link has four letters or more: a CMS refuses shorter ones."""
    for link in body.root.iter("a"):
        text = "".join(link.said.split())
        if "href" in link.attrs and text and len(text) < _LEAST:
            yield Problem("cms/short", body.place(link.line), {"text": link.said, "least": _LEAST})


@rule("cms/stripped", bad='<p class="caution" style="color:red">', good="<p><strong>【注意】</strong>")
def stripped(body: CmsBody) -> Iterator[Problem]:
    """A body holds no element and no attribute that a CMS strips: style, script, class, ``details``."""
    tags = _TAGS | ({"details", "summary"} if body.options.details else set())
    tags |= {"ruby", "rt", "rp"} if body.options.ruby else set()
    for element in body.root.iter():
        if element.tag and element.tag not in tags:
            yield Problem("cms/stripped", body.place(element.line), {"what": f"<{element.tag}>"})
        for key in element.attrs.keys() - _ATTRS:
            what = f'<{element.tag} {key}="…">'
            yield Problem("cms/stripped", body.place(element.line), {"what": what})


@rule("cms/place", bad='<h2 id="main">', good='<h2 id="manual-main">')
def place(body: CmsBody) -> Iterator[Problem]:
    """Names of places begin as the settings say, each once, and links lead to one that is there."""
    ids = Counter(element.attrs["id"] for element in body.root.iter() if "id" in element.attrs)
    for element in body.root.iter():
        own, goal = element.attrs.get("id"), element.attrs.get("href", "")
        if own is not None and (ids[own] > 1 or not own.startswith(body.options.prefix)):
            yield _place(body.place(element.line), own)
        if goal.startswith("#") and goal[1:] not in ids:
            yield _place(body.place(element.line), goal)


def _place(where: Place, text: str) -> Problem:
    return Problem("cms/place", where, {"name": text})
