"""Text of a paragraph as it is printed: line ends of the source gone, line ends of print guided."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Final

from docutils import nodes

from ...characters import show_characters
from ...errors import Place, fail
from ...render.fonts import missing
from ..node_kinds import phrase_break
from ..places import place_of
from .calls import call, literal

_LINE_END: Final = re.compile(r"[ \t]*\n\s*")
#: The last kana or Han of a paragraph or a link stay together, so that none stands on a line of its own:
#: in Chinese, and of Japanese words in other languages. Japanese breaks at phrases. Signs after them stay
#: outside: at the edge of a box they would lose their own space.
_TAIL: Final = re.compile(
    r"([ぁ-ん]{0,2}ください|と?[一-龯々][ぁ-ん]{1,4}|[ぁ-ん]{2,4}|(?<=.)[一-龯]{2})([。」』）”)]*)$"
)

#: Ems (`ems`) that the narrowest column of text has, beside a picture: what is wider and kept on one line
#: would break there, and what follows it would stand beside its first line. Twenty-six Latin letters.
NARROWEST: Final = 14.5


def is_wide(character: str) -> bool:
    """Whether a script without spaces uses ``character``: a line end beside it is no space."""
    return unicodedata.east_asian_width(character) in "WF"


def ems(text: str) -> float:
    """The width of a text on one line, about."""
    return sum(1.0 if is_wide(character) else 0.55 for character in text)


def boxed(content: str, width: float) -> str:
    """A call that keeps ``content`` on one line, unless it is more ems wide than the narrowest column."""
    return call("nobreak", content) if content and width <= NARROWEST else content


def kept(content: str, text: str) -> str:
    """The same of a text."""
    return boxed(content, ems(text))


def printed(node: nodes.Text) -> str:
    """The text of a leaf, as one line.

    A line end of the source becomes a space between words, nothing between Japanese.
    """
    text = node.astext()
    if "\n" not in text:
        return text
    before, after = _beside(node)
    whole = before + text + after

    def one(match: re.Match[str]) -> str:
        left, right = whole[: match.start() + len(before)], whole[match.end() + len(before) :]
        if not left or not right:
            return ""
        return "" if is_wide(left[-1]) or is_wide(right[0]) else " "

    return _LINE_END.sub(one, text)


def _beside(node: nodes.Text) -> tuple[str, str]:
    """The text before and after a leaf within its paragraph."""
    leaves = list(block_of(node).findall(nodes.Text))
    here = next(i for i, leaf in enumerate(leaves) if leaf is node)
    return "".join(map(str, leaves[:here])), "".join(map(str, leaves[here + 1 :]))


def block_of(node: nodes.Node) -> nodes.Node:
    """What a node stands in that is no part of a line: its paragraph or title."""
    parent: nodes.Element | None = node.parent
    while isinstance(parent, nodes.TextElement):
        node, parent = parent, parent.parent
    return node


def refuse_missing(text: str, where: Callable[[], Place]) -> None:
    """Raise `TebikiError` (``pdf/glyph``) at a place for characters that no font has."""
    if lost := missing(text):
        codes = " ".join(f"U+{ord(character):04X}" for character in lost)
        fail("pdf/glyph", where(), characters=show_characters(lost, text), codes=codes)


def leaf(node: nodes.Text) -> str:
    """A leaf as an argument of a call; "" where nothing is printed.

    Raises `TebikiError` (``pdf/glyph``) for a character that no font has.
    """
    text = printed(node)
    refuse_missing(text, partial(place_of, node))
    tail = _TAIL.search(text) if node.parent.children[-1] is node else None
    if tail is None or next(block_of(node).findall(phrase_break), None) is not None:  # phrases see to the end
        return literal(text) if text else ""
    start, kept, signs = text[: tail.start()], tail[1], tail[2]
    return ", ".join(filter(None, [literal(start), call("nobreak", literal(kept)), signs and literal(signs)]))
