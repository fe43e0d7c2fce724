"""A finished page as a tree that knows its lines; standard library only.

Our own pages close what they open. A page from elsewhere may not: what is left open ends with the
element around it, which is near enough to a browser for what the rules ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

#: Elements within each other beyond which nobody's page goes.
DEEPEST: Final = 200
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: What begins a line of its own.
_LINES: Final = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "tr", "div", "section", "figcaption", "caption", "br", "summary"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "title", "main", "body", "ul", "ol", "dl", "table"}
)
_UNSEEN: Final = frozenset({"rt", "rp", "script", "style"})


class TooDeepError(Exception):
    """The page nests deeper than any page does; ``line`` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True, eq=False)
class Element:
    """An element: its line and attributes; its language and whether it is in ``main``; what is within."""

    tag: str
    line: int
    attrs: dict[str, str]
    lang: str = ""
    main: bool = False
    children: list[Element | str] = field(default_factory=list, repr=False)

    @property
    def classes(self) -> frozenset[str]:
        """The names in ``class``."""
        return frozenset(self.attrs.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        """The elements directly within."""
        return [child for child in self.children if isinstance(child, Element)]

    def first(self, *tags: str) -> Element | None:
        """The first of these elements below, or None."""
        return next((found for found in self.iter(*tags) if found is not self), None)

    def iter(self, *tags: str) -> Iterator[Element]:
        """It and all elements below, in order; with ``tags`` only those."""
        stack = [self]
        while stack:
            here = stack.pop()
            if not tags or here.tag in tags:
                yield here
            stack.extend(child for child in reversed(here.children) if isinstance(child, Element))

    def texts(self, unseen: frozenset[str] = frozenset()) -> Iterator[tuple[Element, str]]:
        """Each run of text below with the element that holds it, in order, without elements of ``unseen``."""
        stack: list[tuple[Element, Element | str]] = [(self, self)]
        while stack:
            holder, here = stack.pop()
            if isinstance(here, str):
                yield holder, here
            elif here.tag not in unseen:
                stack.extend((here, child) for child in reversed(here.children))

    @property
    def text(self) -> str:
        """All text that is seen below, without readings, blanks as one blank."""
        return " ".join("".join(text for _, text in self.texts(_UNSEEN)).split())

    @property
    def said(self) -> str:
        """The text and the alts below."""
        return " ".join([self.text, *(image.attrs.get("alt", "") for image in self.iter("img"))]).strip()


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on lines of its own, in one language: ``tag`` is that of the innermost element."""

    line: int
    tag: str
    lang: str
    text: str


def blocks(root: Element) -> Iterator[Block]:
    """The seen texts of a page in pieces, in order; alts and what else is spoken as pieces, too."""
    stack: list[Element | str | None] = [root]
    holders, parts = [root], list[str]()
    at = root
    while stack:
        here = stack.pop()
        if here is None:
            ended = holders.pop()
            if ended.tag in _LINES or ended.lang != holders[-1].lang:
                yield from _piece(at, parts)
        elif isinstance(here, str):
            at = at if parts else holders[-1]
            parts.append(here)
        elif here.tag not in _UNSEEN:
            if here.tag in _LINES or here.lang != holders[-1].lang:
                yield from _piece(at, parts)
            yield from _spoken(here)
            holders.append(here)
            stack.append(None)
            stack.extend(reversed(here.children))
    yield from _piece(at, parts)


def _piece(at: Element, parts: list[str]) -> Iterator[Block]:
    """The block that the parts make, if they say anything; they are taken."""
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield Block(at.line, at.tag, at.lang, text)


def _spoken(element: Element) -> Iterator[Block]:
    for name in ("alt", "aria-label", "title", "content"):
        text = " ".join(element.attrs.get(name, "").split())
        if text and (name != "content" or element.attrs.get("name") in {"description", "author"}):
            yield Block(element.line, name, element.lang, text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", 1, {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        above, values = self.open[-1], {name: value or "" for name, value in attrs}
        line, lang = self.getpos()[0], values.get("lang", above.lang)
        here = Element(tag, line, values, lang, above.main or tag == "main")
        above.children.append(here)
        if tag in _VOID:
            return
        self.open.append(here)
        if len(self.open) > DEEPEST:
            raise TooDeepError(line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_tree(text: str) -> Element:
    """The tree of a page's text, below a root without a name. Raises `TooDeepError`."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root
