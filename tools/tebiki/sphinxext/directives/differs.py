"""``:::{differs}``: what to do when the screen differs; the last part of a step."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter
from ..typst.blocks import BlockWriter
from ..typst.calls import lines, literal
from .base import Directive


class differs(nodes.General, nodes.Element):
    """What to do when the screen differs: a ``title``, then blocks; last in a step.

    HTML shows it closed (``details``), print open.
    """


class Differs(Directive):
    """The block, with a title of its own or the usual one."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The block."""
        self.assert_has_content()
        return [self.fill(differs("", self.title(self.publication.words("differs"))))]


def differs_html(page: PageWriter, node: differs) -> None:
    """Closed until asked for."""
    page.details(node, "differs")


def differs_typst(blocks: BlockWriter, node: differs) -> str:
    """A box of a kind of its own."""
    return lines("remark", literal("differs"), blocks.title(node), *blocks.blocks(node.children))


COMPONENT = Component(
    directives={"differs": Differs},
    nodes=(differs,),
    html={differs: differs_html},
    typst={differs: differs_typst},
)
