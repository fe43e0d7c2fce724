"""``{devices}``: the manuals to choose from, each with its device and browser."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..components import Component
from ..html.base import PageWriter
from ..html.pages import cards
from .base import Directive


class devices(nodes.bullet_list):
    """The manuals; each item: a link to the manual, then a line about the browser."""


class Devices(Directive):
    """The manuals of the edition."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """The list."""
        here, found = self.publication, devices()
        for manual in here.manuals:
            link = addnodes.pending_xref(
                "", nodes.inline("", manual.platform), refdomain="std", reftype="doc",
                refexplicit=True, reftarget=f"/{manual.name}", refdoc=self.env.docname,
            )  # fmt: skip
            hint = here.words("device.browser", browser=manual.browser)
            found += nodes.list_item("", nodes.paragraph("", "", link), nodes.paragraph("", hint))
        return [found]


def devices_html(page: PageWriter, node: devices) -> None:
    """Cards, made as for the pages that have no source."""
    del node
    page.out(cards(page.publication))


COMPONENT = Component(directives={"devices": Devices}, nodes=(devices,), html={devices: devices_html})
