"""A built site as a folder of pages, before anything in it is believed."""

from __future__ import annotations

from pathlib import Path

from ..errors import Place, fail
from .site_files import SiteFiles


def built_pages(site: Path) -> list[str]:
    """The pages of ``site``, sorted, as paths within it. Raises ``output/no-site`` where there is none."""
    pages = sorted(SiteFiles.walk(site).names(".html"))
    if not pages:
        fail("output/no-site", Place.of(site))
    return pages
