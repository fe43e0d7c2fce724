"""The links to look at: those of the edition, and whatever else the built pages lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from ...content.edition import Edition
from ...content.toml_files import place_of
from ...errors import Place, fail
from ...output.page_tree import TooDeepError


@dataclass(frozen=True, slots=True)
class Link:
    """An address and where it stands. ``name``: the edition's link; its ``target``: where that must lead.

    ``shortener``: whether it is one whose target must be known, recorded yet or not.
    """

    url: str
    place: Place
    name: str | None = None
    target: str | None = None

    shortener: bool = False


def links_of_edition(edition: Edition, path: Path) -> Iterable[Link]:
    """The edition's links, at their keys. One whose target is recorded or asked for is a shortener."""
    for name, link in edition.links.items():
        open_ = f"links.{name}.target" in edition.unconfirmed
        place = place_of(path, ["links", name, "url"])
        yield Link(link.url, place, name, link.target, link.target is not None or open_)


def links_of_page(site: Path, name: str) -> Iterable[Link]:
    """Links of a built page to other servers. Raises `TebikiError` for one that nests too deep to be read."""
    from ...checks.pages import read_site_page  # noqa: PLC0415 -- it reads QR codes, and the rules need only `Link`

    try:
        links = read_site_page((site / name).read_text(encoding="utf-8"), name).links
    except TooDeepError as error:
        fail("site/page-deep", Place(name, error.line))
    for line, link in links:
        if link.lower().startswith(("https:", "http:", "//")):
            yield Link(link if ":" in link.partition("/")[0] else f"https:{link}", Place(name, line))


def once(links: Iterable[Link]) -> list[Link]:
    """Each address once, without its fragment, which no server is told; the first place stands."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(urldefrag(link.url).url, link)
    return list(found.values())
