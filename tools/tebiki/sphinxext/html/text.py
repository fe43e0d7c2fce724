"""Words within a line: text, links, emphasis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from docutils import nodes

from ..node_kinds import index_of, phrase_break
from ..phrases import inlines_around, is_closed
from ..roles.ruby import ruby
from ..roles.ui import ui_label
from .base import PageWriter
from .markup import JOIN, NAME_BREAK, PHRASE_BREAK, is_torn, joined_html, tag, text_html

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
    for other in beside(node, step):
        if text := other.astext():
            return str(text[-1:] if step < 0 else text[:1])
    return ""


def beside(node: nodes.Node, step: int) -> Iterator[nodes.Node]:
    """What stands before (-1) or after (+1) ``node`` in its paragraph, the nearest first."""
    here = node
    while isinstance(here.parent, nodes.TextElement):
        place = index_of(here)
        yield from here.parent[place + 1 :] if step > 0 else here.parent[:place][::-1]
        here = here.parent


def address_html(url: str) -> str:
    """A printed address that may break after its host, after a slash, before other marks of its path."""
    start = url.find("/", url.find("://") + 3) + 1 or len(url)
    path = re.sub(r"(?<=/)(?=.)|(?<=.)(?=[._?&=#])", "\u200b", url[start:])
    return text_html(url[:start] + ("\u200b" if path else "") + path)


def label_html(html: str) -> str:
    """A screen's words; a number at their start stays with what it numbers: 「1. 医療機関…」."""
    return re.sub(
        rf"(\d+\. )(?:{JOIN})?(\S)", lambda match: f'<span class="nb">{match[1]}{match[2]}</span>', html
    )


def is_name(node: nodes.Node) -> bool:
    """Whether text is part of what a browser makes a name of: a link's, a heading's, a cell's."""
    above = node.parent
    while above is not None and not isinstance(above, nodes.paragraph):
        if isinstance(above, nodes.reference | nodes.title):
            return True
        above = above.parent
    return above is not None and isinstance(above.parent, nodes.entry)


class TextVisitors(PageWriter):
    """Visitors of inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 -- docutils' name
        """Plain text."""
        text = node.astext()
        if "\n" in text and not isinstance(node.parent, nodes.literal_block):
            text = join_lines(text, neighbour(node, -1), neighbour(node, +1))
        html = self.joined(node, text) if self.publication.has_phrases else text_html(text)
        self.out(label_html(html) if isinstance(node.parent, ui_label) else html)

    def joined(self, node: nodes.Text, text: str) -> str:
        """The text of a leaf as HTML; no line breaks within it but where its kind lets it."""
        after = self.after(node)
        if isinstance(node.parent, nodes.FixedTextElement):
            return text_html(text)
        if any(map(is_closed, inlines_around(node))):
            return text_html(text) + (JOIN if is_torn(text[-1:], after) else "")
        return joined_html(text, after)

    def after(self, node: nodes.Text) -> str:
        """The letter that follows the end of a leaf on its line, whatever the width; none after a reading."""
        for other in beside(node, +1):
            if isinstance(other, phrase_break | ruby):
                return ""
            if text := other.astext():
                return str(text[0])
        return ""

    def visit_phrase_break(self, node: phrase_break) -> None:
        """Where a line may break; after a blank it may anyhow."""
        if neighbour(node, -1) not in (" ", "\u3000"):
            self.out(NAME_BREAK if is_name(node) else PHRASE_BREAK)
        raise nodes.SkipNode

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
