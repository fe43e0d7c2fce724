"""What is known of a finished PDF; light, because a build that changes nothing reads it too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """A finished PDF: its name beside the page, its pages, its size in bytes."""

    file: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class PdfContent:
    """A finished PDF, read back.

    ``texts`` and ``codes``: one entry a page; ``links``: addresses in the order of the pages,
    ``where``: the page (from 1) of each. ``beside``: metadata, bookmarks and alts, each with its
    page, if on one; empty where the tag tree was not read.
    """

    texts: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]
    metadata: dict[str, str]
    where: tuple[int, ...] = ()
    beside: tuple[tuple[int | None, str], ...] = ()

    def page_of(self, url: str) -> int | None:
        """The first page with a link to an address."""
        return next((page for link, page in zip(self.links, self.where, strict=False) if link == url), None)

    @property
    def text(self) -> str:
        """All text, with that of the metadata: where a wrong id could hide."""
        return "\n".join([*self.texts, *self.links, *self.metadata.values()])


def size_text(size: int) -> str:
    """``0.9MB``, or ``85KB`` below 100 000 bytes; never ``0KB``."""
    return f"{size / 1_000_000:.1f}MB" if size >= 100_000 else f"{max(1, round(size / 1000))}KB"
