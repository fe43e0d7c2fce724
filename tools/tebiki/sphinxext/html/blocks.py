"""Blocks: sections, paragraphs, lists, tables."""

from __future__ import annotations

from docutils import nodes

from .base import PageWriter
from .markup import tag


def link_alone(node: nodes.Element) -> bool:
    """Whether a paragraph is one link and nothing else: it then gets room for a finger."""
    return len(node) == 1 and isinstance(node[0], nodes.reference)


def start_of(node: nodes.Element) -> int | None:
    """The number that a list starts with, unless it is 1."""
    start = node.get("start", 1)
    return start if start != 1 else None


def disc_of(item: nodes.Element) -> int | None:
    """The number of an item whose legend does not start with 1."""
    start = start_of(item.parent) if "legend" in item.parent["classes"] else None
    return None if start is None else start + item.parent.index(item)


def column_head(cell: nodes.Element) -> str | None:
    """The head of a cell's column where the page repeats it on phones: in a comparison."""
    row = cell.parent
    table = row.parent.parent.parent
    at = row.index(cell)
    if "sides" not in table["classes"] or isinstance(row.parent, nodes.thead) or at == 0:
        return None
    head = table.next_node(nodes.thead)
    if head is None:  # rows that say by themselves what they are
        return None
    heads = list(head.findall(nodes.entry))
    return str(heads[at].astext())


class BlockVisitors(PageWriter):
    """Visitors of block nodes."""

    def visit_paragraph(self, node: nodes.Element) -> None:
        """A paragraph; a lone one in a list item or a cell needs no tag."""
        if isinstance(node.parent, nodes.list_item | nodes.entry) and len(node.parent) == 1:
            self.element(node, "", "")
        self.element(node, tag("p", cls="lk" if link_alone(node) else None), "</p>\n")

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """A list."""
        self.element(node, "<ul>", "</ul>\n")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """Numbered items; those of a legend carry the discs of the picture."""
        if "legend" in node["classes"]:
            # Safari takes a list without its own marks for no list, so the role says it is one.
            self.element(node, tag("ol", cls="legend", role="list", start=start_of(node)), "</ol>\n")
        self.element(node, tag("ol", start=start_of(node)), "</ol>\n")

    def visit_list_item(self, node: nodes.Element) -> None:
        """An item; one of a legend that counts on says its number, which the style sheet shows."""
        self.element(node, tag("li", value=disc_of(node)), "</li>\n")

    def visit_definition_list(self, node: nodes.Element) -> None:
        """Terms and what they mean."""
        self.element(node, "<dl>", "</dl>\n")

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """A pair."""
        self.element(node, "<div>", "</div>\n")

    def visit_term(self, node: nodes.Element) -> None:
        """A term."""
        self.element(node, "<dt>", "</dt>")

    def visit_definition(self, node: nodes.Element) -> None:
        """What a term means."""
        if len(node) == 1 and isinstance(node[0], nodes.paragraph):
            self.element(node[0], "<dd>", "</dd>")
        self.element(node, "<dd>", "</dd>")

    def visit_block_quote(self, node: nodes.Element) -> None:
        """A quotation."""
        self.element(node, "<blockquote>", "</blockquote>\n")

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Lines that stay as they are."""
        self.element(node, "<pre>", "</pre>\n")

    def visit_transition(self, node: nodes.Element) -> None:
        """A change of subject."""
        self.element(node, "<hr>\n", "")

    def visit_container(self, node: nodes.Element) -> None:
        """A group without a look of its own."""
        self.element(node, "", "")

    visit_compound = visit_container

    def skip(self, node: nodes.Node) -> None:  # noqa: ARG002 -- a visitor's signature
        """What has no place in a page."""
        raise nodes.SkipNode

    visit_colspec = visit_comment = visit_index = visit_meta = visit_substitution_definition = skip
    visit_system_message = visit_target = visit_toctree = skip

    # Tables: the first column heads its row, the first row its column.

    def visit_table(self, node: nodes.Element) -> None:
        """A table under its caption."""
        self.element(node, tag("table", cls="sides" if "sides" in node["classes"] else None), "</table>\n")

    def visit_tgroup(self, node: nodes.Element) -> None:
        """No tag: HTML has no such level."""
        self.element(node, "", "")

    def visit_thead(self, node: nodes.Element) -> None:
        """Heads of columns."""
        self.element(node, "<thead>", "</thead>\n")

    def visit_tbody(self, node: nodes.Element) -> None:
        """Rows."""
        self.element(node, "<tbody>", "</tbody>\n")

    def visit_row(self, node: nodes.Element) -> None:
        """A row."""
        self.element(node, "<tr>", "</tr>\n")

    def visit_entry(self, node: nodes.Element) -> None:
        """A cell, or the head of a row or column."""
        row = node.parent
        scope = "col" if isinstance(row.parent, nodes.thead) else "row" if row.index(node) == 0 else None
        name = "th" if scope else "td"
        self.element(node, tag(name, scope=scope, data_head=column_head(node)), f"</{name}>")

    # Titles. Those of boxes and remedies are written by their own functions.

    def visit_title(self, node: nodes.title) -> None:
        """The caption of a table, or a title that Sphinx wants alone."""
        if isinstance(node.parent, nodes.table):
            self.element(node, "<caption>", "</caption>\n")
        self.element(node, "", "")
