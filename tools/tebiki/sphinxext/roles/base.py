"""What roles share: their place, and reports."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.util.docutils import SphinxRole

from ...errors import Place
from ..state import report

RoleResult = tuple[list[Node], list[system_message]]


class Role(SphinxRole):
    """A role that knows its place and reports what it cannot resolve."""

    def place(self) -> Place:
        """Where the role stands."""
        source, line = self.get_source_info()
        return Place.of(Path(source), line)

    def wrong(self, code: str, /, **values: object) -> RoleResult:
        """Report, and leave the role's text in place; the build will not get through."""
        report(self.env, code, self.place(), **values)
        return [nodes.inline("", self.text)], []
