"""A built site as a folder of pages, before anything in it is believed."""

from __future__ import annotations

from pathlib import Path

from ..errors import Place, fail


def built_pages(site: Path) -> list[str]:
    """The pages of ``site``, sorted, as paths within it. Raises ``output/no-site`` where there is none."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    if not found:
        fail("output/no-site", Place.of(site))
    return found
