"""Where the sides of a comparison come from: the record of a release, or the working copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...content.calendar import Month
from ...content.certificate import Certificate
from ...content.output_names import INDEX
from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.publication import Publication
from ...content.ruby import plain
from ...content.words import load_words
from ...errors import Place, TebikiError, fail
from ...messages import say
from ...pipeline.build import build
from ...pipeline.request import Request
from ..rebuild import last_release
from .blocks import Page
from .page_record import EDITION, Manual, ManualNames, PageRecord, read_pages
from .groups import SideValues
from .paper import Side
from .released import obtain_record
from .rows import said

#: The language that is compared: the one that is approved.
LANGUAGE = "ja"
Say = Callable[[str], None]


def publication(root: Path, year: str) -> Publication:
    """An edition as the working copy has it. Raises `TebikiError`."""
    return Project(root).seen_in(year).publication(LANGUAGE)


def build_working_side(root: Path, year: str, progress: Say) -> Side:
    """Build today's text with an edition's facts into ``build/sides`` and read it.

    What is there from the last time is used again. Raises `TebikiError` with what is wrong.
    """
    progress(say("compare/building", year=year))
    out = ProjectFolders(root).sides / f"{year}-working"
    request = Request(root, edition=year, languages=(LANGUAGE,), output=out, stage="current")
    build(request, lambda _: None)
    side = read_side(out, publication(root, year), said("side-working"))
    return with_certificate(side, root, year)


def released_side(root: Path, year: str, progress: Say) -> Side:
    """The last release of an edition, of which there must be one. Raises `NoComparisonError`."""
    release = last_release(root, year)
    assert release is not None
    record = obtain_record(root, year, release, progress)
    side = recorded_side(record, released_on(release.approved.isoformat()))
    return with_certificate(side, root, year)


def with_certificate(side: Side, root: Path, year: str) -> Side:
    """The side with what the year's file says of the certificate's file, where that can be read."""
    try:
        edition = Project(root).edition_of(year)
    except TebikiError:  # the past of a file that a newer engine refuses is no reason to compare nothing
        return side
    return replace(side, certificate=tuple(certificate_lines(edition.certificate)))


def with_values(side: Side, here: Publication) -> Side:
    """The side with the facts of its edition, by which changes are grouped."""
    return replace(side, here=here, values=SideValues(dict(_facts(here)), dict(_fact_names(here))))


def _facts(here: Publication) -> Iterator[tuple[str, dict[str, str]]]:
    shared = {f"links.{name}": link.url for name, link in here.edition.links.items()}
    shared |= {"period": here.period, "year": said_year(here.edition.year)}
    for name in ("", *here.edition.manuals):
        facts = here.facts(name or None)
        own = {key: plain(fact.text) for key, fact in facts.items() if fact.text}
        yield name, own if name else shared | own


def _fact_names(here: Publication) -> Iterator[tuple[str, str]]:
    for key in ({*here.facts(next(iter(here.edition.manuals), None))} | {f"links.{n}" for n in here.edition.links}):
        yield key, name_fact(here.edition, here.settings, key).texts[LANGUAGE]


def certificate_lines(certificate: Certificate) -> Iterator[str]:
    """What is known of a certificate's file, for the papers, which are in Japanese."""
    day = load_words(LANGUAGE).day
    known = {
        "certificate-from": certificate.not_before and day(certificate.not_before),
        "certificate-until": certificate.not_after and day(certificate.not_after),
        "certificate-key": certificate.key,
        "certificate-encryption": certificate.encryption,
        "certificate-opened": "、".join(map(str, certificate.opened)),
    }
    for key, value in known.items():
        if value:
            yield said(key, value=value)


def released_on(day: str) -> str:
    """What the head of a table says of a release; ``day``: YYYY-MM-DD of its approval."""
    return said("side-released", approved=day)


def read_side(site: Path, here: Publication, about: str) -> Side:
    """A side out of a finished site; ``about``: what the table's head says of it besides its edition."""
    manuals = [ManualNames(plain(m.platform), plain(m.version), plain(m.published)) for m in here.manuals]
    head = _about(here.edition.year, here.edition.certificate.id, manuals)
    return _side(
        read_pages(site, here), dict(zip(here.edition.manuals, manuals, strict=True)), (*head, about)
    )


def recorded_side(record: PageRecord, about: str) -> Side:
    """A side out of the record of a release. Raises `TebikiError` (``compare/record…``)."""
    if LANGUAGE not in record.languages:
        fail("compare/record", Place.of(record.folder / EDITION), why=", ".join(record.languages))
    manuals = {name: _names_of(manual) for name, manual in record.manuals.items()}
    head = _about(record.year, record.certificate, list(manuals.values()))
    return _side(record.read_pages(LANGUAGE), manuals, (*head, about))


def _names_of(manual: Manual) -> ManualNames:
    return manual.names[LANGUAGE]


def _side(pages: Mapping[str, Page], manuals: Mapping[str, ManualNames], about: tuple[str, ...]) -> Side:
    names = {name: manual.platform for name, manual in manuals.items()} | {INDEX: said("index")}
    return Side(about, pages, names)


def _about(year: int, certificate: str, manuals: Sequence[ManualNames]) -> Iterator[str]:
    """The edition, its certificate, each manual's version and month."""
    yield said_year(year)
    yield said("side-certificate", id=certificate)
    for manual in manuals:
        values = {"platform": manual.platform, "version": manual.version, "published": manual.published}
        yield said("side-manual", **values)


def said_year(year: int) -> str:
    """A fiscal year as the document names it."""
    return said("side-year", era="".join(Month(year, 4).era), year=year)
