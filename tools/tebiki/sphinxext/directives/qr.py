"""``:::{qr} form``: the QR code of a link, with a title, a button and remarks.

Content: the first paragraph is the title; a paragraph that is one link becomes the
button; the rest stands beside the code. The address is printed by the engine.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ...render.typst.modules import ink
from ..components import Component
from ..html.base import PageWriter, references
from ..html.markup import tag
from ..html.text import address_html
from ..node_kinds import Described
from ..state import findings
from ..typst.blocks import BlockWriter
from ..typst.calls import array, call, lines, literal
from ..typst.inline import address
from .base import Directive, Options, alt_mistake, title_of


class qr(Described):
    """A QR code beside the address that it leads to.

    Attributes: ``name`` (of the link), ``url``, ``alt``, ``file``, ``path`` (the PNG on
    disk, 4 px a module), ``size`` (px), ``matrix`` (rows of ``0`` and ``1`` with the
    quiet zone). Children: ``title``, then paragraphs; one may have class ``button``.
    """


class Qr(Directive):
    """The code of one of the edition's links."""

    required_arguments = 1
    option_spec: ClassVar[Options] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The node; `tebiki.sphinxext.pictures.DrawPictures` makes the code."""
        self.assert_has_content()
        name = self.arguments[0]
        link = self.publication.edition.links.get(name)
        if link is None:
            allowed = ", ".join(sorted(self.publication.edition.links))
            return self.wrong("source/link", name=name, allowed=allowed)
        alt = " ".join(self.options.get("alt", "").split())
        if code := alt_mistake(alt, name):
            return self.wrong(code, name=name, alt=alt)
        findings(self.env).facts.add(f"links.{name}")
        node = self.fill(qr("", alt=alt, name=name, url=link.url))
        return [node] if self.shaped(node) else self.wrong("source/qr-title", name=name)

    @staticmethod
    def shaped(node: qr) -> bool:
        """Make the first paragraph the title and mark the button."""
        first = next(iter(node.children), None)
        if not isinstance(first, nodes.paragraph):
            return False
        node.replace(first, title_of(first))
        for paragraph in node.findall(nodes.paragraph):
            if [type(child) for child in paragraph.children] == [nodes.reference]:
                paragraph["classes"].append("button")
        return True


def _is_button(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "button" in node["classes"]


def qr_html(page: PageWriter, node: qr) -> None:
    """A form's box: its name, a button, the printed address, the code and when to use it."""
    title, *rest = node.children
    page.out(tag("div", cls="box form"), "\n")
    page.box_title(title)
    for link in references(filter(_is_button, rest)):
        page.button(link, "btn go")
    link_tag = tag("a", cls="url", href=node["url"]) + address_html(node["url"])
    page.out(f'<p class="lk">{link_tag}</a></p>\n')
    page.out(tag("div", cls="qr"), page.picture(node, node["size"], node["size"]), "\n<div>")
    page.walk(child for child in rest if not _is_button(child))
    page.out("</div></div>\n</div>\n")


def qr_typst(blocks: BlockWriter, node: qr) -> str:
    """A code, its title and remarks, and its address as a link."""
    rows = array(map(literal, ink(node["matrix"])))
    rest = [child for child in node.children if not _is_button(child)]
    printed = call("p", address(node["url"]))
    return lines("qr", literal(node["alt"]), rows, blocks.title(node), printed, *blocks.blocks(rest))


COMPONENT = Component(directives={"qr": Qr}, nodes=(qr,), html={qr: qr_html}, typst={qr: qr_typst})
