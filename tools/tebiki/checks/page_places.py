"""What of a page the whole site is looked at for: where links may lead to in it, where its own lead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """One page, by its path within the site: where links may lead to in it, where its own lead.

    ``forbidden``: what no page may hold. Numbers are lines.
    """

    name: str
    ids: frozenset[str]
    places: tuple[tuple[int, str], ...]
    links: tuple[tuple[int, str], ...]
    forbidden: tuple[tuple[int, str], ...]
