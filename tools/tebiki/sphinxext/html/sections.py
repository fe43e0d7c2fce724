"""Headings and what stands under them: steps, units with a picture, the top of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NoReturn

from docutils import nodes

from ..directives.differs import differs
from ..directives.glance import glance
from ..directives.qr import qr
from ..directives.screen import screen
from ..node_kinds import PrintOnly
from ..rows import lead
from ..state import manual_of
from .base import PageWriter
from .markup import tag, text_html
from .pages import edition_line


def arranged(section: nodes.Element) -> list[nodes.Node]:
    """A section's parts in the order of the page: what differs comes last, before inner sections."""

    def rank(node: nodes.Node) -> int:
        return 2 if isinstance(node, nodes.section) else 1 if isinstance(node, differs) else 0

    return sorted(section.children, key=rank)


def shown(node: nodes.Node) -> bool:
    """Whether a part of a section is more than its heading and what only print has."""
    return not isinstance(node, nodes.title | nodes.comment | nodes.target | PrintOnly)


def with_glance(section: nodes.Node) -> bool:
    """Whether the list of steps stands in this section."""
    return isinstance(section, nodes.section) and any(isinstance(n, glance) for n in section.children)


def short(section: nodes.Node) -> bool:
    """Whether a section is text alone, so that it may stand beside the list of steps."""
    return isinstance(section, nodes.section) and not any(
        isinstance(n, nodes.section | screen | qr | nodes.table) for n in section.children
    )


def rows(parts: Iterable[nodes.Node]) -> Iterator[list[nodes.Node]]:
    """Parts in rows: each has one screen, which stands beside its text on wide pages."""
    row: list[nodes.Node] = []
    for part in parts:
        if isinstance(part, screen) and pictures(row):
            start = lead(row, len(row))
            yield row[:start]
            row = row[start:]
        row.append(part)
    yield row


def pictures(parts: Iterable[nodes.Node]) -> list[screen]:
    """The screens among these parts."""
    return [part for part in parts if isinstance(part, screen)]


class SectionVisitors(PageWriter):
    """Visitors of sections and their headings."""

    def visit_section(self, node: nodes.Element) -> None:
        """A section with its heading; the page's own is ``main``."""
        if not any(map(shown, node.children)):
            raise nodes.SkipNode
        self.level += 1
        if self.level == 1:
            self.page(node)
        else:
            self.out(tag("section", cls=self.kind(node), id=next(iter(node["ids"]), None)), "\n")
            self.walk_beside(node)
            self.out("</section>\n")
        self.level -= 1
        raise nodes.SkipNode

    @staticmethod
    def kind(section: nodes.Element) -> str | None:
        """The class of a section: a step, a text with its picture beside it, or none."""
        if "step" in section:
            return "step"
        inner = any(isinstance(child, nodes.section) for child in section.children)
        return "unit" if pictures(section.children) and not inner else None

    def walk_beside(self, section: nodes.Element) -> None:
        """Write a section's parts; where it has pictures apart, each but the first gets a row of its own."""
        parts = arranged(section)
        if self.kind(section) is None:
            self.walk(parts)
            return
        first, *others = rows(parts)
        self.row(first)
        for row in others:
            self.out(tag("div", cls="unit"), "\n")
            self.row(row)
            self.out("</div>\n")

    def row(self, parts: Iterable[nodes.Node]) -> None:
        """Write parts; the picture and its legend are one block, whose picture may stand beside the rest."""
        for part in parts:
            beside = isinstance(part, screen)
            self.out(*[tag("div", cls="beside"), "\n"] * beside)
            part.walkabout(self)
            self.out("</div>\n" * beside)

    def page(self, section: nodes.Element) -> None:
        """The top section: heading, edition, then the rest; a short text pairs with the list of steps."""
        children = arranged(section)
        pairs = [a for a, b in pairwise(children) if short(a) and with_glance(b)]
        for child in children:
            if child in pairs:
                self.out(tag("div", cls="pair"), "\n")
            child.walkabout(self)
            if with_glance(child) and pairs:
                self.out("</div>\n")

    def heading(self, node: nodes.Element, section: nodes.section) -> NoReturn:
        """A heading of its section's level; under the page's own, the line of its edition."""
        top = self.level == 1
        self.out(tag(f"h{self.level}", id=next(iter(section["ids"]), None) if top else None))
        if "step" in section:
            self.steps += 1
            self.out(self.numbered("step", section["step"]), " ")
        self.walk(node.children)
        self.out(f"</h{self.level}>\n")
        if top:
            self.out(*self.under_heading())
        raise nodes.SkipNode

    def under_heading(self) -> Iterator[str]:
        """The line under the page's own heading: its edition."""
        line = edition_line(self.publication, manual_of(self.config, self.docname))
        yield tag("p", cls="edition") + line + "</p>\n"

    def numbered(self, key: str, number: int) -> str:
        """A step's label with its number larger."""
        before, digits, after = self.words(key, n=number).partition(str(number))
        return f'<span class="n">{text_html(before)}<b>{digits}</b>{text_html(after)}</span>'
