"""``{nobreak}`1. 医療機関```: text that no line may break within."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag
from ..typst.inline import InlineWriter
from ..typst.text import kept
from .base import Role, RoleResult


class nobreak(nodes.inline):
    """Text that no line may break within: 「手順2」, 「1. 医療」."""

    #: Its own box in print.
    is_whole = True


class NobreakRole(Role):
    """The text as it is written."""

    def run(self) -> RoleResult:
        """The text in a node of its own."""
        return [nobreak("", self.text)], []


def nobreak_html(page: PageWriter, node: nobreak) -> None:
    """Words that stay together."""
    page.element(node, tag("span", cls="nb"), "</span>")


def nobreak_typst(writer: InlineWriter, node: nobreak) -> str:
    """The same; what is wider than a column is broken all the same, rather than printed beyond it."""
    return kept(writer.content(node), node.astext())


COMPONENT = Component(
    roles={"nobreak": NobreakRole},
    nodes=(nobreak,),
    html={nobreak: nobreak_html},
    typst={nobreak: nobreak_typst},
)
