"""A page of a finished site, read once: its tree with lines, and where its markup is not as written.

The tokens are those of the standard library's parser. Our own pages close what they open, so the
tree is the one that a browser sees; what of a page a browser would see otherwise is a `Mistake`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final, Literal

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
    """

    tag: str
    line: int
    attrs: dict[str, str]
    lang: str = ""
    main: bool = False
    children: list[Element | str] = field(default_factory=list, repr=False)
    quoted: bool = False

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
        return " ".join("".join(text for _, text in self.texts(UNSEEN)).split())

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


class _Reader(HTMLParser):
    """Makes the tree; called for each tag of a page, several times in a build."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", 1, {})
        #: The elements that are open, and their names.
        self.open, self.tags = [self.root], [""]
        self.ids: set[str] = set()
        self.mistakes: list[Mistake] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            values = _first_values(attrs)
            self._note("attribute-twice", tag)
        if tag in _NESTS_NOT and tag in self.tags:
            self._note("nested", tag)
        if tag in _ENDS_P and "p" in self.tags:
            self._note("ends-p", tag)
        if "id" in values:
            self._look_at_id(values["id"])
        above = self.open[-1]
        lang = values.get("lang", above.lang)
        quoted = above.quoted or values.get("translate") == "no"
        here = Element(tag, self.lineno, values, lang, above.main or tag == "main", [], quoted)
        above.children.append(here)
        if tag not in VOID:
            self._begin(here)

    def _begin(self, here: Element) -> None:
        """Open an element; what comes until its end is within it."""
        self.open.append(here)
        self.tags.append(here.tag)
        if len(self.open) > DEEPEST:
            raise TooDeepError(here.line)

    def _look_at_id(self, name: str) -> None:
        if name in self.ids or not name:
            self._note("id", name)
        self.ids.add(name)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in VOID:
            return
        if _FOREIGN.isdisjoint(self.tags):
            self._note("solidus", tag)
        else:
            self._end(-1)

    def handle_endtag(self, tag: str) -> None:
        if self.tags[-1] == tag:
            self._end(-1)
            return
        self._note("stray-end", tag)
        if tag in self.tags:
            self._end(len(self.tags) - 1 - self.tags[::-1].index(tag))

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def finish(self) -> None:
        """Elements that are open still have no end."""
        self.close()
        for here in self.open[1:]:
            self._note("no-end", here.tag, here.line)

    def _end(self, index: int) -> None:
        """End an open element and all within it."""
        del self.open[index:], self.tags[index:]

    def _note(self, kind: MistakeKind, name: str, line: int | None = None) -> None:
        self.mistakes.append(Mistake(self.lineno if line is None else line, kind, name))


def _first_values(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    """Attributes by name; of one that stands twice the first counts."""
    values: dict[str, str] = {}
    for name, value in attrs:
        values.setdefault(name, value or "")
    return values


@lru_cache(_REMEMBERED)
def read_page(text: str) -> PageTree:
    """A page's text, read. Not to be changed: the same text is read once. Raises `TooDeepError`."""
    reader = _Reader()
    reader.feed(text)
    reader.finish()
    return PageTree(reader.root, tuple(reader.mistakes), tuple(_hidden(text)))


def _hidden(text: str) -> Iterator[tuple[int, str]]:
    if not _HIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((number, match[0].replace("\0", "NUL")) for match in _HIDDEN.finditer(line))


def read_tree(text: str) -> Element:
    """The tree alone of `read_page`. Raises `TooDeepError`."""
    return read_page(text).root
