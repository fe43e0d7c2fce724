"""Where the sides of a comparison come from: a release's own commit, or the working copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..build.run import Request, build
from ..history.edition import build_of_commit, exported, last_release
from ..messages import say
from ..model.calendar import Month
from ..model.edition import Edition
from ..model.output_names import folder
from ..model.publication import Publication
from ..model.ruby import plain
from ..parse.config import load_config
from ..parse.edition import load_edition
from ..parse.labels import load_labels
from ..parse.words import load_words
from .printed import with_print
from .report import Side
from .site import read_site
from .table import said

#: The language that is compared: the one that is approved.
LANGUAGE = "ja"
Say = Callable[[str], None]
Source = Literal["released", "working"]


@dataclass(frozen=True, slots=True)
class Built:
    """A side, and the publication that it is of. ``released``: whether it is a release's own bytes."""

    side: Side
    here: Publication
    released: bool


def publication(root: Path, year: str) -> Publication:
    """An edition as the working copy has it. Raises `TebikiError`."""
    config, docs = load_config(root), root / "docs"
    words = load_words(LANGUAGE)
    edition = load_edition(docs / "editions", year, config.settings)
    return Publication(config.settings, edition, words, load_labels(docs / "labels"), (words,))


def built(root: Path, year: str, source: Source, progress: Say) -> Built:
    """Build a side into ``build/sides`` and read it; what is there from the last time is used again.

    ``released``: the last release of the edition, by its own commit (there must be one). ``working``:
    today's text with the edition's facts. Raises `TebikiError` with what is wrong with either.
    """
    progress(say("compare/building", year=year))
    out = root / "build" / "sides" / f"{year}-{source}"
    if source == "working":
        request = Request(root, edition=year, languages=(LANGUAGE,), output=out, stage="current")
        build(request, lambda _: None)
        here = publication(root, year)
        about = said("side-working")
    else:
        release = last_release(root, year)
        assert release is not None
        build_of_commit(root, release.commit, out, [f"--language={LANGUAGE}"])
        here = publication(exported(root, release.commit), year)
        about = released_on(release.approved.isoformat())
    return read_side(out, here, about, released=source == "released")


def released_on(day: str) -> str:
    """What the head of a table says of a release; ``day``: YYYY-MM-DD of its approval."""
    return said("side-released", approved=day)


def read_side(site: Path, here: Publication, about: str, *, released: bool) -> Built:
    """A side out of a finished site; ``about``: what the table's head says of it besides its edition."""
    own = site / folder(LANGUAGE)
    pages = {
        name: with_print(page, own / here.pdf_name(name)) if name in here.edition.manuals else page
        for name, page in read_site(own, tuple(here.edition.manuals)).items()
    }
    names = {manual.name: plain(manual.platform) for manual in here.manuals} | {"index": said("index")}
    return Built(Side((*_about(here), about), pages, names), here, released)


def _about(here: Publication) -> Iterator[str]:
    """The edition, its certificate, each manual's version and month."""
    edition: Edition = here.edition
    yield said("side-year", era="".join(Month(edition.year, 4).era), year=edition.year)
    yield said("side-certificate", id=edition.certificate.id)
    for manual in here.manuals:
        yield said(
            "side-manual",
            platform=plain(manual.platform),
            version=plain(manual.version),
            published=plain(manual.published),
        )
