"""The subject of a handover to a CMS: the body of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ...content.settings import Cms
from ...errors import Place
from ...output.page_tree import Element, read_tree


@dataclass(frozen=True)
class CmsBody:
    """What is handed to a CMS of one page: HTML without a frame. ``name``: its file in the handover."""

    name: str
    text: str = field(repr=False)
    options: Cms

    @cached_property
    def root(self) -> Element:
        """Its tree."""
        return read_tree(self.text)

    def place(self, line: int | None = None) -> Place:
        """A line of it."""
        return Place(self.name, line)
