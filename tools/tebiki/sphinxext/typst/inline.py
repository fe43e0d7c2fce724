"""Inline nodes → arguments of a call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from docutils import nodes

from ...errors import fail
from ...render.typst.modules import halves
from .. import nodes as ours
from ..state import place_of
from .calls import call, literal
from .text import leaf

#: One kana, and signs that stay outside: at the edge of a box they would lose their own space.
_KANA: Final = re.compile(r"([ぁ-ん])([。」』）]*)")
_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")


def inline(node: nodes.Node) -> str:
    """One inline node. Raises `TebikiError` (``pdf/node``) for one that print does not know."""
    for kind in type(node).__mro__:
        if write := _WRITERS.get(kind):
            return write(node)
    return fail("pdf/node", place_of(node), node=node.__class__.__name__)


def inlines(children: Iterable[nodes.Node]) -> str:
    """Inline nodes in their order, as arguments."""
    found = list(children)
    return ", ".join(text for text in [*map(inline, found[:-2]), *_end(found[-2:])] if text)


def _end(last: list[nodes.Node]) -> Iterable[str]:
    """The last two nodes: one kana after a word with its reading stays with it."""
    if len(last) == 2 and isinstance(last[0], ours.ruby) and (kana := _KANA.fullmatch(last[1].astext())):
        return call("nobreak", inline(last[0]), literal(kana[1])), literal(kana[2]) if kana[2] else ""
    return map(inline, last)


def wrapped(function: str) -> Callable[[Any], str]:
    """A writer that puts a node's content into one call."""
    return lambda node: call(function, inlines(node.children))


def plain(node: nodes.Element) -> str:
    """The content alone."""
    return inlines(node.children)


def _inline(node: nodes.inline) -> str:
    return call("foreign", literal(node["lang"]), plain(node)) if "lang" in node else plain(node)


def _fact(node: ours.fact) -> str:
    if node["kind"] == "mail":
        return call("out", literal(f"mailto:{node.astext()}"), plain(node))
    wraps = {"code": "b(nobreak({}))", "phrase": "nobreak({})"}
    return wraps.get(node["kind"], "{}").format(plain(node))


def _ruby(node: ours.ruby) -> str:
    return call("ruby", literal(node.astext()), literal(node["reading"]))


def _reference(node: nodes.reference) -> str:
    if "refid" in node:
        if "remedy" in node:
            return call("remedy-link", literal(node["refid"]), plain(node))
        content = call("nobreak", plain(node)) if "step" in node else plain(node)
        return call("to", literal(node["refid"]), content)
    url = node.get("refuri", "")
    if not url.startswith(_SCHEMES):
        fail("pdf/address", place_of(node), address=url)
    return address(url) if node.astext() == url else call("out", literal(url), plain(node))


def address(url: str) -> str:
    """An address, printed and linked."""
    return call("address", literal(url), *map(literal, halves(url)))


def _nothing(node: nodes.Node) -> str:
    del node
    return ""


_WRITERS: Final[dict[type[nodes.Node], Callable[[Any], str]]] = {
    nodes.Text: leaf,
    nodes.strong: wrapped("b"),
    nodes.emphasis: wrapped("em"),
    nodes.literal: wrapped("b"),
    nodes.subscript: wrapped("sub-"),
    nodes.superscript: wrapped("sup"),
    nodes.abbreviation: plain,
    nodes.inline: _inline,
    nodes.reference: _reference,
    nodes.target: _nothing,
    ours.fact: _fact,
    ours.ruby: _ruby,
    ours.ui_label: plain,
    ours.changed: wrapped("changed"),
    ours.nobreak: wrapped("nobreak"),
}
