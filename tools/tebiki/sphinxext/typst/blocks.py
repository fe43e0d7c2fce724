"""Block nodes → calls of the template, each with a note of where its text was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes

from ...errors import fail
from ...render.pdf import SOURCE_NOTE
from ...render.typst.front import Words
from ...render.typst.modules import ink
from .. import nodes as ours
from ..state import place_of
from .calls import array, call, group, lines, literal
from .inline import address, inlines, wrapped
from .tables import table

#: Nodes that print leaves out: notes, places of translations, what only a page on the web needs.
_UNPRINTED: Final = (nodes.comment, nodes.target, nodes.title, addnodes.toctree, ours.glance)
#: A thing to tick with at most this many characters goes into half the width.
_SHORT: Final = 80


def printable(node: nodes.Node) -> bool:
    """Whether print shows a node at all."""
    if isinstance(node, _UNPRINTED):
        return False
    if isinstance(node, nodes.container):
        return "actions" not in node["classes"] and any(map(printable, node.children))
    return not isinstance(node, nodes.section) or any(map(printable, node.children))


def noted(node: nodes.Node, code: str) -> str:
    """A call under a note of its place."""
    place = place_of(node)
    return code if place.line is None else f"{SOURCE_NOTE}{place}\n{code}"


class Blocks:
    """Writes blocks; ``pictures`` collects what they show: name in the document → file on disk."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.pictures: dict[str, str] = {}

    def blocks(self, children: Iterable[nodes.Node]) -> list[str]:
        """Blocks in their order; neighbouring remedies become one table."""
        found = [child for child in children if printable(child)]
        return [text for kind, run in groupby(found, _is_remedy) for text in self._run(kind, list(run))]

    def _run(self, remedies: bool, run: list[nodes.Node]) -> Iterator[str]:  # noqa: FBT001 -- groupby's key
        if remedies:
            yield lines("remedies", *map(self.remedy, run))
            return
        for node in run:
            if text := self.block(node):
                yield noted(node, text)

    def block(self, node: nodes.Node) -> str:
        """One block. Raises `TebikiError` (``pdf/node``) for one that print does not know."""
        for kind in type(node).__mro__:
            if write := _WRITERS.get(kind):
                return write(self, node)
        return fail("pdf/node", place_of(node), node=node.__class__.__name__)

    def group(self, node: nodes.Element) -> str:
        """A node's blocks as one argument."""
        return group(self.blocks(node.children))

    def paragraph(self, node: nodes.paragraph) -> str:
        """A paragraph; one that only leads to a remedy is a step's way out."""
        only = node.children[0] if len(node) == 1 else None
        if isinstance(only, nodes.reference) and "remedy" in only:
            return call("way-out", literal(only["refid"]), inlines(only.children))
        content = inlines(node.children)
        return call("p", content) if content else ""

    def bullets(self, node: nodes.bullet_list) -> str:
        """A list, or things to tick."""
        if "checklist" in node["classes"]:
            return self.checklist(node)
        return lines("bullets", *map(self.group, _elements(node)))

    def numbers(self, node: nodes.enumerated_list) -> str:
        """A numbered list."""
        return lines("numbers", str(node.get("start", 1)), *map(self.group, _elements(node)))

    def checklist(self, node: nodes.bullet_list) -> str:
        """Things to tick, in two columns where all are short."""
        found = (item.next_node(nodes.paragraph) for item in _elements(node))
        things = [thing for thing in found if thing is not None]
        columns = 2 if all(len(thing.astext()) <= _SHORT for thing in things) else 1
        return lines("checklist", str(columns), *(noted(thing, self.thing(thing)) for thing in things))

    def thing(self, node: nodes.paragraph) -> str:
        """What to tick, and the remark after it."""
        name, *remark = [child for child in node.children if child.astext()]
        if remark and isinstance(remark[0], nodes.Text):
            remark = [_beheaded(remark[0], node), *remark[1:]]
        inner = name.children if isinstance(name, nodes.strong) else [name]
        return call("thing", call("item", inlines(inner)), inlines(remark))

    def definitions(self, node: nodes.definition_list) -> str:
        """Terms, each with what it means."""
        return lines("terms-list", *(array(self.definition(item)) for item in _elements(node)))

    def definition(self, node: nodes.Element) -> Iterator[str]:
        """A term, then its definitions as one."""
        term, *definitions = _elements(node)
        yield call("item", inlines(term.children))
        found = [child for part in definitions for child in part.children]
        only = found[0] if len(found) == 1 else None
        if isinstance(only, nodes.paragraph):  # as a block of its own it would stand off from its term
            yield call("item", inlines(only.children))
        else:
            yield group(self.blocks(found))

    def remark(self, node: ours.box | ours.differs) -> str:
        """A box; a differing screen's is one of their kinds."""
        kind = node.get("kind", "differs")
        return lines("remark", literal(kind), title(node), *self.blocks(node.children))

    def remedy(self, node: nodes.Node) -> str:
        """A row: number, symptom, what to do. Words on a screen are bold in the symptom."""
        assert isinstance(node, ours.remedy)
        symptom = node.next_node(nodes.title)
        assert symptom is not None
        words = call("item", *map(_symptom, symptom.children))
        head = (str(node["number"]), literal(node["ids"][0]), words)
        return noted(node, lines("remedy", *head, *self.blocks(node.children)))

    def screen(self, node: ours.screen) -> str:
        """A picture that stands alone: an explaining drawing, or a screen within a box."""
        if node["kind"] == "illustration":
            width = round(node["width"] / 144 * 25.4, 2)
            return call("illustration", *self.picture(node), str(width), literal(self.words("illustration")))
        foot = "none" if node.get("compared") else self.foot()
        return "\n".join([call("inline-screen", *self.picture(node), foot), *self.legend(node)])

    def picture(self, node: ours.screen) -> tuple[str, str]:
        """The file as Typst names it, and the alt."""
        name = f"pictures/{node['file']}"
        self.pictures[name] = node["path"]
        return literal(f"/{name}"), literal(node["alt"])

    def foot(self) -> str:
        """The words under a screen."""
        return literal(self.words("example_screen"))

    def legend(self, node: ours.screen) -> list[str]:
        """One action a mark."""
        return [lines("legend", *map(self.group, _elements(child))) for child in _elements(node)]

    def qr(self, node: ours.qr) -> str:
        """A code, its title and remarks, and its address as a link."""
        rows = array(map(literal, ink(node["matrix"])))
        rest = [c for c in node.children if not (isinstance(c, nodes.paragraph) and "button" in c["classes"])]
        printed = call("p", address(node["url"]))
        return lines("qr", literal(node["alt"]), rows, title(node), printed, *self.blocks(rest))

    def flow(self, node: ours.flow) -> str:
        """The work in a few boxes."""
        return lines("flow", *map(self.flow_part, _elements(node)))

    def flow_part(self, node: nodes.Element) -> str:
        """One of them."""
        return lines("flow-part", literal(node["steps"]), title(node), *self.blocks(node.children))

    def table(self, node: nodes.table) -> str:
        """A table with its head."""
        return table(node, self.group)

    def passed(self, node: nodes.Element) -> str:
        """Only the content."""
        return self.group(node)


def title(node: nodes.Element) -> str:
    """The title of a box, as one argument."""
    found = next((child for child in node.children if isinstance(child, nodes.title)), None)
    return call("item", inlines(found.children if found else ()))


def _elements(node: nodes.Element) -> list[nodes.Element]:
    elements = (child for child in node.children if isinstance(child, nodes.Element))
    return [child for child in elements if not isinstance(child, nodes.comment)]


def _symptom(node: nodes.Node) -> str:
    return call("b", inlines([node])) if isinstance(node, ours.ui_label) else inlines([node])


def _is_remedy(node: nodes.Node) -> bool:
    return isinstance(node, ours.remedy)


def _beheaded(text: nodes.Text, parent: nodes.Element) -> nodes.Text:
    """The text without its leading space, at the same place in the tree for its neighbours."""
    short = nodes.Text(text.astext().lstrip())
    short.parent = parent
    parent.replace(text, short)
    return short


def _literal_block(writer: Blocks, node: nodes.literal_block) -> str:
    del writer
    return call("shown-text", *map(literal, node.astext().splitlines()))


def _divider(writer: Blocks, node: nodes.transition) -> str:
    del writer, node
    return call("divider")


def _quoted(writer: Blocks, node: nodes.block_quote) -> str:
    return lines("quoted", *writer.blocks(node.children))


def _rubric(writer: Blocks, node: nodes.rubric) -> str:
    del writer
    return call("p", wrapped("b")(node))


_WRITERS: Final[dict[type[nodes.Node], Callable[[Blocks, Any], str]]] = {
    nodes.paragraph: Blocks.paragraph,
    nodes.bullet_list: Blocks.bullets,
    nodes.enumerated_list: Blocks.numbers,
    nodes.definition_list: Blocks.definitions,
    nodes.block_quote: _quoted,
    nodes.literal_block: _literal_block,
    nodes.transition: _divider,
    nodes.rubric: _rubric,
    nodes.table: Blocks.table,
    nodes.container: Blocks.passed,
    addnodes.compact_paragraph: Blocks.paragraph,
    ours.box: Blocks.remark,
    ours.differs: Blocks.remark,
    ours.screen: Blocks.screen,
    ours.qr: Blocks.qr,
    ours.flow: Blocks.flow,
}
