"""The body of a page for a CMS: what stands in ``main``, made to read in order without any style.

What the site says by its style, a body says in words: the numbers of steps and remedies, the kind
of a box, that numbers below a picture are those in it. Boxes become lists of a term and its
description, which every browser sets apart by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ..content import ruby
from ..content.settings import Cms
from ..content.words import Words
from ..output.page_tree import Element
from .addresses import Addresses
from .html import Node, element
from .inline import Inline, classes, is_inline

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS: Final = frozenset({"section", "div", "figure", "main", "article", "nav"})


@dataclass(slots=True)
class Body:
    """Makes the body of one page; ``place`` is ``(folder, page)``. For one use."""

    options: Cms
    words: Words
    addresses: Addresses
    place: tuple[str, str]
    inline: Inline = field(init=False)
    #: Names of places whose element has not come yet.
    _waiting: list[str] = field(default_factory=list)
    _level: int = 0

    def __post_init__(self) -> None:
        """The part for what stands within a line."""
        self.inline = Inline(self.options, self.addresses, self.place)

    def of(self, main: Element) -> list[Element]:
        """The blocks of a page's ``main``."""
        return list(self.flow(main.children))

    def flow(self, children: Iterable[Node]) -> Iterator[Element]:
        """Blocks; what stands in a line without a block around it becomes a paragraph."""
        line: list[Node] = []
        for child in children:
            if is_inline(child):
                line.append(child)
                continue
            yield from self._paragraph(line)
            line = []
            assert isinstance(child, Element)
            yield from self.block(child)
        yield from self._paragraph(line)

    def block(self, here: Element) -> Iterator[Element]:
        """One block of the site as blocks of the body."""
        if name := here.attrs.get("id"):
            self._waiting.append(name)
        known = classes(here)
        for name, make in self._by_class().items():
            if name in known:
                yield from make(here)
                return
        if here.tag in _HEADINGS:
            yield from self._heading(here)
        elif here.tag in _CONTAINERS:
            yield from self.flow(here.children)
        else:
            yield self._kept(here)

    def _by_class(self) -> dict[str, Callable[[Element], Iterator[Element]]]:
        return {
            "box": self._box,
            "btns": self._links,
            "links": self._links,
            "glance": self._glance,
            "legend": self._legend,
            "differs": self._opens,
            "remedy": self._remedy,
        }

    def _paragraph(self, line: list[Node]) -> Iterator[Element]:
        found = self.inline.nodes(line)
        if any(isinstance(node, Element) or node.strip() for node in found):
            yield self._named(element("p", found))

    def _named(self, made: Element) -> Element:
        """Give the first element that can bear it the name of the place that it begins."""
        if self._waiting:
            made.attrs = {"id": self.addresses.place(self._waiting.pop(0)), **made.attrs}
        return made

    def _heading(self, here: Element) -> Iterator[Element]:
        level = _HEADINGS[here.tag] + self.options.heading - 2 + self.options.title
        if here.tag == "h1" and not self.options.title:
            return  # the CMS has a field for it
        self._level = level
        yield self._named(element(f"h{level}", self.inline.nodes(here.children)))

    def _kept(self, here: Element) -> Element:
        """An element that a body may hold as it is: lists, tables, paragraphs."""
        attrs = {key: here.attrs[key] for key in ("scope", "lang", "translate", "start") if key in here.attrs}
        made = self._named(element(here.tag, **attrs))
        made.children.extend(self._content(here))
        return made

    def _content(self, here: Element) -> Iterator[Node]:
        if all(is_inline(child) for child in here.children) and here.tag not in {"ul", "ol", "dl"}:
            yield from self.inline.nodes(here.children)
        elif here.tag in {"li", "dd", "td", "th"}:
            yield from self.flow(here.children)
        else:
            for child in here.children:
                if isinstance(child, Element):
                    # A group of a list of terms is there for its look.
                    yield from self._content(child) if child.tag == "div" else (self._kept(child),)

    def _terms(self, title: Iterable[Node], content: Iterable[Element]) -> Element:
        made = self._named(element("dl"))
        made.children += [element("dt", [element("strong", title)]), element("dd", content)]
        return made

    def _box(self, here: Element) -> Iterator[Element]:
        kind = next((name for name in classes(here) if name not in {"box", "banner"}), "")
        heads = [child for child in here.children if isinstance(child, Element) and "bt" in classes(child)]
        title = self.inline.nodes(heads[0].children) if heads else []
        if f"box.{kind}" in self.words.table:
            title = self._kind(self.words(f"box.{kind}"), heads[0].text if heads else "", title)
        made = self._terms(title, ())
        rest = [child for child in here.children if child not in heads]
        made.children[1] = element("dd", self.flow(rest))
        yield made

    def _kind(self, kind: str, said: str, title: list[Node]) -> list[Node]:
        """The kind of a box in words, before its title unless that says no more."""
        if said != (plain := ruby.plain(kind)) and plain.casefold() in said.casefold():
            return title  # 「メールが届くまで待ちます」 needs no 「待ちます」 before it
        before, _, after = self.words("cms.box").partition("{kind}")
        more = [] if said == plain else title
        return [before, *self.inline.said(kind), after if more else after.rstrip(" :"), *more]

    def _links(self, here: Element) -> Iterator[Element]:
        items = [child for child in here.children if isinstance(child, Element)]
        yield self._named(element("ul", [element("li", self.inline.nodes([item])) for item in items]))

    def _glance(self, here: Element) -> Iterator[Element]:
        """The list of steps: a number that a style took away would be lost."""
        made = self._named(element("ul"))
        for item in (child for child in here.children if isinstance(child, Element)):
            content = list(self._content(self._numbered(item)))
            made.children.append(element("li", content))
        yield made

    def _numbered(self, here: Element) -> Element:
        """A copy of an item of the list of steps with its number in words."""
        if "n" in classes(here):
            return element("span", self.inline.said(self.words("step", n=here.text)))
        within = [child if isinstance(child, str) else self._numbered(child) for child in here.children]
        return Element(here.tag, here.line, here.attrs, here.lang, here.main, within)

    def _legend(self, here: Element) -> Iterator[Element]:
        yield self._named(element("p", self.inline.said(self.words("cms.marks"))))
        yield self._kept(here)

    def _opens(self, here: Element, title: list[Node] | None = None) -> Iterator[Element]:
        """What opens on a click: open, or as it is where the CMS takes that."""
        summary = next(here.iter("summary"), Element("summary", here.line, {}))
        title = self.inline.nodes(summary.children) if title is None else title
        rest = [child for child in here.children if child is not summary]
        if self.options.details:
            made = self._named(element("details", [element("summary", title)]))
            made.children.extend(self.flow(rest))
        else:
            made = self._terms(title, ())
            made.children[1] = element("dd", self.flow(rest))
        yield made

    def _remedy(self, here: Element) -> Iterator[Element]:
        """A remedy: its number in words, as links to it say it; a heading of its own where one fits."""
        summary = next(here.iter("summary"), Element("summary", here.line, {}))
        number = next((bold for bold in summary.iter("b") if "no" in classes(bold)), Element("b", 0, {}))
        rest = [child for child in summary.children if child is not number]
        title = [*self.inline.said(self.words("remedy", n=number.text)), *self.inline.nodes(rest)]
        if self.options.details or self._level >= max(_HEADINGS.values()):
            yield from self._opens(here, title)
            return
        yield self._named(element(f"h{self._level + 1}", title))
        yield from self.flow(child for child in here.children if child is not summary)
