"""What all parts of the HTML translator share: walking children, refusing the unknown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from ...errors import fail
from ..state import place_of, publication


class Base(SphinxTranslator):
    """A writer from nothing: no class, id or word of docutils gets into a page.

    Sphinx reads ``fragment``, ``title`` and ``meta`` after the walk.
    """

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.publication = publication(builder.config)
        self.words = self.publication.words
        self.fragment: list[str] = []
        self.title: list[str] = []
        self.meta: list[str] = ["", ""]
        #: Depth of the section that is being written; its heading's level.
        self.level = 0

    def out(self, *parts: str) -> None:
        """Add to the page."""
        self.fragment.extend(parts)

    def walk(self, children: Iterable[nodes.Node]) -> None:
        """Write nodes in this order, whatever order the tree has."""
        for child in children:
            child.walkabout(self)

    def element(self, node: nodes.Element, start: str, end: str) -> NoReturn:
        """Write ``node`` whole between two tags; call it last."""
        self.out(start)
        self.walk(node.children)
        self.out(end)
        raise nodes.SkipNode

    def astext(self) -> str:
        """The page's body."""
        return "".join(self.fragment)

    def visit_document(self, node: nodes.Element) -> None:
        """A page, or a piece of one that Sphinx wants rendered."""

    depart_document = visit_document

    def unknown_visit(self, node: nodes.Node) -> None:
        """Refuse what this page has no form for, rather than drop or mangle it."""
        fail("html/node", place_of(node), type=type(node).__name__)
