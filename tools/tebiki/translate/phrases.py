"""Phrases that the commands of translations print, and that the page of their status shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..content.publication import Publication
from ..messages import say
from .status import LanguageState


def words(key: str, /, **values: object) -> str:
    """A phrase of these commands."""
    return say(f"translate-command/{key}", **values)


def some(lines: Iterable[str], most: int) -> Iterator[str]:
    """The first lines, and how many more there are."""
    lines = list(lines)
    yield from lines[:most]
    if len(lines) > most:
        yield words("more", count=len(lines) - most)


def percent(share: float) -> int:
    """A share in whole numbers; 100 only where nothing is left."""
    return int(share)


def keeper(one: LanguageState, source: Publication) -> str:
    """Who looks after a language, whether this edition was reviewed, the day of the last change, the bar."""
    year = source.edition.year
    review = words("reviewed", year=year, by=one.review.by, on=one.review.on) if one.review else ""
    return words(
        "keeper",
        language=one.language,
        owner=one.care.owner or words("nobody"),
        review=review or words("unreviewed", year=year),
        revised=one.revised or words("undated"),
        bar=one.care.bar,
        open=len(one.open),
    )
