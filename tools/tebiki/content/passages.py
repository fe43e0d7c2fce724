"""A manual's source in reading order, its shared chapters included, without Sphinx.

What a reader of the source meets: marks (``% F07``), headings, messages, pictures, codes, names of
quotations. A message is spelt as translators are asked for it, with roles and not with their values, so
that another year's facts change none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from ..errors import Place
from .directives import SHOWN, TITLED
from .markdown.parser import parser
from .sources import PART
from .text_files import read_text

#: ``note``: a comment that is no mark.
#: ``alt``: a message that describes a picture; ``step``: a step begins; ``end``: a heading or a remedy.
Kind = Literal["mark", "note", "message", "alt", "step", "end", "screen", "qr", "quotation"]

#: What ends a part of the text, beside a place that links lead to (``(prepare)=``).
HEADING, REMEDY = "#", "remedy"
#: Directives that a page shows closed until a reader opens them.
FOLDS: Final = frozenset({"differs", REMEDY})
_MARK: Final = re.compile(r"%\s*((?:[A-Z]+[0-9]+\s*)+)")
_DIRECTIVE: Final = re.compile(r"\{([\w-]+)\}\s*(.*)")
_OPTION: Final = re.compile(r":[\w-]+:")
_ALT: Final = re.compile(r":alt:\s*(.*)")
_STEP: Final = re.compile(r"step-\d+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that stands in a source. ``text``: ids of a mark, a message, a name of a picture or link.

    ``folded``: whether a page shows it only when somebody opens what it stands in.
    """

    kind: Kind
    text: str
    path: Path
    line: int
    folded: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows that a mark names."""
        return tuple(self.text.split())

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place.of(self.path, self.line)


#: Whether a directive, by its name and argument, shows its content.
Shows = Callable[[str, str], bool]


def _always(name: str, argument: str) -> bool:
    del name, argument
    return True


def passages(docs: Path, page: str, shows: Shows = _always) -> tuple[Passage, ...]:
    """All of the page's source in ``docs``, in the order in which it is read. Raises `TebikiError`.

    ``shows``: directives for which it is false are left out with all that they hold.
    """
    path = docs / f"{page}.md"
    return tuple(_Walk(docs, path, shows).text(read_text(path), 0))


@dataclass(frozen=True, slots=True)
class _Block:
    """What is needed of a token of Markdown; ``first``: its first line, from 0."""

    type: str
    first: int
    info: str
    content: str


@lru_cache(maxsize=2048)  # manuals include the same chapters, and facts change none of them
def _blocks(text: str) -> tuple[_Block, ...]:
    tokens = parser().parse(text)
    return tuple(_Block(one.type, one.map[0] if one.map else 0, one.info, one.content) for one in tokens)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A file being read; ``above``: the files that include it, itself last; ``folded``: as of a passage."""

    docs: Path
    path: Path
    shows: Shows
    above: tuple[Path, ...] = ()
    folded: bool = False

    def text(self, text: str, first: int) -> Iterator[Passage]:
        """The passages of a text that begins after ``first`` lines of the file."""
        for token in _blocks(text):
            line = first + token.first + 1
            if token.type in ("fence", "colon_fence"):
                yield from self._fence(token, line)
            else:
                yield from self._token(token, line)

    def _token(self, token: _Block, line: int) -> Iterator[Passage]:
        if token.type == "myst_line_comment":
            for number, text in enumerate(token.content.split("\n")):
                if mark := _MARK.fullmatch(f"% {text}".rstrip()):
                    yield self._passage("mark", " ".join(mark[1].split()), line + number)
                elif text.strip():
                    yield self._passage("note", text.strip(), line + number)
        elif token.type == "myst_target":
            yield self._passage("step" if _STEP.fullmatch(token.content) else "end", token.content, line)
        elif token.type == "heading_open":
            yield self._passage("end", HEADING, line)
        elif token.type == "inline":
            yield from self._message(token.content, line)

    def _message(self, text: str, line: int, kind: Kind = "message") -> Iterator[Passage]:
        if message := text.replace("\n", " ").strip():
            yield self._passage(kind, message, line)

    def _fence(self, token: _Block, line: int) -> Iterator[Passage]:
        found = _DIRECTIVE.match(token.info.strip())
        if found is None:
            return
        name, argument = found.groups()
        if name == "include":
            yield from self._included(argument)
        elif self.shows(name, argument.strip()):
            within = replace(self, folded=True) if name in FOLDS else self
            yield from within._directive(name, argument, token.content, line)  # noqa: SLF001 -- of this class

    def _included(self, name: str) -> Iterator[Passage]:
        path = self.docs / name
        # A file from elsewhere is refused where directives are looked at; a circle would never end.
        if PART.fullmatch(name) and path not in (*self.above, self.path):
            yield from replace(self, path=path, above=(*self.above, self.path)).text(read_text(path), 0)

    def _directive(self, name: str, argument: str, content: str, line: int) -> Iterator[Passage]:
        ends = [self._passage("end", REMEDY, line)] if name == REMEDY else []
        yield from ends
        yield from self._head(name, argument, line)
        lines = content.split("\n")
        count = next((at for at, text in enumerate(lines) if not _OPTION.match(text)), len(lines))
        for number, text in enumerate(lines[:count], line + 1):
            if alt := _ALT.match(text):
                yield from self._message(alt[1], number, "alt")
        yield from self.text("\n".join(lines[count:]), line + count)
        yield from ends

    def _head(self, name: str, argument: str, line: int) -> Iterator[Passage]:
        if kind := SHOWN.get(name):
            yield self._passage(kind, argument, line)
        elif name in TITLED:
            yield from self._message(argument, line)

    def _passage(self, kind: Kind, text: str, line: int) -> Passage:
        return Passage(kind, text, self.path, line, self.folded)
