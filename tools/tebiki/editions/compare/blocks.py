"""What a reader meets on a page: chapters, and in them blocks of words, pictures and codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

#: ``title``: of a box or a remedy (see `Block.label`); ``row``: of a table, a line a cell.
Kind = Literal["paragraph", "item", "legend", "row", "link", "picture", "qr", "edition", "print"]


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters of one script, a number, a sign, or a whole reference to a place of the page.

    ``target``: the place's id. A reference is the same while it leads to the same place, whatever
    number its text shows.
    """

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where words lead: an address, a page, or ``#id``."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file in the site, its size (px) and its text. ``code``: what a QR code holds."""

    name: str
    path: Path
    alt: tuple[Token, ...]
    width: int
    height: int
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to read. ``label``: the title of the box, remedy or term that it stands in."""

    kind: Kind
    tokens: tuple[Token, ...] = ()
    label: tuple[Token, ...] = ()
    links: tuple[Link, ...] = ()
    picture: Picture | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks before the next one. ``level``: 1 (the page's own) to 6.

    ``number``: of a step, else None. ``chapter``: the id of the chapter (level 2) that it is in.
    ``printed``: its page in the manual's PDF (from 1); None where nobody knows.
    """

    id: str
    level: int
    title: tuple[Token, ...]
    number: int | None
    chapter: str
    blocks: tuple[Block, ...]
    printed: int | None = None

    @property
    def name(self) -> str:
        """The heading's words."""
        return "".join(token.text for token in self.title)

    def words(self) -> Iterator[Token]:
        """All its words and those of its pictures."""
        yield from self.title
        for block in self.blocks:
            yield from block.label
            yield from block.tokens
            if block.picture is not None:
                yield from block.picture.alt


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site: its name (``android``) and its sections in reading order."""

    name: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The page's heading."""
        return self.sections[0].name if self.sections else self.name
