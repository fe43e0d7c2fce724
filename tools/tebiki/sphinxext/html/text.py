"""Words within a line: text, links, emphasis."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from docutils import nodes

from ..roles.ui import ui_label
from .base import PageWriter
from .markup import tag, text_html

#: Classes of the source that have a look here.
KNOWN = ("step-ref", "remedy-ref")


def wide(char: str) -> bool:
    """Whether a character is one of those that Japanese sets without spaces between."""
    return unicodedata.east_asian_width(char) in "WF"


def join_lines(text: str, before: str, after: str) -> str:
    """Take out line ends of the source between wide characters; elsewhere they are spaces.

    A browser shows every line end as a space, also within a Japanese sentence.
    ``before`` and ``after`` are the characters next to the text, or empty.
    """
    lines = text.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        left, right = joined[-1:] or before, line[:1] or after
        joined += ("" if left and right and wide(left) and wide(right) else " ") + line
    return joined


def neighbour(node: nodes.Node, step: int) -> str:
    """The character beside ``node`` in its paragraph: of the one before (-1) or after it (+1)."""
    here: nodes.Node = node
    while isinstance(here.parent, nodes.TextElement):
        place = here.parent.index(here) + step
        if 0 <= place < len(here.parent):
            text = here.parent[place].astext()
            return text[-1:] if step < 0 else text[:1]
        here = here.parent
    return ""


def address_html(url: str) -> str:
    """A printed address that may break after its host, after a slash, before other marks of its path."""
    start = url.find("/", url.find("://") + 3) + 1 or len(url)
    path = re.sub(r"(?<=/)(?=.)|(?<=.)(?=[._?&=#])", "\u200b", url[start:])
    return text_html(url[:start] + ("\u200b" if path else "") + path)


def label_html(text: str) -> str:
    """A screen's words; a number at their start stays with what it numbers: 「1. 医療機関…」."""
    return re.sub(r"\d+\. \S", lambda match: f'<span class="nb">{match[0]}</span>', text_html(text))


class TextVisitors(PageWriter):
    """Visitors of inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 -- docutils' name
        """Plain text."""
        text = node.astext()
        if "\n" in text and not isinstance(node.parent, nodes.literal_block):
            text = join_lines(text, neighbour(node, -1), neighbour(node, +1))
        in_label = isinstance(node.parent, ui_label)
        self.out(label_html(text) if in_label else text_html(text))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802 -- docutils' name
        """Nothing to close."""

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Stress."""
        self.element(node, "<em>", "</em>")

    def visit_strong(self, node: nodes.Element) -> None:
        """Strong importance."""
        self.element(node, "<strong>", "</strong>")

    def visit_literal(self, node: nodes.Element) -> None:
        """What is typed or named exactly so."""
        self.element(node, "<code>", "</code>")

    def visit_inline(self, node: nodes.Element) -> None:
        """Text in another language, if it says so."""
        language = node.get("lang")
        self.element(node, tag("span", lang=language) if language else "", "</span>" if language else "")

    def visit_reference(self, node: nodes.Element) -> None:
        """A link; a printed address may break after its host."""
        uri = node["refuri"] if "refuri" in node else "#" + node["refid"]
        text = node.astext()
        printed = bool(urlsplit(uri).scheme) and text == uri
        known = ["nb"] if any(name in node["classes"] for name in KNOWN) else []
        self.out(tag("a", cls=" ".join(["url"] if printed else known), href=uri))
        if printed:
            self.out(address_html(text))
        else:
            self.walk(node.children)
        self.out("</a>")
        raise nodes.SkipNode
