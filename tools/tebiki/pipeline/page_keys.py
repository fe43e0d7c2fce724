"""Which pages of a language an edit concerns: the others are taken from its last build.

A page is made of its source and the chapters that it includes, of the screens that it shows, of the
translations of its messages, and of all else together: facts, labels, terms, settings, the engine. No page
shows anything of another page's text (`sphinxext.transforms` resolves what a page refers to within it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from ..content.catalogs.language_folder import DOMAIN
from ..content.publication import Publication
from ..content.walk_states import with_walks
from .job import PageFound
from .key import Parts, changed

_DOCS: Final = "docs"
_SCREENS: Final = "screenshots"
_WALKS: Final = "walks"


def states_of(here: Publication, root: Path, pages: Mapping[str, PageFound]) -> dict[str, str]:
    """Page → the hash of what it takes from the catalogue and from walks on devices.

    ``pages``: what was found of each when it was last read: its messages, so that whoever asks later, with
    a changed catalogue, asks for the same ones. The day of the catalogue's last change stands only on
    pages with something open.
    """
    docs = root / _DOCS
    if (docs / _WALKS).is_dir():
        here = with_walks(here, docs, root / _SCREENS)
    return {page: _state(here, page, found) for page, found in pages.items()}


def _state(here: Publication, page: str, found: PageFound) -> str:
    known, told = here.translation, list[object]()
    if known is not None:
        told += [(known.state(msgid), known.texts.get(msgid)) for msgid in found.messages]
        told.append(known.revised if found.tally is None or found.tally.open else None)
    told += [here.unwalked.get(page), sorted(here.confirmed.get(page, ()))]
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def stale_pages(
    before: Parts, now: Parts, pages: Mapping[str, PageFound], language: str
) -> frozenset[str] | None:
    """The pages whose files have changed between two builds of a language; None where any page may have.

    Files that are new or gone may concern every page: what a page shows can depend on which are there.
    What the catalogue says, `states_of` tells.
    """
    catalog = f"{_DOCS}/locales/{language}/LC_MESSAGES/{DOMAIN}.po"
    stale = set[str]()
    for name in changed(before, now):
        if name not in before or name not in now:
            return None
        if name != catalog:
            concerned = _concerned(name, pages)
            if concerned is None:
                return None
            stale.update(concerned)
    return frozenset(stale)


def _concerned(name: str, pages: Mapping[str, PageFound]) -> Iterator[str] | None:
    """Pages that show something of a file; None where that is not known."""
    path = PurePosixPath(name)
    if path.suffix == ".md" and str(path.parent) in (_DOCS, f"{_DOCS}/parts"):
        return (page for page, found in pages.items() if name in found.files)
    if path.parts[0] == _SCREENS and len(path.parts) > 2 and path.suffix in (".toml", ".typ", ".png"):
        # Captures of one language or variant lie in folders of their own below.
        screen = f"{path.parts[1]}/{path.stem}"
        return (page for page, found in pages.items() if screen in found.screens)
    return None
