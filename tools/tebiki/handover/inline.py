"""What stands within a line of a body: text, links, pictures, readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

from ..content import ruby
from ..content.settings import Cms
from ..output.page_tree import Element
from .addresses import Addresses
from .html import Node, element
from .names import picture_name

#: After these a long name may break; the chances within titles are for the site's own width.
AFTER: Final = (",", "=", "_", ".", "@")
#: Elements of a line that mean something without a style.
_KEPT: Final = frozenset({"strong", "em", "code", "br", "sub", "sup"})
_INLINE: Final = _KEPT | {"a", "b", "span", "img", "wbr", "ruby", "rp", "rt", "figcaption", "cite"}


def classes(here: Element) -> list[str]:
    """The classes of an element, in order."""
    return here.attrs.get("class", "").split()


def is_inline(node: Node) -> bool:
    """Whether a node stands within a line; a figure's caption follows its picture."""
    return isinstance(node, str) or node.tag in _INLINE


def _within_name(before: str, after: Node) -> bool:
    """Whether a long name goes on after a chance to break; after 「.」 a phrase of Japanese may end, too."""
    return before.endswith(AFTER) and isinstance(after, str) and after[:1].isascii()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a body shows: its path on the site, its name, its alt, and how large it is shown."""

    path: str
    name: str
    alt: str
    width: int
    height: int


@dataclass(slots=True)
class Inline:
    """Takes over lines of one page, and notes the pictures in them."""

    options: Cms
    addresses: Addresses
    place: tuple[str, str]
    pictures: list[Picture] = field(default_factory=list)

    def nodes(self, children: Iterable[Node]) -> list[Node]:
        """The nodes of a line, without what only a style would need."""
        return list(self._all(children))

    def said(self, text: str) -> list[Node]:
        """Our own words, which may hold readings."""
        return list(self._said(text))

    def _said(self, text: str) -> Iterator[Node]:
        for base, reading in ruby.parts(text):
            yield from self._reading(base, reading) if reading else (base,)

    def _reading(self, base: str, reading: str) -> Iterator[Node]:
        parts: list[Node] = [base, element("rp", ["（"]), element("rt", [reading]), element("rp", ["）"])]
        yield from (element("ruby", parts),) if self.options.ruby else (f"{base}（{reading}）",)

    def _all(self, children: Iterable[Node]) -> Iterator[Node]:
        before = ""
        for child, after in pairwise([*children, ""]):
            if isinstance(child, str):
                before = child
                yield child
            elif child.tag == "wbr" and _within_name(before, after):
                yield element("wbr")
            else:
                yield from self._one(child)

    def _one(self, here: Element) -> Iterator[Node]:
        tag, within = here.tag, self._all(here.children)
        if tag == "img":
            yield self._picture(here)
        elif tag == "a":
            yield from self._link(here)
        elif tag == "figcaption":
            # What to press to see it larger: nothing here.
            seen = [c for c in here.children if isinstance(c, str) or "np" not in classes(c)]
            yield from (element("br"), *self._all(seen))
        elif tag in _KEPT or (tag in {"ruby", "rt", "rp"} and self.options.ruby):
            yield element(tag, within)
        elif "lang" in here.attrs:
            own = {key: here.attrs[key] for key in ("lang", "translate") if key in here.attrs}
            yield element("span", within, **own)
        elif tag != "wbr":
            yield from within

    def _link(self, here: Element) -> Iterator[Node]:
        href = here.attrs.get("href", "")
        if next(here.iter("img"), None) is not None and not here.text:
            yield from self._all(here.children)  # it shows the picture larger: here it is as large as it is
        else:
            link = self.addresses.link(href, *self.place)
            yield element("a", self._words(here), href=link)

    def _words(self, here: Element) -> Iterator[Node]:
        """The words of a link; an address that is shown may still break where it may on the site."""
        for child in here.children:
            if isinstance(child, Element) and child.tag == "wbr" and "url" in classes(here):
                yield element("wbr")
            else:
                yield from self._all([child])

    def _picture(self, here: Element) -> Element:
        folder, _ = self.place
        path, alt = here.attrs.get("src", ""), here.attrs.get("alt", "")
        width, height = self._shown(here)
        address = self.addresses.picture(PurePosixPath(path).name, folder)
        name = picture_name(PurePosixPath(path).name, folder)
        found = Picture(f"{folder}/{path}", name, alt, width, height)
        self.pictures.append(found)
        sizes = {"width": str(width), "height": str(height)} if width and height else {}
        return element("img", src=address, alt=alt, **sizes)

    def _shown(self, here: Element) -> tuple[int, int]:
        """How large a picture is shown; zeros where a damaged page does not tell, as `picture/size` does."""
        sides = [here.attrs.get(name, "") for name in ("width", "height")]
        if not all(side.isascii() and side.isdigit() for side in sides):
            return 0, 0
        width, height = map(int, sides)
        most = self.options.width
        return (width, height) if width <= most else (most, round(height * most / width))
