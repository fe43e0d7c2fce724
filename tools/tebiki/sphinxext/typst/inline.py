"""Inline nodes → arguments of a call; needs neither Sphinx nor a city's content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from docutils import nodes

from ...errors import fail
from ...render.typst.modules import halves
from ..dispatch import function_of
from ..node_kinds import phrase_break
from ..places import place_of
from .calls import call, literal
from .text import leaf

#: One kana, and signs that stay outside: at the edge of a box they would lose their own space.
_KANA: Final = re.compile(r"([ぁ-ん])([。」』）]*)")
_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")
#: Writes a node; it is given the writer and the node.
Function = Callable[[Any, Any], str]
#: Class of nodes, or one of docutils' categories → function.
Functions = Mapping[type[Any], Function]


class InlineWriter:
    """Writes what stands within a line.

    ``functions``: node class → function, beside those of docutils' own nodes; each is given the writer
    and the node.
    """

    def __init__(self, functions: Functions) -> None:
        own: Functions = {
            kind: function for kind, function in functions.items() if issubclass(kind, nodes.Inline)
        }
        self._inline: Functions = {**_FUNCTIONS, **own}

    def inline(self, node: nodes.Node) -> str:
        """One inline node. Raises `TebikiError` (``pdf/node``) for one that print does not know."""
        write = function_of(node, self._inline)
        return write(self, node) if write else fail("pdf/node", place_of(node), node=node.__class__.__name__)

    def inlines(self, children: Iterable[nodes.Node]) -> str:
        """Inline nodes in their order, as arguments."""
        found = list(children)
        parts = [*map(self.inline, found[:-2]), *self._end(found[-2:])]
        return ", ".join(text for text in parts if text)

    def content(self, node: nodes.Element) -> str:
        """The content of an inline node alone, as arguments."""
        return self.inlines(node.children)

    def _end(self, last: list[nodes.Node]) -> Iterable[str]:
        """The last two nodes: one kana after a word with its reading stays with it."""
        keeps = len(last) == 2 and getattr(last[0], "keeps_kana", False)
        if keeps and (kana := _KANA.fullmatch(last[1].astext())):
            signs = literal(kana[2]) if kana[2] else ""
            return call("nobreak", self.inline(last[0]), literal(kana[1])), signs
        return map(self.inline, last)


def wrapped(function: str) -> Function:
    """A function that puts a node's content into one call."""
    return lambda writer, node: call(function, writer.content(node))


def _leaf(writer: InlineWriter, node: nodes.Text) -> str:
    del writer
    return leaf(node)


def _inline(writer: InlineWriter, node: nodes.inline) -> str:
    content = writer.content(node)
    return call("foreign", literal(node["lang"]), content) if "lang" in node else content


def _reference(writer: InlineWriter, node: nodes.reference) -> str:
    content = writer.content(node)
    if "refid" in node:
        if "remedy" in node:
            return call("remedy-link", literal(node["refid"]), content)
        return call("to", literal(node["refid"]), call("nobreak", content) if "step" in node else content)
    url = node.get("refuri", "")
    if not url.startswith(_SCHEMES):
        fail("pdf/address", place_of(node), address=url)
    return address(url) if node.astext() == url else call("out", literal(url), content)


def address(url: str) -> str:
    """An address, printed and linked."""
    return call("address", literal(url), *map(literal, halves(url)))


def _nothing(writer: InlineWriter, node: nodes.Node) -> str:
    del writer, node
    return ""


_FUNCTIONS: Final[Functions] = {
    nodes.Text: _leaf,
    nodes.strong: wrapped("b"),
    nodes.emphasis: wrapped("em"),
    nodes.literal: wrapped("b"),
    nodes.subscript: wrapped("sub-"),
    nodes.superscript: wrapped("sup"),
    nodes.abbreviation: InlineWriter.content,
    nodes.inline: _inline,
    nodes.reference: _reference,
    nodes.target: _nothing,
    phrase_break: _nothing,
}
