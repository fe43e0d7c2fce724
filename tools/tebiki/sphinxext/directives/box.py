"""``:::{caution}`` and its like: a boxed remark."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag
from ..typst.blocks import BlockWriter
from ..typst.calls import lines, literal
from .base import Directive

#: Names of the directives, which are the boxes' kinds; ``reference`` (参考) is general knowledge.
KINDS = ("info", "caution", "stop", "done", "wait", "reference")
#: Those that stop a wrong act.
WARNINGS = ("caution", "stop")


class box(nodes.Admonition, nodes.Element):
    """A boxed remark: a ``title``, then blocks. Attribute ``kind``: one of `KINDS`."""


class Box(Directive):
    """A boxed remark, with a title of its own or the usual one."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The box."""
        self.assert_has_content()
        node = box("", self.title(self.publication.words(f"box.{self.name}")), kind=self.name)
        return [self.fill(node)]


def box_html(page: PageWriter, node: box) -> None:
    """The box; its sign comes from the style sheet."""
    title, *rest = node.children
    page.out(tag("div", cls=f"box {node['kind']}"), "\n")
    page.box_title(title)
    page.walk(rest)
    page.out("</div>\n")


def box_typst(blocks: BlockWriter, node: box) -> str:
    """The box."""
    return lines("remark", literal(node["kind"]), blocks.title(node), *blocks.blocks(node.children))


COMPONENT = Component(
    directives=dict.fromkeys(KINDS, Box), nodes=(box,), html={box: box_html}, typst={box: box_typst}
)
