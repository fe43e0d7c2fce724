"""Where the parts of a handover will stand: links of the site's pages as links of a CMS."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from ..content.output_names import page_of_file, page_path
from ..content.settings import Cms
from ..errors import Place, fail
from .names import picture_name


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses as one file of the handover names them.

    ``up`` leads from that file to the folder ``cms``: empty, or ``../``. ``stable``: a PDF's path
    on the site → its name in every edition.
    """

    options: Cms
    stable: Mapping[str, str] = field(default_factory=dict)
    up: str = ""

    def page(self, folder: str, page: str) -> str:
        """The address of a page of a language's folder."""
        return (self.options.base or self.up) + page_path(folder, page)

    def picture(self, name: str, folder: str) -> str:
        """The address of a picture of a language's folder."""
        below = f"{self.options.base}files/" if self.options.base else f"{self.up}files/"
        return (self.options.files or below) + picture_name(name, folder)

    def pdf(self, name: str) -> str:
        """The address of a PDF by its stable name."""
        below = f"{self.options.base}pdf/" if self.options.base else f"{self.up}../pdf/"
        return (self.options.pdf or below) + name

    def place(self, name: str) -> str:
        """The name of a place within a page."""
        return self.options.prefix + name

    def link(self, href: str, folder: str, page: str) -> str:
        """What a link on ``<folder>/<page>.html`` of the site becomes.

        Raises `TebikiError` (``handover/link``) for one to a file that is not handed over.
        """
        parts = urlsplit(href)
        if parts.scheme:
            return href
        fragment = f"#{self.place(parts.fragment)}" if parts.fragment else ""
        if not parts.path:
            return fragment
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if path in self.stable:
            return self.pdf(self.stable[path])
        name = path.split("/")
        there = page_of_file(name[-1]) if len(name) == 2 else None
        if there is None:
            fail("handover/link", Place(page_path(folder, page)), link=href)
        return self.page(name[0], there) + fragment
