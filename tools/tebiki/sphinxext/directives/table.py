"""``:::{table} CAPTION``: a Markdown table under a caption that says what it shows."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from .base import Directive


class CaptionedTable(Directive):
    """One table with its caption."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The table."""
        holder = self.fill(nodes.Element())
        if [type(child) for child in holder.children] != [nodes.table]:
            return self.wrong("source/table")
        table = nodes.table("", self.title(""), *holder.children[0].children)
        self.set_source_info(table)
        return [table]


COMPONENT = Component(directives={"table": CaptionedTable})
