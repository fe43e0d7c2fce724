"""The whole HTML translator: docutils' own nodes by their visitors, components by their functions."""

from __future__ import annotations

from docutils import nodes

from ..registry import HTML
from .blocks import BlockVisitors
from .sections import SectionVisitors
from .text import TextVisitors


class ManualWriter(SectionVisitors, BlockVisitors, TextVisitors):
    """The translator of the manuals' pages."""

    functions = HTML

    def visit_title(self, node: nodes.title) -> None:
        """A heading, a caption, or a title that Sphinx wants alone."""
        if isinstance(node.parent, nodes.section):
            self.heading(node, node.parent)
        super().visit_title(node)
