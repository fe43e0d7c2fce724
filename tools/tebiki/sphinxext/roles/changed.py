"""Words that a comparison marks; no role makes them, but `tebiki.sphinxext.papers`."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter
from ..typst.inline import wrapped


class changed(nodes.inline):
    """Words that the other side of a comparison has not. Attribute ``side``: ``new`` or ``old``."""


def changed_html(page: PageWriter, node: changed) -> None:
    """Underlined on both sides."""
    name = "ins" if node["side"] == "new" else "del"
    page.element(node, f"<{name}>", f"</{name}>")


COMPONENT = Component(nodes=(changed,), html={changed: changed_html}, typst={changed: wrapped("changed")})
