"""``:::{remedy} SYMPTOM`` with ``:name:``: what helps against a symptom."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..components import Component
from ..html.base import PageWriter
from ..roles.ui import ui_label
from ..typst.blocks import BlockWriter
from ..typst.calls import call, lines, literal
from .base import Directive, Options


class remedy(nodes.General, nodes.Element):
    """A symptom and what helps: a ``title``, then blocks. Attributes: ``ids``, ``number``."""

    #: In print, neighbours are rows of one table.
    together = "remedies"


class Remedy(Directive):
    """What helps against a symptom, under an address."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The remedy under its address."""
        self.assert_has_content()
        if not self.options.get("name"):
            return self.wrong("source/remedy-name", title=self.arguments[0])
        node = remedy("", self.title(""))
        self.add_name(node)
        return [self.fill(node)]


def remedy_html(page: PageWriter, node: remedy) -> None:
    """A symptom that opens what helps; a link to it shows it open."""
    page.details(node, "remedy", f'<b class="no">{node["number"]}</b> ')


def remedy_typst(blocks: BlockWriter, node: remedy) -> str:
    """A row: number, symptom, what to do. Words on a screen are bold in the symptom."""
    symptom = node.next_node(nodes.title)
    assert symptom is not None
    words = call("item", blocks.inlines(map(_symptom, symptom.children)))
    return lines("remedy", str(node["number"]), literal(node["ids"][0]), words, *blocks.blocks(node.children))


def _symptom(node: nodes.Node) -> nodes.Node:
    """A part of a symptom; words on a screen are bold, and know all the same where they stand."""
    if not isinstance(node, ui_label):
        return node
    bold = nodes.strong()
    bold.parent, bold.children = node.parent, [node]
    return bold


COMPONENT = Component(
    directives={"remedy": Remedy},
    nodes=(remedy,),
    html={remedy: remedy_html},
    typst={remedy: remedy_typst},
)
