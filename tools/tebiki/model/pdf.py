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

    ``texts`` and ``codes``: one entry a page; ``links``: addresses in the order of the pages.
    """

    texts: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]
    metadata: dict[str, str]

    @property
    def text(self) -> str:
        """All text, with that of the metadata: where a wrong id could hide."""
        return "\n".join([*self.texts, *self.links, *self.metadata.values()])
