"""What the transforms share: they report what is wrong at a node's place."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from .places import place_of
from .state import report


class Transform(SphinxTransform):
    """A transform that reports what is wrong at a node's place."""

    def wrong(self, node: nodes.Node, code: str, /, **values: object) -> None:
        """Note a problem at ``node``."""
        report(self.env, code, place_of(node), **values)
