"""Rules about facts: what is printed, or would be, and nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.fact_names import name_fact, name_facts
from ...content.needs import decision_about, unmet_needs
from ...content.placeholders import find_placeholders
from ...content.text_files import read_text
from ...errors import Place, Problem
from ...messages import InLanguages
from ..rule import rule
from ..subjects.sources import CatalogFile, EditionFacts


@rule(
    "fact/unconfirmed",
    bad='unconfirmed = ["contact.phone"]',
    good='[confirmed."contact.phone"]\nby = "…"\non = 2025-03-01',
    severity="unconfirmed",
    fixed=True,
)
def unconfirmed(facts: EditionFacts) -> Iterator[Problem]:
    """Each fact of the edition has been confirmed by somebody."""
    edition = facts.city.edition
    for name, place in _open(facts):
        if not _is_empty(edition.fact_at(name)):
            values = {"name": name, "fact": _named(facts, name), "year": edition.year}
            yield Problem("fact/unconfirmed", place, values)


def _named(facts: EditionFacts, name: str) -> InLanguages:
    return name_fact(facts.city.edition, facts.city.settings, name)


def _is_empty(value: object) -> bool:
    return value is None or value == ()


def _open(facts: EditionFacts) -> Iterator[tuple[str, Place]]:
    """What ``unconfirmed`` names, each with its line."""
    lines = read_text(facts.city.file).split("\n")
    for name in facts.city.edition.unconfirmed:
        line = next((n for n, text in enumerate(lines, 1) if f'"{name}"' in text.partition("#")[0]), None)
        yield name, Place.of(facts.city.file, line, name)


@rule(
    "fact/unknown",
    bad='unconfirmed = ["contact.phone"]（値なし）',
    good='[contact]\nphone = "04-0000-0000"',
    severity="unconfirmed",
    fixed=True,
)
def unknown(facts: EditionFacts) -> Iterator[Problem]:
    """Each fact that the edition asks for has a value; one without is not printed."""
    for name, place in _open(facts):
        if _is_empty(facts.city.edition.fact_at(name)):
            yield Problem("fact/unknown", place, {"fact": _named(facts, name)})


@rule(
    "fact/needed",
    bad="[contact]（phone も mail もない）",
    good='[contact]\nphone = "04-0000-0000"',
    severity="unconfirmed",
    fixed=True,
)
def needed(facts: EditionFacts) -> Iterator[Problem]:
    """A reader who is stuck can reach the office, or somebody has decided that it goes out without."""
    edition, settings = facts.city.edition, facts.city.settings
    for name, keys in unmet_needs(edition, settings.needed).items():
        if decision_about(edition, name) is None:
            values = {"fact": name_facts(edition, settings, keys, "facts/or"), "about": name}
            yield Problem("fact/needed", facts.place(*keys[0].split(".")), values)


@rule(
    "fact/placeholder",
    bad='[certificate]\nid = "SAMPLE-0000"',
    good='[certificate]\nid = "YMB-2031-0228"',
    severity="unconfirmed",
    fixed=True,
)
def placeholder(facts: EditionFacts) -> Iterator[Problem]:
    """What a new project has in place of names that its office alone knows has been replaced."""
    city = facts.city
    for place in find_placeholders(city.settings, city.edition, city.root / "conf.py", city.file):
        yield Problem("fact/placeholder", place)


@rule(
    "fact/decision",
    bad='[[decisions]]\nabout = "contact"（電話番号がある）',
    good="（その decisions を消す）",
    severity="warning",
)
def decision(facts: EditionFacts) -> Iterator[Problem]:
    """A decision to publish without something is about what is missing still."""
    edition, settings = facts.city.edition, facts.city.settings
    unmet = unmet_needs(edition, settings.needed)
    for index, one in enumerate(edition.decisions):
        if one.about in settings.needed and one.about not in unmet:
            yield Problem("fact/decision", facts.place("decisions", index), {"about": one.about})


@rule(
    "fact/unreviewed",
    bad="# [reviewed.2025]",
    good='[reviewed.2025]\nby = "…"\non = "2025-04-01"',
    severity="unconfirmed",
    fixed=True,
)
def unreviewed(file: CatalogFile) -> Iterator[Problem]:
    """Somebody has read this edition in each language."""
    from ...content.catalogs.language_folder import load_translation  # noqa: PLC0415

    catalog, year = file.catalog, file.city.edition.year
    docs = file.city.root / "docs"
    if catalog.path.resolve().is_relative_to(docs.resolve()):
        known = load_translation(docs, catalog)
        if not known.reviewed(year):
            place = Place.of(docs / "locales" / catalog.language / "language.toml")
            yield Problem("fact/unreviewed", place, {"language": catalog.language, "edition": year})
