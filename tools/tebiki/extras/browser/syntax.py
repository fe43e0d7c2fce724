"""WCAG 4.1.1 of a page's text: elements end as they began, no attribute and no id stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from .observations import Fault

_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: What ends a paragraph that is open: a browser would then see another tree than the one written.
_NO_PHRASE: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
#: What a browser's parser ends by itself; HTML allows to leave these ends out, our own pages write them.
_NESTS_NOT: Final = frozenset({"a", "button", "form", "option"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self._note(len(names) != len(set(names)), f"<{tag}> attribute twice")
        self._note(tag in _NESTS_NOT and tag in self.open, f"<{tag}> in <{tag}>")
        self._note(tag in _NO_PHRASE and "p" in self.open, f"<{tag}> in <p>")
        for name, value in attrs:
            if name == "id":
                self._note(value in self.ids or not value, f"id {value} twice or empty")
                self.ids.add(value or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self.open or self.open[-1] != tag:
            self._note(True, f"</{tag}> ends nothing")  # noqa: FBT003 -- the note's condition
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def _note(self, wrong: bool, what: str) -> None:  # noqa: FBT001 -- a condition, not an option
        if wrong:
            self.found.append(f"{self.getpos()[0]}: {what}")


def faults(path: Path) -> Iterator[Fault]:
    """What of a page's markup a browser would have to mend, with its line."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    reader.close()
    ends = [f"<{tag}> has no end" for tag in reader.open]
    yield from (Fault("syntax", None, what) for what in [*reader.found, *ends])
