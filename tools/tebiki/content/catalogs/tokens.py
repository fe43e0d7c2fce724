"""A message as the Markdown parser sees it, without MyST, docutils or Sphinx.

What of a message is not words (roles, targets of links, bold, the kind of block) can then
be compared between a text and its translation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from markdown_it.token import Token

from ..markdown.parser import is_plain, parser

#: Stands in the visible text for a role: what it prints is not the translator's.
OBJECT: Final = "\ufffc"
#: The role that is about line breaks only; its text is visible text.
NOBREAK: Final = "nobreak"

_PLAIN = frozenset({"text", "strong_close", "em_close", "link_close"})
_KNOWN = _PLAIN | {"softbreak", "myst_role"}


@dataclass(slots=True)
class Tokens:
    """What a message is made of."""

    #: Kinds of the blocks, in order; ``("paragraph",)`` for almost every message.
    blocks: tuple[str, ...] = ()
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    code: Counter[str] = field(default_factory=Counter)
    strong: int = 0
    emphasis: int = 0
    #: Links and bold text that hold nothing.
    empty: int = 0
    #: Kinds of inline tokens that no manual uses: ``footnote_ref``, ``hardbreak``.
    strange: tuple[str, ...] = ()
    #: Every run of text on its own, as it would be printed.
    pieces: tuple[str, ...] = ()
    #: The text as a reader sees it; `OBJECT` where a role stands.
    visible: str = ""


@lru_cache(4096)
def tokens_of(text: str) -> Tokens:
    """The tokens of ``text``, not to be changed: each message is asked for by every language."""
    if is_plain(text):
        return Tokens(blocks=("paragraph",), pieces=(text,), visible=text)
    found = Tokens()
    parsed = parser().parse(text)
    found.blocks = tuple(t.type.removesuffix("_open") for t in parsed if t.level == 0 and t.nesting >= 0)
    visible: list[str] = []
    for token in parsed:
        if token.type == "inline":
            visible.extend(_inline(token.children or [], found))
        elif token.content:
            visible.append(token.content)  # of a code block or the like
    found.visible = "".join(visible)
    found.pieces = tuple(part for part in visible if part != OBJECT)
    return found


def _inline(children: Iterable[Token], found: Tokens) -> Iterator[str]:
    """The visible parts; all else is counted into ``found``."""
    before = ""
    for token in children:
        if before.endswith("_open") and token.type == before.removesuffix("open") + "close":
            found.empty += 1
        before = token.type
        if token.type in _PLAIN or (token.type == "myst_role" and token.meta["name"] == NOBREAK):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type in ("myst_role", "code_inline"):
            yield OBJECT
        _count(token, found)


def _count(token: Token, found: Tokens) -> None:
    match token.type:
        case "myst_role" if token.meta["name"] != NOBREAK:
            found.roles[token.meta["name"], token.content] += 1
        case "code_inline":
            found.code[token.content] += 1
        case "strong_open":
            found.strong += 1
        case "em_open":
            found.emphasis += 1
        case "link_open" if token.markup != "autolink":
            found.links[_target(token)] += 1
        case kind if kind not in _KNOWN:
            found.strange += (token.markup or kind,)


def _target(token: Token) -> str:
    """Where a link leads; a title (``[…](#x "title")``) belongs to it."""
    title = token.attrs.get("title")
    return str(token.attrs["href"]) + (f' "{title}"' if title is not None else "")
