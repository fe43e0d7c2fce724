"""What all parts of the HTML translator share: walking children, refusing the unknown, common forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from posixpath import join
from typing import Any, ClassVar, NoReturn

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from ...errors import fail
from ..dispatch import function_of
from ..node_kinds import PrintOnly
from ..places import place_of
from ..state import publication
from .markup import tag


class PageWriter(SphinxTranslator):
    """A writer from nothing: no class, id or word of docutils gets into a page.

    Sphinx reads ``fragment``, ``title`` and ``meta`` after the walk.
    """

    #: Node class → function that writes it whole, beside the visitors of docutils' own nodes.
    functions: ClassVar[Mapping[type[Any], Callable[[Any, Any], None]]] = {}

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.publication = publication(builder.config)
        self.words = self.publication.words
        self.fragment: list[str] = []
        self.title: list[str] = []
        self.meta: list[str] = ["", ""]
        #: Depth of the section that is being written; its heading's level.
        self.level = 0
        #: How many steps have begun.
        self.steps = 0

    @property
    def docname(self) -> str:
        """The page that is being written."""
        return str(getattr(self.builder, "current_docname", ""))

    @property
    def image_folder(self) -> str:
        """Where pictures lie, seen from the page."""
        return str(getattr(self.builder, "imgpath", ""))

    def dispatch_visit(self, node: nodes.Node) -> None:
        """By the function of the node's class or of a base class, else by docutils' visitor."""
        if isinstance(node, PrintOnly):
            raise nodes.SkipNode
        if write := function_of(node, self.functions):
            write(self, node)
            raise nodes.SkipNode
        super().dispatch_visit(node)

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

    def picture(self, node: nodes.Element, width: int, height: int) -> str:
        """An image; its size is given so that the page does not jump when it arrives.

        From the second step on it is fetched when a reader gets near it, or prints.
        """
        return tag(
            "img",
            src=join(self.image_folder, node["file"]),
            alt=node["alt"],
            lang=node.get("foreign"),
            width=width,
            height=height,
            loading="lazy" if self.steps > 1 else None,
        )

    def button(self, link: nodes.reference, look: str) -> None:
        """A link that looks like a button."""
        uri = link["refuri"] if "refuri" in link else "#" + link["refid"]
        self.out(tag("a", cls=look, href=uri))
        self.walk(link.children)
        self.out("</a>\n")

    def box_title(self, title: nodes.Node) -> None:
        """The first line of a box."""
        self.out(tag("p", cls="bt"))
        self.walk(title.children)
        self.out("</p>\n")

    def details(self, node: nodes.Element, look: str, before: str = "") -> None:
        """A title that opens what is under it."""
        title, *rest = node.children
        identifier = next(iter(node["ids"]), None)
        self.out(tag("details", cls=look, id=identifier), f"<summary>{before}<span>")
        self.walk(title.children)
        self.out('</span></summary>\n<div class="in">\n')
        self.walk(rest)
        self.out("</div></details>\n")

    def astext(self) -> str:
        """The page's body."""
        return "".join(self.fragment)

    def visit_document(self, node: nodes.Element) -> None:
        """A page, or a piece of one that Sphinx wants rendered."""

    depart_document = visit_document

    def unknown_visit(self, node: nodes.Node) -> None:
        """Refuse what this page has no form for, rather than drop or mangle it."""
        fail("html/node", place_of(node), type=type(node).__name__)


def references(nodes_: Iterable[nodes.Node]) -> Iterator[nodes.reference]:
    """Every link below these nodes, in order."""
    for node in nodes_:
        yield from node.findall(nodes.reference)
