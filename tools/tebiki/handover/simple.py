"""A body for editors that take away ids, lists of terms and readings: nothing in it needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..output.page_tree import Element, read_tree
from .html import Node, element, html

#: What is read without its tags: a reading stands in the brackets that it brings along.
_OPENED: Final = frozenset({"ruby", "rp", "rt", "span"})
_KEPT: Final = frozenset(
    {"href", "hreflang", "lang", "translate", "src", "alt", "width", "height", "scope", "start", "value"}
)


def simplify(text: str) -> str:
    """The body without ids, ``dl``, ``ruby`` and links within the page; all its words are there."""
    return html(_blocks(read_tree(text)))


def _blocks(root: Element) -> Iterator[Node]:
    for child in root.children:
        if isinstance(child, Element) or child.strip():
            yield from _one(child)


def _one(node: Node) -> Iterator[Node]:
    if isinstance(node, str):
        yield node
    elif node.tag == "wbr":
        return
    elif node.tag == "dl":
        yield from _terms(node)
    elif node.tag in _OPENED and "lang" not in node.attrs:
        yield from _within(node)
    elif node.tag == "a":
        yield from _link(node)
    else:
        attrs = {key: value for key, value in node.attrs.items() if key in _KEPT}
        yield element(node.tag, _within(node), **attrs)


def _within(node: Element) -> Iterator[Node]:
    for child in node.children:
        yield from _one(child)


def _terms(node: Element) -> Iterator[Node]:
    """A term as a paragraph, then what stands under it."""
    for child in node.elements:
        inner = [part for part in _within(child) if isinstance(part, Element) or part.strip()]
        blocks = any(isinstance(part, Element) and part.tag in _BLOCKS for part in inner)
        yield from inner if blocks else (element("p", inner),)


def _link(node: Element) -> Iterator[Node]:
    """A link to a place in the page becomes its words, one to a place in another page leads to that page."""
    href, _, _ = node.attrs.get("href", "").partition("#")
    attrs = {key: value for key, value in node.attrs.items() if key in _KEPT and key != "href"}
    if href:
        yield element("a", _within(node), href=href, **attrs)
    elif "lang" in attrs:
        yield element("span", _within(node), **attrs)
    else:
        yield from _within(node)


_BLOCKS: Final = frozenset({"p", "ul", "ol", "table", "div", "h2", "h3", "h4", "h5", "h6"})
