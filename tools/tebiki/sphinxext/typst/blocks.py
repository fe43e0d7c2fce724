"""Block nodes → calls of the template, each with a note of where its text was written.

Needs nothing of a city's content: what is a city's comes as functions of its nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from docutils import nodes
from sphinx import addnodes

from ...errors import fail
from ...render.pdf import SOURCE_NOTE
from ...render.typst.front import Words
from ..dispatch import function_of
from ..node_kinds import WebOnly
from ..places import place_of
from .calls import array, call, group, lines, literal
from .inline import Functions, InlineWriter, wrapped
from .tables import table

#: Nodes that print leaves out: notes, places of translations, what only a page on the web needs.
_UNPRINTED: Final = (nodes.comment, nodes.target, nodes.title, addnodes.toctree, WebOnly)


def printable(node: nodes.Node) -> bool:
    """Whether print shows a node at all."""
    if isinstance(node, _UNPRINTED):
        return False
    if isinstance(node, nodes.container):
        return any(map(printable, node.children))
    return not isinstance(node, nodes.section) or any(map(printable, node.children))


def noted(node: nodes.Node, code: str) -> str:
    """A call under a note of its place."""
    place = place_of(node)
    return code if place.line is None else f"{SOURCE_NOTE}{place}\n{code}"


class BlockWriter(InlineWriter):
    """Writes blocks and what stands in their lines; ``functions`` as for `InlineWriter`, of both.

    ``pictures`` collects what they show: name in the document → file on disk.
    """

    def __init__(self, words: Words, functions: Functions) -> None:
        super().__init__(functions)
        own: Functions = {
            kind: function for kind, function in functions.items() if not issubclass(kind, nodes.Inline)
        }
        self._block: Functions = {**_FUNCTIONS, **own}
        self.words = words
        self.pictures: dict[str, str] = {}

    def blocks(self, children: Iterable[nodes.Node]) -> list[str]:
        """Blocks in their order; neighbours whose class has a call ``together`` become one."""
        found = [child for child in children if printable(child)]
        return [text for name, run in groupby(found, _together) for text in self._run(name, run)]

    def _run(self, together: str, run: Iterable[nodes.Node]) -> Iterator[str]:
        written = ((node, self.block(node)) for node in run)
        texts = (noted(node, text) for node, text in written if text)
        if together:
            yield lines(together, *texts)
        else:
            yield from texts

    def block(self, node: nodes.Node) -> str:
        """One block. Raises `TebikiError` (``pdf/node``) for one that print does not know."""
        write = function_of(node, self._block)
        return write(self, node) if write else fail("pdf/node", place_of(node), node=node.__class__.__name__)

    def group(self, node: nodes.Element) -> str:
        """A node's blocks as one argument."""
        return group(self.blocks(node.children))

    def title(self, node: nodes.Element) -> str:
        """The title of a section or a box, as one argument."""
        found = next((child for child in node.children if isinstance(child, nodes.title)), None)
        return call("item", self.inlines(found.children if found else ()))

    def paragraph(self, node: nodes.paragraph) -> str:
        """A paragraph; one that only leads to a remedy is a step's way out."""
        only = node.children[0] if len(node) == 1 else None
        if isinstance(only, nodes.reference) and "remedy" in only:
            return call("way-out", literal(only["refid"]), self.content(only))
        content = self.content(node)
        return call("p", content) if content else ""

    def bullets(self, node: nodes.bullet_list) -> str:
        """A list."""
        return lines("bullets", *map(self.group, elements(node)))

    def numbers(self, node: nodes.enumerated_list) -> str:
        """A numbered list."""
        return lines("numbers", str(node.get("start", 1)), *map(self.group, elements(node)))

    def definitions(self, node: nodes.definition_list) -> str:
        """Terms, each with what it means."""
        return lines("terms-list", *(array(self.definition(item)) for item in elements(node)))

    def definition(self, node: nodes.Element) -> Iterator[str]:
        """A term, then its definitions as one."""
        term, *definitions = elements(node)
        yield call("item", self.content(term))
        found = [child for part in definitions for child in part.children]
        only = found[0] if len(found) == 1 else None
        if isinstance(only, nodes.paragraph):  # as a block of its own it would stand off from its term
            yield call("item", self.content(only))
        else:
            yield group(self.blocks(found))

    def table(self, node: nodes.table) -> str:
        """A table with its head."""
        return table(self, node, self.group)

    def passed(self, node: nodes.Element) -> str:
        """Only the content."""
        return self.group(node)


def elements(node: nodes.Element) -> list[nodes.Element]:
    """The elements in a node, without the editors' notes."""
    found = (child for child in node.children if isinstance(child, nodes.Element))
    return [child for child in found if not isinstance(child, nodes.comment)]


def _together(node: nodes.Node) -> str:
    return str(getattr(node, "together", ""))


def _literal_block(writer: BlockWriter, node: nodes.literal_block) -> str:
    del writer
    return call("shown-text", *map(literal, node.astext().splitlines()))


def _divider(writer: BlockWriter, node: nodes.transition) -> str:
    del writer, node
    return call("divider")


def _quoted(writer: BlockWriter, node: nodes.block_quote) -> str:
    return lines("quoted", *writer.blocks(node.children))


def _rubric(writer: BlockWriter, node: nodes.rubric) -> str:
    return call("p", wrapped("b")(writer, node))


_FUNCTIONS: Final[Functions] = {
    nodes.paragraph: BlockWriter.paragraph,
    nodes.bullet_list: BlockWriter.bullets,
    nodes.enumerated_list: BlockWriter.numbers,
    nodes.definition_list: BlockWriter.definitions,
    nodes.block_quote: _quoted,
    nodes.literal_block: _literal_block,
    nodes.transition: _divider,
    nodes.rubric: _rubric,
    nodes.table: BlockWriter.table,
    nodes.container: BlockWriter.passed,
    addnodes.compact_paragraph: BlockWriter.paragraph,
}
