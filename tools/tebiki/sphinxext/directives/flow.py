"""``:::{flow}``: the work in a few boxes, as a definition list.

A term is a box's title; its first definition names the steps, its second is a sentence.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..components import Component
from ..node_kinds import PrintOnly
from ..transform import Transform
from ..typst.blocks import BlockWriter, elements
from ..typst.calls import lines, literal
from .base import Directive, title_of


class flow(PrintOnly, nodes.General):
    """The work in a few boxes (in HTML the list of steps plays its part). Children: ``flow_part``."""


class flow_part(nodes.General, nodes.Element):
    """One box of a flow: a ``title``, then a paragraph. Attribute ``steps``: text, 「手順3～6」."""


class Flow(Directive):
    """The boxes, from a definition list."""

    def run(self) -> list[nodes.Node]:
        """The flow; `Flows` moves the steps into their attribute."""
        found = [n for n in self.parse_content_to_nodes() if isinstance(n, nodes.definition_list)]
        parts = [_part(item) for node in found for item in node.findall(nodes.definition_list_item)]
        if not parts or any(len(part) != 3 for part in parts):
            return self.wrong("source/flow")
        node = flow("", *parts)
        self.set_source_info(node)
        return [node]


def _part(item: nodes.definition_list_item) -> flow_part:
    """One box: title, steps, sentence."""
    term, *definitions = (child for child in item.children if isinstance(child, nodes.Element))
    return flow_part("", title_of(term), *(child for node in definitions for child in node.children))


class Flows(Transform):
    """Move the steps of a flow's boxes into their attribute."""

    default_priority = 31

    def apply(self, **_: Any) -> None:
        """Take the first paragraph of each box."""
        for part in self.document.findall(flow_part):
            steps = part.children[1]
            part["steps"] = steps.astext()
            part.remove(steps)


def flow_typst(blocks: BlockWriter, node: flow) -> str:
    """The work in a few boxes."""
    return lines("flow", *(_part_typst(blocks, part) for part in elements(node)))


def _part_typst(blocks: BlockWriter, node: nodes.Element) -> str:
    return lines("flow-part", literal(node["steps"]), blocks.title(node), *blocks.blocks(node.children))


COMPONENT = Component(
    directives={"flow": Flow}, nodes=(flow, flow_part), typst={flow: flow_typst}, transforms=(Flows,)
)
