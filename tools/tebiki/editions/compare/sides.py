"""Where the sides of a comparison come from: the record of a release, or the working copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ...content.calendar import Month
from ...content.certificate import Certificate
from ...content.fact_names import name_fact
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
from .findings import Side
from .groups import SideValues
from .page_record import EDITION, Manual, ManualNames, PageRecord, read_pages
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
    side = read_side(out, publication(root, year), said("side-draft"))
    return with_certificate(side, root, year)


def released_side(root: Path, year: str, progress: Say) -> Side:
    """The last release of an edition, of which there must be one. Raises `NoComparisonError`."""
    release = last_release(root, year)
    assert release is not None
    record = obtain_record(root, year, release, progress)
    side = recorded_side(record, released_on(release.approved), readable_publication(root, year))
    return with_certificate(replace(side, approved=release.approved), root, year)


def readable_publication(root: Path, year: str) -> Publication | None:
    """An edition as the working copy has it; None where its file cannot be read any more."""
    try:
        return publication(root, year)
    except TebikiError:
        return None


def with_certificate(side: Side, root: Path, year: str) -> Side:
    """The side with what the year's file says of the certificate's file, where that can be read."""
    try:
        edition = Project(root).edition_of(year)
    except TebikiError:  # the past of a file that a newer engine refuses is no reason to compare nothing
        return side
    return replace(side, certificate=tuple(certificate_lines(edition.certificate)))


def values_of(here: Publication) -> SideValues:
    """The facts of an edition, by which changes are grouped."""
    return SideValues(dict(_facts(here)), dict(_fact_names(here)))


def _facts(here: Publication) -> Iterator[tuple[str, dict[str, str]]]:
    shared = {f"links.{name}": link.url for name, link in here.edition.links.items()}
    quoted = {name: quotation for name, quotation in here.edition.quotations.items() if quotation is not None}
    shared |= {f"quotations.{name}": quotation.text for name, quotation in quoted.items() if quotation.text}
    shared |= {"period": here.period, "year": said_year(here.edition.year)}
    for name in ("", *here.edition.manuals):
        facts = here.facts(name or None)
        own = {key: plain(fact.text) for key, fact in facts.items() if fact.text}
        yield name, own if name else shared | own


def _fact_names(here: Publication) -> Iterator[tuple[str, str]]:
    """What people call each fact that a page may print."""
    edition = here.edition
    manual = next(iter(edition.manuals), None)
    keys = [*here.facts(manual), "period", "year"]
    keys += [f"links.{name}" for name in edition.links] + [
        f"quotations.{name}" for name in edition.quotations
    ]
    for key in keys:
        yield key, name_fact(edition, here.settings, key).texts["ja"]


def certificate_lines(certificate: Certificate) -> Iterator[str]:
    """What is known of a certificate's file, for the papers, which are in Japanese."""
    day = load_words(LANGUAGE).day
    known = {
        "certificate-from": certificate.not_before and day(certificate.not_before),
        "certificate-until": certificate.not_after and day(certificate.not_after),
        "certificate-key": certificate.key,
        "certificate-encryption": certificate.encryption,
        "certificate-opened": "、".join(one.told(day) for one in certificate.opened),
    }
    for key, value in known.items():
        if value:
            yield said(key, value=value)


def unpublished_side(root: Path, year: str, progress: Say) -> Side:
    """Today's text with the facts of an edition of whose publication nothing was recorded, and said so."""
    side = build_working_side(root, year, progress)
    era = said_year(int(year))
    why = said("warn-why", versions=_versions_of(side), month=_months_of(side))
    return replace(side, source=said("side-values", year=era), unpublished=why)


def _versions_of(side: Side) -> str:
    return "、".join(dict.fromkeys(version for version, _ in side.versions.values()))


def _months_of(side: Side) -> str:
    return "、".join(dict.fromkeys(month for _, month in side.versions.values()))


def released_on(day: date) -> str:
    """What the head of a table says of a release; ``day``: of its approval."""
    return said("side-released", approved=load_words(LANGUAGE).day(day))


def read_side(site: Path, here: Publication, source: str) -> Side:
    """A side out of a finished site; ``source``: what the table's head says of it besides its edition."""
    manuals = [ManualNames(plain(m.platform), plain(m.version), plain(m.published)) for m in here.manuals]
    names = dict(zip(here.edition.manuals, manuals, strict=True))
    side = _side(read_pages(site, here), names, here.edition.year, here.edition.certificate.id)
    return replace(side, source=source, here=here, values=values_of(here))


def recorded_side(record: PageRecord, source: str, here: Publication | None = None) -> Side:
    """A side out of the record of a release. Raises `TebikiError` (``compare/record…``).

    ``here``: its edition as the year's file has it today, for what the record does not hold.
    """
    if LANGUAGE not in record.languages:
        fail("compare/record", Place.of(record.folder / EDITION), why=", ".join(record.languages))
    manuals = {name: _names_of(manual) for name, manual in record.manuals.items()}
    side = _side(record.read_pages(LANGUAGE), manuals, record.year, record.certificate)
    values = values_of(here) if here is not None else SideValues()
    return replace(side, source=source, here=here, values=_recorded_values(values, side))


def _recorded_values(values: SideValues, side: Side) -> SideValues:
    """The facts with version and month of the record: the year's file may have been corrected since."""
    facts = {name: dict(own) for name, own in values.facts.items()}
    for name, (version, month) in side.versions.items():
        facts.setdefault(name, {}).update({"version": version, "published": month})
    return replace(values, facts=facts)


def _names_of(manual: Manual) -> ManualNames:
    return manual.names[LANGUAGE]


def _side(pages: Mapping[str, Page], manuals: Mapping[str, ManualNames], year: int, certificate: str) -> Side:
    names = {name: manual.platform for name, manual in manuals.items()}
    versions = {name: (manual.version, manual.published) for name, manual in manuals.items()}
    return Side(
        said_about(year, versions, names),
        pages,
        names | {INDEX: said("index")},
        certificate_id=certificate,
        versions=versions,
    )


def said_about(
    year: int, versions: Mapping[str, tuple[str, str]], platforms: Mapping[str, str]
) -> tuple[str, ...]:
    """The edition; the version and month that all manuals have, else those of each."""
    told = {name: said("version-month", version=v, month=m) for name, (v, m) in versions.items()}
    if len(set(told.values())) == 1:
        return said_year(year), next(iter(told.values()))
    each = (said("manual-of", platform=platforms[name]) + " " + text for name, text in told.items())
    return said_year(year), *each


def said_year(year: int) -> str:
    """A fiscal year as the document names it."""
    return said("side-year", era="".join(Month(year, 4).era), year=year)
