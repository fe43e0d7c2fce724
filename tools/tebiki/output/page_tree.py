"""A page of a finished site, read once: its tree with lines, and where its markup is not as written.

The tokens are those of the standard library's parser; a page whose markup is as plain as ours is cut
into the same tokens quicker (`plain_markup`). Our own pages close what they open, so the tree is the one
that a browser sees; what of a page a browser would see otherwise is a `Mistake`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final, Literal

from .plain_markup import cut_plain

#: Elements within each other beyond which nobody's page goes.
DEEPEST: Final = 200
#: How many pages are remembered, by their text: a build and a server ask for the same ones again.
#: A tree takes about half a megabyte.
_REMEMBERED: Final = 64
#: Elements without content or end tag.
VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: What a browser's parser ends by itself when the same begins within it.
_NESTS_NOT: Final = frozenset({"a", "button", "form", "option"})
#: What ends a paragraph that is open: a browser would then see another tree than the one written.
_ENDS_P: Final = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "ul"}
)
#: Elements whose text nobody sees, or sees beside the text that it belongs to.
UNSEEN: Final = frozenset({"rt", "rp", "script", "style"})

#: What begins elements of another language, where a slash ends an element.
_FOREIGN: Final = frozenset({"svg", "math"})
#: What a parser passes over and what it ends there: comments, declarations, processing instructions, end
#: tags without a name, NUL. Parsers differ in where these end (versions of the standard library's, too),
#: so that for one of them an element may stand in them and for another behind them.
_HIDDEN: Final = re.compile(r"<(?:!(?!(?i:doctype html>))(?:--)?|\?|/(?![A-Za-z]))|\0")

MistakeKind = Literal["attribute-twice", "nested", "ends-p", "id", "stray-end", "solidus", "no-end"]


class TooDeepError(Exception):
    """The page nests deeper than any page does; ``line`` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True, eq=False)
class Element:
    """An element: its line and attributes; its language and whether it is in ``main``; what is within.

    ``quoted``: within what is not to be translated (``translate="no"``), words of somebody else.
    ``order``: all elements of a page that was read, in the order of their start tags, of which those from
    ``at`` to before ``after`` are it and what is below; None for one that was not read. What was read is
    not changed.
    """

    tag: str
    line: int
    attrs: dict[str, str]
    lang: str = ""
    main: bool = False
    children: list[Element | str] = field(default_factory=list, repr=False)
    quoted: bool = False
    order: list[Element] | None = field(default=None, repr=False)
    at: int = field(default=0, repr=False)
    after: int = field(default=0, repr=False)

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
        """It and all elements below, in the order of their start tags; with ``tags`` only those."""
        if self.order is None:
            return self._walk(tags)
        found = self.order[self.at : self.after]
        return iter([here for here in found if here.tag in tags] if tags else found)

    def _walk(self, tags: tuple[str, ...]) -> Iterator[Element]:
        stack = [self]
        while stack:
            here = stack.pop()
            if not tags or here.tag in tags:
                yield here
            stack += [child for child in reversed(here.children) if isinstance(child, Element)]

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
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            here = stack.pop()
            if isinstance(here, str):
                parts.append(here)
            elif here.tag not in UNSEEN:
                stack += here.children[::-1]
        return " ".join("".join(parts).split())

    @property
    def said(self) -> str:
        """The text and the alts below."""
        return " ".join([self.text, *(image.attrs.get("alt", "") for image in self.iter("img"))]).strip()


@dataclass(frozen=True, slots=True)
class Mistake:
    """Markup that a browser would mend in silence. ``name``: the tag, or the id for ``id``."""

    line: int
    kind: MistakeKind
    name: str


@dataclass(frozen=True, slots=True)
class PageTree:
    """A page: its tree below a root without a name, and its mistakes in order.

    ``hidden``: lines with how begins there what is no element and no text (``<!--``); a page that is to be
    believed has none, because another parser may see elements in it.
    """

    root: Element
    mistakes: tuple[Mistake, ...]
    hidden: tuple[tuple[int, str], ...]


class _Tree:
    """Makes the tree of a page's tokens, each with its line."""

    def __init__(self) -> None:
        self.root = Element("", 1, {})
        #: All elements so far; those that are open, and their names.
        self.order = [self.root]
        self.open, self.tags = [self.root], [""]
        self.ids: set[str] = set()
        self.mistakes: list[Mistake] = []
        self.root.order = self.order

    def start(self, tag: str, values: dict[str, str], line: int) -> None:
        """A start tag with its attributes."""
        if tag in _NESTS_NOT and tag in self.tags:
            self.note("nested", tag, line)
        if tag in _ENDS_P and "p" in self.tags:
            self.note("ends-p", tag, line)
        if "id" in values:
            self._look_at_id(values["id"], line)
        above, order = self.open[-1], self.order
        at = len(order)
        here = Element(
            tag,
            line,
            values,
            values.get("lang", above.lang),
            above.main or tag == "main",
            [],
            above.quoted or values.get("translate") == "no",
            order,
            at,
            at + 1,
        )
        above.children.append(here)
        order.append(here)
        if tag not in VOID:
            self._begin(here)

    def _begin(self, here: Element) -> None:
        """Open an element; what comes until its end is within it."""
        self.open.append(here)
        self.tags.append(here.tag)
        if len(self.open) > DEEPEST:
            raise TooDeepError(here.line)

    def _look_at_id(self, name: str, line: int) -> None:
        if name in self.ids or not name:
            self.note("id", name, line)
        self.ids.add(name)

    def start_and_end(self, tag: str, line: int) -> None:
        """A slash at the end of the start tag that came last."""
        if tag in VOID:
            return
        if _FOREIGN.isdisjoint(self.tags):
            self.note("solidus", tag, line)
        else:
            self._close(-1)

    def end(self, tag: str, line: int) -> None:
        """An end tag."""
        if self.tags[-1] == tag:
            self._close(-1)
            return
        self.note("stray-end", tag, line)
        if tag in self.tags:
            self._close(len(self.tags) - 1 - self.tags[::-1].index(tag))

    def finish(self) -> None:
        """Elements that are open still have no end."""
        for here in self.open[1:]:
            self.note("no-end", here.tag, here.line)
        self._close(0)

    def _close(self, index: int) -> None:
        """End an open element and all within it."""
        for here in self.open[index:]:
            here.after = len(self.order)
        del self.open[index:], self.tags[index:]

    def note(self, kind: MistakeKind, name: str, line: int) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(line, kind, name))


class _Reader(HTMLParser):
    """Gives the tokens of a page in any form to its tree."""

    def __init__(self, tree: _Tree) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = tree

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            values = _first_values(attrs)
            self.tree.note("attribute-twice", tag, self.lineno)
        self.tree.start(tag, values, self.lineno)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.tree.start_and_end(tag, self.lineno)

    def handle_endtag(self, tag: str) -> None:
        self.tree.end(tag, self.lineno)

    def handle_data(self, data: str) -> None:
        self.tree.open[-1].children.append(data)


def _first_values(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    """Attributes by name; of one that stands twice the first counts."""
    values: dict[str, str] = {}
    for name, value in attrs:
        values.setdefault(name, value or "")
    return values


@lru_cache(_REMEMBERED)
def read_page(text: str) -> PageTree:
    """A page's text, read. Not to be changed: the same text is read once. Raises `TooDeepError`."""
    tree = _plain_tree(text) or _any_tree(text)
    tree.finish()
    return PageTree(tree.root, tuple(tree.mistakes), tuple(_hidden(text)))


def _plain_tree(text: str) -> _Tree | None:
    """The tree of a page of plain markup; None where some of it is not."""
    tokens = cut_plain(text)
    if tokens is None:
        return None
    tree = _Tree()
    for line, tag, values, data in tokens:
        if values is not None:
            tree.start(tag, dict(values), line)
        elif tag:
            tree.end(tag, line)
        if data:
            tree.open[-1].children.append(data)
    return tree


def _any_tree(text: str) -> _Tree:
    """The tree of a page in any form."""
    tree = _Tree()
    reader = _Reader(tree)
    reader.feed(text)
    reader.close()
    return tree


def _hidden(text: str) -> Iterator[tuple[int, str]]:
    if not _HIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((number, match[0].replace("\0", "NUL")) for match in _HIDDEN.finditer(line))


def read_tree(text: str) -> Element:
    """The tree alone of `read_page`. Raises `TooDeepError`."""
    return read_page(text).root
