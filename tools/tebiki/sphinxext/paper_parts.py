"""What only papers to be signed have: heads with boxes for seals, summaries, signs of a state, room to write.

No directive makes these nodes, but `tebiki.sphinxext.papers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from docutils import nodes

from .components import Component
from .directives.screen import screen, typst_picture
from .html.base import PageWriter
from .html.markup import tag, text_html
from .typst.blocks import BlockWriter, elements
from .typst.calls import array, call, group, lines, literal
from .typst.tables import table_parts

#: An address after each of whose parts a line may break.
_PARTS_OF_ADDRESS: Final = re.compile(r"https?://[^/]*/?|[^/]+/?|/")
#: A full-width blank on the page, in mm.
_BLANK = 4.2
#: CSS pixels of a mm, for pictures on the page.
_PIXELS = 96 / 25.4


class toned(nodes.inline):
    """Words of a ``tone``: ``note``, ``large``, ``address`` or ``alarm``."""


class blank(nodes.Inline, nodes.Element):
    """A rule to write on, ``width`` mm long."""


class sign(nodes.Inline, nodes.Element):
    """The state of a row: ``kind`` is ``done``, ``warn`` or ``box``; ``text`` its letter."""


class aside(nodes.inline):
    """The state of a part, within its heading."""


class leading(nodes.paragraph):
    """A paragraph that stays with what follows."""


class written(nodes.paragraph):
    """A paragraph that people write into."""


class thumbnail(screen):
    """A picture, whole, that fits ``within`` (width, height in mm)."""


class listed_table(nodes.table):
    """A table with hairlines. ``look``: ``list`` or ``decide``; ``least``: how high a row is, in mm."""


class sheet(nodes.General, nodes.Element):
    """The head of a paper: its `field` children; ``cells``: how many of them stand in the row on top.

    ``stamps``: the names of the boxes for seals.
    """


class field(nodes.General, nodes.Element):
    """Blocks under a ``label``; ``width``: of the cell in mm, 0 for a share."""


class summary(nodes.General, nodes.Element):
    """Rows, each a `field`; ``look`` is ``ruled`` or ``band``."""


def toned_html(page: PageWriter, node: toned) -> None:
    """Words with the look of their tone; an address may break after its slashes."""
    if node["tone"] == "address":
        parts = (text_html(part) for part in _PARTS_OF_ADDRESS.findall(node.astext()))
        page.out(tag("b", cls="address"), "<wbr>".join(parts), "</b>")
        return
    page.element(node, tag("span", cls=f"tone-{node['tone']}"), "</span>")


def toned_typst(blocks: BlockWriter, node: toned) -> str:
    """A call with the tone."""
    if node["tone"] == "address":
        return call("toned", literal("address"), literal(node.astext()))
    return call("toned", literal(node["tone"]), blocks.content(node))


def blank_html(page: PageWriter, node: blank) -> None:
    """A rule; as long as so many full-width blanks, so that the page needs no style of its own."""
    page.out(tag("span", cls="blank"), "\u3000" * max(1, round(node["width"] / _BLANK)), "</span>")


def blank_typst(blocks: BlockWriter, node: blank) -> str:
    """A rule."""
    del blocks
    return call("blank", str(node["width"]))


def sign_html(page: PageWriter, node: sign) -> None:
    """The letter, in its look."""
    page.out(tag("span", cls=f"sign-{node['kind']}"), text_html(node["text"]), "</span>")


def sign_typst(blocks: BlockWriter, node: sign) -> str:
    """A drawn sign that holds the letter."""
    del blocks
    return call("sign", literal(node["kind"]))


def aside_html(page: PageWriter, node: aside) -> None:
    """At the end of the heading."""
    page.element(node, tag("span", cls="aside"), "</span>")


def aside_typst(blocks: BlockWriter, node: aside) -> str:
    """At the right of the heading."""
    return call("aside", blocks.content(node))


def leading_html(page: PageWriter, node: leading) -> None:
    """A small paragraph."""
    page.element(node, tag("p", cls="tone-note"), "</p>\n")


def leading_typst(blocks: BlockWriter, node: leading) -> str:
    """A block that stays with the next one."""
    return call("leading", blocks.content(node))


def written_html(page: PageWriter, node: written) -> None:
    """A paragraph with room above."""
    page.element(node, tag("p", cls="written"), "</p>\n")


def written_typst(blocks: BlockWriter, node: written) -> str:
    """A block with room above."""
    return call("written", blocks.content(node))


def thumbnail_html(page: PageWriter, node: thumbnail) -> None:
    """A small picture that leads to its full size."""
    across, down = node["width"], node["height"]
    width, height = node["within"]
    share = min(width / across, height / down) * _PIXELS
    image = page.picture(node, round(across * share), round(down * share))
    page.out(tag("a", href=f"{page.image_folder}/{node['file']}", cls="small"), image, "</a>\n")


def thumbnail_typst(blocks: BlockWriter, node: thumbnail) -> str:
    """The picture with the box that it fits and its size in pixels."""
    width, height = node["within"]
    pixels = array([str(node["width"]), str(node["height"])])
    return call("thumbnail", *typst_picture(blocks, node), str(width), str(height), pixels)


def listed_table_typst(blocks: BlockWriter, node: listed_table) -> str:
    """A call with the look before what every table has."""
    _, shares, head, *rows = table_parts(blocks, node, blocks.group, "list-head")
    return lines("list-table", literal(node["look"]), str(node["least"]), shares, head, *rows)


def listed_table_html(page: PageWriter, node: listed_table) -> None:
    """A table whose rows have hairlines; on phones each cell says its column."""
    page.element(node, tag("table", cls=f"sides paper-{node['look']}"), "</table>\n")


def sheet_html(page: PageWriter, node: sheet) -> None:
    """Labels and values; boxes for seals with their names."""
    page.out(tag("dl", cls="paper-sheet"), "\n")
    page.walk(node.children)
    page.out("</dl>\n")
    if node["stamps"]:
        boxes = "".join(f"<li>{text_html(name)}</li>" for name in node["stamps"])
        page.out(tag("ul", cls="paper-stamps", role="list"), boxes, "</ul>\n")


def sheet_typst(blocks: BlockWriter, node: sheet) -> str:
    """The row of cells, the fields below it, the names of the boxes."""
    fields = [_field_typst(blocks, child) for child in elements(node)]
    at = node["cells"]
    return lines("sheet", array(fields[:at]), array(fields[at:]), array(map(literal, node["stamps"])))


def _field_typst(blocks: BlockWriter, node: nodes.Element) -> str:
    return array([literal(node["label"]), str(node["width"]), group(blocks.blocks(node.children))])


def field_html(page: PageWriter, node: field) -> None:
    """A label and what it is of."""
    page.out(tag("div"), f"<dt>{text_html(node['label'])}</dt><dd>")
    page.walk(node.children)
    page.out("</dd></div>\n")


def summary_html(page: PageWriter, node: summary) -> None:
    """Labels and texts."""
    page.out(tag("dl", cls=f"paper-summary {node['look']}"), "\n")
    page.walk(node.children)
    page.out("</dl>\n")


def summary_typst(blocks: BlockWriter, node: summary) -> str:
    """Rows of a label and its text."""
    rows = (array(_row(blocks, child)) for child in elements(node))
    return lines("summary" if node["look"] == "ruled" else "band", *rows)


def _row(blocks: BlockWriter, node: nodes.Element) -> Iterable[str]:
    yield literal(node["label"])
    yield group(blocks.blocks(node.children))


COMPONENT = Component(
    nodes=(toned, blank, sign, aside, leading, written, thumbnail, listed_table, sheet, field, summary),
    html={
        toned: toned_html,
        blank: blank_html,
        sign: sign_html,
        aside: aside_html,
        leading: leading_html,
        written: written_html,
        thumbnail: thumbnail_html,
        listed_table: listed_table_html,
        sheet: sheet_html,
        field: field_html,
        summary: summary_html,
    },
    typst={
        toned: toned_typst,
        blank: blank_typst,
        sign: sign_typst,
        aside: aside_typst,
        leading: leading_typst,
        written: written_typst,
        thumbnail: thumbnail_typst,
        listed_table: listed_table_typst,
        sheet: sheet_typst,
        summary: summary_typst,
    },
)
