"""``:::{checklist}``: a list of things to have ready."""

from __future__ import annotations

from itertools import dropwhile

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag
from ..typst.blocks import BlockWriter, elements, noted
from ..typst.calls import call, lines
from .base import Directive

#: A thing to tick with at most this many characters goes into half the width of print.
_SHORT = 80


class checklist(nodes.bullet_list):
    """Things to tick; each item: ``strong``, then text."""


class Checklist(Directive):
    """One list, whose items get boxes to tick."""

    def run(self) -> list[nodes.Node]:
        """The list."""
        found = self.parse_content_to_nodes()
        lists = [node for node in found if isinstance(node, nodes.bullet_list)]
        return [*map(_checked, lists)] if len(lists) == 1 else self.wrong("source/list", directive=self.name)


def _checked(node: nodes.bullet_list) -> checklist:
    made = checklist(node.rawsource, *node.children, **node.attributes)
    made.source, made.line = node.source, node.line
    return made


def checklist_html(page: PageWriter, node: checklist) -> None:
    """A list with boxes to tick."""
    page.element(node, tag("ul", cls="check"), "</ul>\n")


def checklist_typst(blocks: BlockWriter, node: checklist) -> str:
    """Things to tick, in two columns where all are short."""
    found = (item.next_node(nodes.paragraph) for item in elements(node))
    things = [thing for thing in found if thing is not None]
    columns = 2 if all(len(thing.astext()) <= _SHORT for thing in things) else 1
    return lines("checklist", str(columns), *(noted(thing, _thing(blocks, thing)) for thing in things))


def _thing(blocks: BlockWriter, node: nodes.paragraph) -> str:
    """What to tick, and the remark after it."""
    at = next(at for at, child in enumerate(node.children) if child.astext())
    name, remark = node.children[at], list(dropwhile(_is_empty, node.children[at + 1 :]))
    if remark and isinstance(remark[0], nodes.Text):
        remark = [_beheaded(remark[0], node), *remark[1:]]
    inner = name.children if isinstance(name, nodes.strong) else [name]
    return call("thing", call("item", blocks.inlines(inner)), blocks.inlines(remark))


def _is_empty(node: nodes.Node) -> bool:
    return not node.astext()


def _beheaded(text: nodes.Text, parent: nodes.Element) -> nodes.Text:
    """The text without its leading space, at the same place in the tree for its neighbours."""
    short = nodes.Text(text.astext().lstrip())
    short.parent = parent
    parent.replace(text, short)
    return short


COMPONENT = Component(
    directives={"checklist": Checklist},
    nodes=(checklist,),
    html={checklist: checklist_html},
    typst={checklist: checklist_typst},
)
