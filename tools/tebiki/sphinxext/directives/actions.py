"""``:::{actions}``: the links at the top of a page."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter, references
from ..html.markup import tag, words_html
from ..html.pages import Link, pdf_link, summary_link
from ..node_kinds import WebOnly
from ..state import manual_of
from .base import Directive


class actions(WebOnly, nodes.container):
    """Links at the top of a page: the first two are buttons, the others plain."""


class Actions(Directive):
    """The links, as a list."""

    def run(self) -> list[nodes.Node]:
        """The container."""
        return [self.fill(actions())]


def actions_html(page: PageWriter, node: actions) -> None:
    """Two buttons, the PDF, the others, the summary."""
    links = list(references(node.children))
    page.out(tag("p", cls="btns"), "\n")
    for link, look in zip(links, ("btn go", "btn"), strict=False):
        page.button(link, look)
    page.out("</p>\n", tag("p", cls="links"), "\n")
    name = manual_of(page.config, page.docname)
    _offer(page, pdf_link(page.publication, name))
    for link in links[2:]:
        link.walkabout(page)
        page.out("\n")
    _offer(page, summary_link(page.publication, name))
    page.out("</p>\n")


def _offer(page: PageWriter, link: Link | None) -> None:
    """A file to download, if there is one."""
    if link is not None:
        page.out(tag("a", href=link.href), words_html(link.text, page.publication), "</a>\n")


COMPONENT = Component(directives={"actions": Actions}, nodes=(actions,), html={actions: actions_html})
