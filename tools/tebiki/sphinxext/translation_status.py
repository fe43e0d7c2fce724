"""How far a page may be trusted: said at its top and in its PDF, in its own language."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.catalogs.language_folder import SOURCE
from ..content.catalogs.translation import Tally
from ..content.publication import Publication


@dataclass(frozen=True, slots=True)
class Standing:
    """A box on top of a page. ``kind``: its look. ``link``: the words that lead to the source's page."""

    kind: str
    title: str
    text: str
    link: str | None = None


def walk_standings(here: Publication, page: str) -> tuple[Standing, ...]:
    """Whether the manual ``page`` was walked through on a device, where that is not so."""
    state = here.unwalked.get(page)
    if state is None:
        return ()
    return (Standing("caution", here.words(f"walk.{state}"), here.words(f"walk.{state}_text")),)


def standings(here: Publication, tally: Tally | None) -> tuple[Standing, ...]:
    """What a reader must know of a translation: that nobody vouches for it, that parts are Japanese."""
    found: list[Standing] = []
    if here.translation is None:
        return ()
    words = here.words
    if not here.translation.reviewed(here.edition.year):
        link = words("banner.reference_link") if SOURCE in _languages(here) else None
        found.append(Standing("info", words("banner.reference"), words("banner.reference_text"), link))
    if tally is not None and tally.open:
        day = here.translation.revised
        text = words("partial.text", date=words.day(day)) if day else words("partial.text_undated")
        found.append(Standing("info", words("partial.title"), text))
    return tuple(found)


def instead_of(here: Publication) -> tuple[str, ...]:
    """Languages that a reader is sent to from a page that is not released: plain Japanese, Japanese."""
    return tuple(code for code in ("ja_simple", SOURCE) if code in _languages(here) and code != here.language)


def _languages(here: Publication) -> tuple[str, ...]:
    return tuple(words.language for words in here.languages)
