"""Parts of the pages for whoever puts a handover into a CMS: numbered steps, tables, boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Final

from ..messages import say
from .html import Node, element, html, page_html

#: Rows of a table before the rest is folded away.
_SHOWN: Final = 12


def words(key: str, /, **values: object) -> str:
    """A sentence of these pages."""
    return say(f"handover-page/{key}", "ja", **values)


def page(title: str, parts: Iterable[Node]) -> str:
    """A whole page in the look of all of them."""
    style = files(__package__).joinpath("index.css").read_text(encoding="utf-8")
    return page_html(title, html(parts), style)


def step(number: int, title: str, count: str, content: Iterable[Node], state: str = "n") -> Node:
    """A numbered step. ``state``: ``n`` for a count, ``s`` for what is settled, ``s w`` for what is not."""
    right = [element("span", [count], class_=state)] if count else []
    head = element("h2", [element("b", [str(number)]), element("span", [title]), *right])
    return element("section", [head, element("div", content, class_="step")])


def tick(text: Iterable[Node] | str) -> Node:
    """A box to tick with what it is of."""
    words_ = [text] if isinstance(text, str) else list(text)
    return element("li", [element("label", [_box(), element("span", words_)])])


def ticks(texts: Iterable[Iterable[Node] | str]) -> Node:
    """Boxes to tick, one below the other."""
    return element("ul", [tick(text) for text in texts], class_="ticks")


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Node]]) -> Iterator[Node]:
    """A table with a box to tick before each row; long ones are folded after some rows."""
    yield _table(caption, heads, rows[:_SHOWN])
    if rest := rows[_SHOWN:]:
        more = element("summary", [words("more", count=len(rest))])
        yield element("details", [more, _table(caption, heads, rest)])


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Node]]) -> Node:
    head = [element("th", [text], scope="col") for text in (words("col-done"), *heads)]
    body = [_row(row) for row in rows]
    made = element(
        "table",
        [
            element("caption", [caption]),
            element("thead", [element("tr", head)]),
            element("tbody", body),
        ],
    )
    return element("div", [made], class_="scroll")


def _row(cells: Sequence[Node]) -> Node:
    first, *others = cells
    name = first if isinstance(first, str) else first.text
    ticked = element("td", [_box(name)])
    rest = [element("td", [cell]) for cell in others]
    return element("tr", [ticked, element("th", [first], scope="row"), *rest])


def _box(name: str | None = None) -> Node:
    return element("input", type="checkbox", aria_label=name)


def blank() -> Node:
    """A line to write on."""
    return element("span", class_="blank")


def paragraph(*parts: Node) -> Node:
    """A paragraph of words, links and bold words."""
    return element("p", parts)


def link(text: str, href: str) -> Node:
    """A link."""
    return element("a", [text], href=href)


def strong(text: str) -> Node:
    """Bold words."""
    return element("strong", [text])
