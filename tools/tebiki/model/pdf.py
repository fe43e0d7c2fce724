"""What pages say of a finished PDF; light, because a build that changes nothing reads it too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """A finished PDF: its name beside the page, its pages, its size in bytes."""

    file: str
    pages: int
    size: int
