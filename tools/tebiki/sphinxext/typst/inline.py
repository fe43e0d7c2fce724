"""Inline nodes → arguments of a call; needs neither Sphinx nor a city's content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from docutils import nodes

from ...errors import fail
from ...render.typst.modules import halves
from ..dispatch import function_of
from ..node_kinds import phrase_break
from ..places import place_of
from .calls import call, literal
from .phrases import Phrase, has_breaks, has_links, has_phrases, needs_box, phrases, width_of
from .text import boxed, leaf

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
        """Inline nodes in their order, as arguments; phrases, where there are some, in boxes."""
        found = list(children)
        if has_phrases(found):
            return _joined(map(self.phrase, phrases(found)))
        return _joined(map(self.inline, found))

    def phrase(self, phrase: Phrase) -> str:
        """A phrase, as arguments."""
        at = next((i for i, node in enumerate(phrase.kept) if has_breaks(node)), None)
        kept = self.boxed(phrase.kept) if at is None else self._around(phrase.kept, at)
        return _joined([*map(self.inline, phrase.before), kept, *map(self.inline, phrase.after)])

    def boxed(self, nodes_: list[nodes.Node]) -> str:
        """Nodes that stay on one line, as one argument where a column has room for them."""
        content = _joined(map(self.inline, nodes_))
        return boxed(content, width_of(nodes_)) if needs_box(nodes_) else content

    def _around(self, kept: list[nodes.Node], at: int) -> str:
        """A phrase with a link whose own text has several: what stands beside it keeps to its ends."""
        link, before, after = kept[at], kept[:at], kept[at + 1 :]
        if isinstance(link, nodes.reference) and not has_links([*before, *after]):
            return _link(self, link, _joined(map(self.inline, before)), _joined(map(self.inline, after)))
        return _joined([self.boxed(before), self.inline(link), self.boxed(after)])

    def content(self, node: nodes.Element) -> str:
        """The content of an inline node alone, as arguments."""
        return self.inlines(node.children)


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


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
    return _link(writer, node)


def _link(writer: InlineWriter, node: nodes.reference, before: str = "", after: str = "") -> str:
    """A link. ``before`` and ``after``: arguments that no line tears from its first and its last phrase."""
    words = _words(writer, node, before, after)
    content = _joined([words, *_beside("before", before), *_beside("after", after)])
    if "remedy" in node:
        return call("remedy-link", literal(node["refid"]), content)
    if "refid" in node:
        return call("to", literal(node["refid"]), call("nobreak", content) if "step" in node else content)
    url = node.get("refuri", "")
    if not url.startswith(_SCHEMES):
        fail("pdf/address", place_of(node), address=url)
    return address(url) if node.astext() == url else call("out", literal(url), content)


def _words(writer: InlineWriter, node: nodes.reference, before: str, after: str) -> str:
    """A link's own words; signs at an end stay in their phrase where something else is to stay with it."""
    if not before and not after:
        return writer.content(node)
    return _joined(map(writer.phrase, phrases(node.children, first=not before, last=not after)))


def _beside(name: str, content: str) -> list[str]:
    return [f"{name}: {call('item', content)}"] if content else []


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
