"""Where the parts of a handover will stand: links of the site's pages as links of a CMS."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from ..content.output_names import page_of_file, page_path, picture_path
from ..content.settings import Cms
from ..errors import Place, fail
from .names import picture_name


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses as one file of the handover names them: in the CMS, else on the site, else beside it.

    ``up`` leads from that file to the folder ``cms``: empty, or ``../``. ``stable``: a PDF's path
    on the site → its name in every edition. ``named``: what the CMS has named itself, by the name in
    the handover. ``site``: the address of the site, for cities that publish that and have no ``base``.
    """

    options: Cms
    stable: Mapping[str, str] = field(default_factory=dict)
    up: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None

    @property
    def known(self) -> bool:
        """Whether a body may be pasted: else all its links and pictures would lead nowhere."""
        return bool(self.options.base or self.site)

    def page(self, folder: str, page: str) -> str:
        """The address of a page of a language's folder."""
        path = page_path(folder, page)
        return self.named.get(path) or (self.options.base or self.site or self.up) + path

    def picture(self, name: str, folder: str) -> str:
        """The address of a picture of a language's folder."""
        own = picture_name(name, folder)
        if own in self.named:
            return self.named[own]
        if self.site and not (self.options.base or self.options.files):
            return f"{self.site}{folder}/{picture_path(name)}"
        below = f"{self.options.base}files/" if self.options.base else f"{self.up}files/"
        return (self.options.files or below) + own

    def pdf(self, path: str) -> str:
        """The address of a PDF by its path on the site."""
        own = self.stable[path]
        if own in self.named:
            return self.named[own]
        if self.site and not (self.options.base or self.options.pdf):
            return self.site + path
        below = f"{self.options.base}pdf/" if self.options.base else f"{self.up}../pdf/"
        return (self.options.pdf or below) + own

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
            return self.pdf(path)
        name = path.split("/")
        there = page_of_file(name[-1]) if len(name) == 2 else None
        if there is None:
            fail("handover/link", Place(page_path(folder, page)), link=href)
        return self.page(name[0], there) + fragment
