"""The texts of a page in pieces, each on lines of its own and in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from .page_tree import UNSEEN, Element

#: Attributes that are spoken; of ``content`` some.
_SPOKEN: Final = frozenset({"alt", "aria-label", "title", "content"})
#: What begins a line of its own.
_LINES: Final = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "tr", "div", "section", "figcaption", "caption", "br", "summary"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "title", "main", "body", "ul", "ol", "dl", "table"}
)


class Block(NamedTuple):
    """What stands on lines of its own, in one language: ``tag`` is that of the innermost element.

    ``quoted``: words of somebody else, letter by letter, which no rule of style is about.
    """

    line: int
    tag: str
    lang: str
    text: str
    quoted: bool = False


def blocks(root: Element) -> Iterator[Block]:
    """The seen texts of a page in pieces, in order; alts and what else is spoken as pieces, too."""
    stack: list[Element | str | None] = [root]
    holders, parts = [root], list[str]()
    at = root
    while stack:
        here = stack.pop()
        if here is None:
            ended = holders.pop()
            if parts and (ended.tag in _LINES or _differ(ended, holders[-1])):
                yield from _piece(at, parts)
        elif isinstance(here, str):
            at = at if parts else holders[-1]
            parts.append(here)
        elif here.tag not in UNSEEN:
            if parts and (here.tag in _LINES or _differ(here, holders[-1])):
                yield from _piece(at, parts)
            if not _SPOKEN.isdisjoint(here.attrs):
                yield from _spoken(here)
            holders.append(here)
            stack.append(None)
            stack.extend(reversed(here.children))
    yield from _piece(at, parts)


def _differ(here: Element, around: Element) -> bool:
    return here.lang != around.lang or here.quoted != around.quoted


def _piece(at: Element, parts: list[str]) -> Iterator[Block]:
    """The block that the parts make, if they say anything; they are taken."""
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield Block(at.line, at.tag, at.lang, text, at.quoted)


def _spoken(element: Element) -> Iterator[Block]:
    for name in ("alt", "aria-label", "title", "content"):
        text = " ".join(element.attrs.get(name, "").split())
        if text and (name != "content" or element.attrs.get("name") in {"description", "author"}):
            yield Block(element.line, name, element.lang, text)
