"""``{contents}``: where the PDF puts its table of contents."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..node_kinds import PrintOnly
from .base import Directive


class contents(PrintOnly, nodes.General):
    """Where the PDF puts its table of contents: `tebiki.sphinxext.typst.sections` cuts a manual here."""


class Contents(Directive):
    """The place."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """The place."""
        node = contents()
        self.set_source_info(node)
        return [node]


COMPONENT = Component(directives={"contents": Contents}, nodes=(contents,))
