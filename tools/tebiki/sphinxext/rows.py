"""Which text belongs to a picture: one rule for the pages and for print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docutils import nodes

from .directives.qr import qr

#: What may stand before a picture as its own text.
_LEADING: Final = (nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, qr)


def lead(own: Sequence[nodes.Node], at: int) -> int:
    """Where the text begins that belongs to the picture at ``at``."""
    while at and isinstance(own[at - 1], _LEADING):
        at -= 1
    return at
