"""Tables: head, rows, and a share of the width for each column."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from .calls import array, call, lines
from .inline import InlineWriter
from .text import ems

Group = Callable[[nodes.Element], str]
#: A column whose longest cell is at most this many ems wide keeps its natural width.
_NARROW = 9.0
_WIDEST = 30.0


def table(writer: InlineWriter, node: nodes.table, group: Group) -> str:
    """A call of ``data-table``; ``group`` writes a cell's blocks."""
    return lines("data-table", *table_parts(writer, node, group))


def table_parts(writer: InlineWriter, node: nodes.table, group: Group, head_call: str = "th") -> list[str]:
    """A table as arguments: its caption or ``none``, the columns' shares, the head, a row each."""
    heads = [row for head in node.findall(nodes.thead) for row in head.findall(nodes.row)]
    bodies = [row for body in node.findall(nodes.tbody) for row in body.findall(nodes.row)]
    head = array(_head(writer, cell, head_call) for row in heads for cell in _cells(row))
    rows = [array(group(cell) for cell in _cells(row)) for row in bodies]
    captions = (child for child in node.children if isinstance(child, nodes.title))
    shown = next((call("item", writer.content(caption)) for caption in captions), "none")
    return [shown, array(map(str, _given(node) or _shares([*heads, *bodies]))), head, *rows]


def _head(writer: InlineWriter, cell: nodes.entry, head_call: str) -> str:
    blocks = (child for child in cell.children if isinstance(child, nodes.Element))
    return call(head_call, *map(writer.content, blocks))


def _cells(row: nodes.row) -> list[nodes.entry]:
    return [cell for cell in row.children if isinstance(cell, nodes.entry)]


def _given(node: nodes.table) -> list[float]:
    """The columns' shares where the table itself gives them; a page of its own may break within a row."""
    if "colwidths-given" not in node["classes"]:
        return []
    return [float(column["colwidth"]) for column in node.findall(nodes.colspec)]


def _shares(rows: list[nodes.row]) -> list[float]:
    """For each column 0 (as wide as its longest line) or its share of what is left."""
    columns = zip(*map(_cells, rows), strict=True)
    widest = [max(ems(cell.astext()) for cell in column) for column in columns]
    shares = [0.0 if width <= _NARROW else min(width, _WIDEST) for width in widest]
    return shares if any(shares) else [*shares[:-1], 1.0]
