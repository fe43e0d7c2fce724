"""What only 新旧対照表 and 正誤表 have: tables with columns of their own, a warning, pages of this document.

No directive makes these nodes, but `tebiki.sphinxext.papers`.
"""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from ..content.papers import Cell, Columns
from ..messages import say
from .components import Component
from .directives.screen import screen, typst_picture
from .html.base import PageWriter
from .html.markup import tag, text_html
from .typst.blocks import BlockWriter, elements
from .typst.calls import array, call, group, lines, literal


class columns(nodes.table):
    """A table; ``look`` and ``widths`` as of `Columns`."""


class alarm(nodes.General, nodes.Element):
    """A warning in a frame: its ``title`` and its paragraphs."""


class place_mark(nodes.Invisible, nodes.Element):
    """A place by its id."""


class signed_by(nodes.paragraph):
    """Who speaks, at the right."""


class page_range(nodes.inline):
    """Words before the pages from the place ``first`` to the place ``last``."""


class strip(screen):
    """A picture cut to what has changed, as wide as its column at most."""


def columns_node(part: Columns, entry: Callable[[Cell], nodes.entry]) -> columns:
    """The node of a table; ``entry`` makes those of cells."""
    shown = nodes.tgroup("", cols=len(part.widths))
    shown += [nodes.colspec("", colwidth=1) for _ in part.widths]
    if part.head:
        heads = (nodes.entry("", nodes.paragraph("", "", nodes.Text(text))) for text in part.head)
        shown += nodes.thead("", nodes.row("", *heads))
    shown += nodes.tbody("", *(nodes.row("", *map(entry, row)) for row in part.rows))
    return columns("", shown, classes=["sides"], look=part.look, widths=list(part.widths))


def columns_typst(blocks: BlockWriter, node: columns) -> str:
    """A call with the widths, the head, and a row each."""
    heads = [cell for head in node.findall(nodes.thead) for cell in head.findall(nodes.entry)]
    rows = [row for body in node.findall(nodes.tbody) for row in body.findall(nodes.row)]
    head = array(call("list-head", *map(blocks.content, elements(cell))) for cell in heads)
    cells = (array(group(blocks.blocks(cell.children)) for cell in elements(row)) for row in rows)
    return lines("columns-table", literal(node["look"]), array(node["widths"]), head, *cells)


def alarm_typst(blocks: BlockWriter, node: alarm) -> str:
    """A call with the title and the paragraphs."""
    return lines("alarm-frame", literal(node["title"]), *blocks.blocks(node.children))


def alarm_html(page: PageWriter, node: alarm) -> None:
    """A box of the pages, as warnings of manuals have it."""
    page.out(tag("div", cls="box caution"), "\n", tag("p", cls="bt"), text_html(node["title"]), "</p>\n")
    page.walk(node.children)
    page.out("</div>\n")


def mark_typst(blocks: BlockWriter, node: place_mark) -> str:
    """Nothing but the place."""
    del blocks
    return call("place-mark", literal(node["ids"][0]))


def mark_html(page: PageWriter, node: place_mark) -> None:
    """Nothing: a page of the web has no pages of print."""
    del page, node


def signed_typst(blocks: BlockWriter, node: signed_by) -> str:
    """At the right."""
    return call("signed-by", blocks.content(node))


def signed_html(page: PageWriter, node: signed_by) -> None:
    """A paragraph."""
    page.element(node, "<p>", "</p>\n")


def pages_typst(blocks: BlockWriter, node: page_range) -> str:
    """The words and the pages, as the template counts them."""
    return call("page-range", literal(node["first"]), literal(node["last"]), blocks.content(node))


def pages_html(page: PageWriter, node: page_range) -> None:
    """The words, and a link to the first place: a page of the web has no pages to name."""
    page.walk(node.children)
    page.out(tag("a", href=f"#{node['first']}"), text_html(say("compare/details-link", "ja")), "</a>")


def strip_typst(blocks: BlockWriter, node: strip) -> str:
    """The picture with its width in pixels: a small one is not made larger than in the manual."""
    return call("strip", *typst_picture(blocks, node), str(node["width"]))


COMPONENT = Component(
    nodes=(columns, alarm, place_mark, signed_by, page_range, strip),
    html={alarm: alarm_html, place_mark: mark_html, signed_by: signed_html, page_range: pages_html},
    typst={
        columns: columns_typst,
        alarm: alarm_typst,
        place_mark: mark_typst,
        signed_by: signed_typst,
        page_range: pages_typst,
        strip: strip_typst,
    },
)
