"""Trees into HTML, a block a line, so that people can read what they paste; whole pages for colleagues."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from ..output.page_tree import Element

Node = Element | str
#: Elements that begin and end a line; within them only other such elements begin one.
BLOCKS: Final = frozenset(
    {"p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "div"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "details", "summary", "section"}
)
#: Elements without an end tag.
VOID: Final = frozenset({"br", "img", "input", "wbr"})


def element(tag: str, children: Iterable[Node] = (), **attrs: str | None) -> Element:
    """A new element; an attribute that is None is left out, ``for_`` stands for ``for``, ``_`` for ``-``."""
    values = {name.rstrip("_").replace("_", "-"): v for name, v in attrs.items() if v is not None}
    return Element(tag, 0, values, children=list(children))


def html(nodes: Iterable[Node]) -> str:
    """Blocks as HTML, each on a line of its own, ending in a line end."""
    return "".join(_block(node) + "\n" for node in nodes)


def _block(node: Node) -> str:
    if isinstance(node, str) or node.tag not in BLOCKS:
        return _inline(node)
    if not any(isinstance(child, Element) and child.tag in BLOCKS for child in node.children):
        within = "".join(map(_inline, node.children)).strip()
    else:
        within = "\n" + html(child for child in node.children if isinstance(child, Element))
    return f"{_start(node)}{within}</{node.tag}>"


def _inline(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    if node.tag in VOID:
        return _start(node)
    return f"{_start(node)}{''.join(map(_inline, node.children))}</{node.tag}>"


def _start(node: Element) -> str:
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in node.attrs.items())
    return f"<{node.tag}{attrs}>"


_FRAME: Final = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="tebiki">
<meta name="robots" content="noindex">
{style}</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def page_html(title: str, body: str, style: str = "") -> str:
    """A page with ``body``, which is HTML; ``generator`` tells later commands that it is ours.

    ``style``: a style sheet of our own, to stand in the page.
    """
    sheet = f"<style>\n{style}</style>\n" if style else ""
    return _FRAME.format(title=escape(title), body=body, style=sheet)
