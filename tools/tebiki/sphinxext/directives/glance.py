"""``{glance}``: where a page lists its steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter, references
from ..html.markup import tag
from ..node_kinds import WebOnly
from ..transform import Transform
from .base import Directive
from .box import box


class glance(WebOnly, nodes.General):
    """The list of steps, each linked (in print the contents play its part).

    Children: one ``bullet_list``; each item: a ``reference`` with ``step=N`` and the
    step's title, and where the step asks to wait a second paragraph that says so.
    """


class Glance(Directive):
    """The place of the list."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """The place; `Glances` fills it."""
        node = glance()
        self.set_source_info(node)
        return [node]


class Glances(Transform):
    """Fill the list of steps."""

    default_priority = 310

    def apply(self, **_: Any) -> None:
        """One item a step: its title, linked, and that it ends in a wait, if it does."""
        steps = [s for s in self.document.findall(nodes.section) if "step" in s]
        for node in self.document.findall(glance):
            node.append(nodes.bullet_list("", *map(_item, steps)))


def _item(section: nodes.section) -> nodes.list_item:
    """A step's line."""
    ref = nodes.reference(
        "", "", *_copies(section.next_node(nodes.title)), refid=section["ids"][0], internal=True
    )
    ref["step"] = section["step"]
    item = nodes.list_item("", nodes.paragraph("", "", ref))
    waits = [found for found in section.findall(box) if found["kind"] == "wait"]
    item += [nodes.paragraph("", "", *_copies(wait.next_node(nodes.title))) for wait in waits[:1]]
    return item


def _copies(node: nodes.Element | None) -> Iterable[nodes.Node]:
    """Copies of a node's children."""
    return [child.deepcopy() for child in node.children] if node is not None else []


def glance_html(page: PageWriter, node: glance) -> None:
    """The steps in a few lines; the number is part of the link."""
    page.out(tag("ol", cls="glance", role="list"), "\n")
    for item in node.findall(nodes.list_item):
        link = next(references([item]))
        page.out(f'<li><a href="#{link["refid"]}"><b class="n">{link["step"]}</b> <span>')
        page.walk(link.children)
        page.out("</span></a>")
        page.walk(item.children[1:])
        page.out("</li>\n")
    page.out("</ol>\n")


COMPONENT = Component(
    directives={"glance": Glance}, nodes=(glance,), html={glance: glance_html}, transforms=(Glances,)
)
