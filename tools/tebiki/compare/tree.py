"""A page's HTML as a tree. Pages are our own builds' (well-formed); nothing in them is run or followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(slots=True)
class Element:
    """A tag with its attributes, texts and tags inside in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names in ``class``."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        """The tags directly inside."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """This tag and all inside, in reading order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def first(self, *tags: str) -> Element | None:
        """The first of these tags inside, or None."""
        return next((found for found in self.walk() if found.tag in tags and found is not self), None)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        at = next((i for i in range(len(self._open) - 1, 0, -1) if self._open[i].tag == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Element:
    """The tree of a page; its root has no tag."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
