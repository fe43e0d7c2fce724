"""A manual's page and its PDF: the same texts in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ..output.page_tree import Element

if TYPE_CHECKING:
    from ..output.document import Document

#: What holds a text of its own, in one piece, and is longer than a label.
_HOLDERS: Final = ("p", "li", "dt", "dd", "td", "th", "caption")
_BELOW: Final = ("p", "ul", "ol", "dl", "figure", "table", "a")
_SHORTEST: Final = 12
#: What only a page has: its buttons, its links to PDFs, the line of its edition, the list of steps.
_OWN: Final = frozenset({"edition", "links", "btns", "glance", "lk", "np"})


def bare(text: str) -> str:
    """Without blanks and soft breaks: lines break elsewhere in print."""
    return "".join(text.split()).replace("\u200b", "").replace("\u00ad", "")


def texts_of(page: Element) -> Iterator[Element]:
    """What a page says in whole pieces, within its sections, that print says in the same words.

    A text with a link is left out: print adds the number of the page or of the step.
    """
    for section in page.iter("section"):
        if not any(True for _ in section.iter("section") if _ is not section):
            yield from _within(section)


def _within(section: Element) -> Iterator[Element]:
    stack: list[Element] = [section]
    while stack:
        here = stack.pop()
        if _OWN & set(here.attrs.get("class", "").split()):
            continue
        if here.tag in _HOLDERS and not any(e is not here for e in here.iter(*_BELOW)):
            if len(bare(here.text)) >= _SHORTEST:
                yield here
            continue
        stack.extend(child for child in reversed(here.children) if isinstance(child, Element))


def said_by(document: Document) -> str:
    """All that the tag tree says, in its order, without blanks."""
    return bare("".join(tag.text for tag in document.tags if not tag.above))


def pieces_of(page: Element) -> tuple[tuple[Element, str], ...]:
    """`texts_of` a page, each with its text without blanks."""
    return tuple((element, bare(element.text)) for element in texts_of(page))


def has(text: str, said: str) -> bool:
    """Whether print says it, in one piece or, at a page's end, in two."""
    if text in said:
        return True
    return any(text[:cut] in said and text[cut:] in said for cut in range(4, len(text) - 3))


def misplaced(pieces: Sequence[tuple[Element, str]], said: str) -> Iterator[Element]:
    """What stands in print before something that it follows on the page, as little as explains it.

    ``pieces``: texts of the page with what of each is looked for (`pieces_of`).
    """
    placed = [(said.find(one), element) for element, one in pieces if said.count(one) == 1]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (place, _) in enumerate(placed):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [place], [index]
    kept: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    yield from (element for index, (_, element) in enumerate(placed) if index not in kept)
