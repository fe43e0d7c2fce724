"""What papers to be signed hold besides text: tables of given widths, ticks, a warning; no directive makes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docutils import nodes

from ...content.papers import Alarm, Cell, Line, PlaceMark, Sheet, SignedBy, Ticked
from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag, text_html
from ..typst.blocks import BlockWriter
from ..typst.calls import array, call, group, lines, literal

#: A small square with a tick, and one to be ticked.
_TICK: Final = "☑ "
_BOX: Final = "□ "


class sheet(nodes.table):
    """A table; ``look`` and ``columns`` as of `Sheet`."""


class ticked(nodes.bullet_list):
    """Sentences with a tick each."""


class alarm(nodes.Element):
    """A warning in a frame: its paragraphs; ``title`` and ``ways`` (texts) as of `Alarm`."""


class place_mark(nodes.Element):
    """A place by its id."""


class signed_by(nodes.paragraph):
    """Who speaks."""


class aside(nodes.inline):
    """Words at the end of a heading's line."""


class words_look(nodes.inline):
    """Words with a ``look`` as of `Run`."""


class page_range(nodes.inline):
    """Words before the pages from the place ``first`` to the place ``last``."""


def paper_node(
    part: Sheet | Ticked | Alarm | PlaceMark | SignedBy,
    line: Callable[[Line], nodes.paragraph],
    entry: Callable[[Cell], nodes.entry],
) -> nodes.Element:
    """The node of a part of a paper; ``line`` and ``entry`` make those of lines and cells."""
    if isinstance(part, Sheet):
        return _sheet(part, entry)
    if isinstance(part, Ticked):
        items = (nodes.paragraph("", "", nodes.Text(text)) for text in part.items)
        return ticked("", *(nodes.list_item("", item) for item in items))
    if isinstance(part, Alarm):
        return alarm("", *map(line, part.lines), title=part.title, ways=part.ways)
    if isinstance(part, PlaceMark):
        return place_mark("", ids=[part.id])
    return signed_by("", "", nodes.Text(part.text))


def _sheet(part: Sheet, entry: Callable[[Cell], nodes.entry]) -> sheet:
    shown = nodes.tgroup("", cols=len(part.columns))
    shown += [nodes.colspec("", colwidth=1) for _ in part.columns]
    if part.head:
        heads = (nodes.entry("", nodes.paragraph("", "", nodes.Text(text))) for text in part.head)
        shown += nodes.thead("", nodes.row("", *heads))
    shown += nodes.tbody("", *(nodes.row("", *map(entry, row)) for row in part.rows))
    return sheet("", shown, classes=["sides"], look=part.look, columns=part.columns)


def sheet_typst(writer: BlockWriter, node: sheet) -> str:
    """A call with the head and the rows, each cell as one argument."""
    heads = [e for head in node.findall(nodes.thead) for e in head.findall(nodes.entry)]
    rows = [row for body in node.findall(nodes.tbody) for row in body.findall(nodes.row)]
    head = array(call("item", writer.content(cell.children[0])) for cell in heads)  # type: ignore[arg-type]
    cells = [array(group(writer.blocks(cell.children)) for cell in row.children) for row in rows]
    columns = array(node["columns"])
    return lines("sheet", literal(node["look"]), columns, head, *cells)


def ticked_typst(writer: BlockWriter, node: ticked) -> str:
    """The sentences."""
    return lines("ticked", *(call("item", writer.group(item)) for item in node.children))  # type: ignore[arg-type]


def ticked_html(page: PageWriter, node: ticked) -> None:
    """A list; the tick is a sign of the text, so that nothing depends on a style."""
    page.out("<ul>\n")
    for item in node.children:
        page.out(f"<li>{_TICK}")
        page.walk(item.children[0].children)
        page.out("</li>\n")
    page.out("</ul>\n")


def alarm_typst(writer: BlockWriter, node: alarm) -> str:
    """Title, paragraphs, ways."""
    ways = array(map(literal, node["ways"]))
    return lines("alarm-box", literal(node["title"]), ways, *writer.blocks(node.children))


def alarm_html(page: PageWriter, node: alarm) -> None:
    """A box of the pages, with its title and what is to be done."""
    page.out(tag("div", cls="box caution"), "\n", tag("p", cls="bt"), text_html(node["title"]), "</p>\n")
    page.walk(node.children)
    page.out("<p>", "　".join(text_html(f"{_BOX}{way}") for way in node["ways"]), "</p>\n</div>\n")


def mark_typst(writer: BlockWriter, node: place_mark) -> str:
    """Nothing but the place."""
    del writer
    return call("place-mark", literal(node["ids"][0]))


def mark_html(page: PageWriter, node: place_mark) -> None:
    """Nothing: pages of print are no places of a page of the web."""
    del page, node


def signed_typst(writer: BlockWriter, node: signed_by) -> str:
    """At the right."""
    return call("signed-by", writer.content(node))


def aside_typst(writer: BlockWriter, node: aside) -> str:
    """Lighter, at the end of the line."""
    return call("aside", writer.content(node))


def aside_html(page: PageWriter, node: aside) -> None:
    """In brackets' stead a space: a heading reads on."""
    page.element(node, "<small> ", "</small>")


def look_typst(writer: BlockWriter, node: words_look) -> str:
    """A function of the template for each look."""
    return call(f"look-{node['look']}", writer.content(node))


def look_html(page: PageWriter, node: words_look) -> None:
    """Small words, or strong ones."""
    name = "small" if node["look"] == "small" else "strong"
    page.element(node, f"<{name}>", f"</{name}>")


def pages_typst(writer: BlockWriter, node: page_range) -> str:
    """The pages, as the template counts them."""
    return call("page-range", literal(node["first"]), literal(node["last"]), writer.content(node))


def pages_html(page: PageWriter, node: page_range) -> None:
    """A link to the first of them."""
    page.element(node, tag("a", href=f"#{node['first']}"), "</a>")


COMPONENT = Component(
    nodes=(sheet, ticked, alarm, place_mark, signed_by, aside, words_look, page_range),
    html={
        ticked: ticked_html,
        alarm: alarm_html,
        place_mark: mark_html,
        aside: aside_html,
        words_look: look_html,
        page_range: pages_html,
    },
    typst={
        sheet: sheet_typst,
        ticked: ticked_typst,
        alarm: alarm_typst,
        place_mark: mark_typst,
        signed_by: signed_typst,
        aside: aside_typst,
        words_look: look_typst,
        page_range: pages_typst,
    },
)
