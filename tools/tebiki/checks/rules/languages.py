"""Rules about what a language needs beside its catalogue (names, terms), and about pages that are none."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.conf_file import place_of_setting
from ...content.glossary import NAME
from ...content.project_folders import ProjectFolders
from ...content.ruby import RUBY_LANGUAGE
from ...content.settings import is_foreign
from ...content.stray_pages import stray_pages
from ...errors import Place, Problem
from ..rule import rule
from ..subjects.sources import EditionFacts

_SETTINGS = ("city", "system", "masthead", "title")
_OF_MANUAL = ("platform", "os", "browser")


@rule(
    "language/name",
    bad='"languages": ["ja", "en"], "city": {"ja": "山辺市"}',
    good='"languages": ["ja", "en"], "city": {"ja": "山辺市", "en": "Yamabe City"}',
    severity="warning",
)
def name(facts: EditionFacts) -> Iterator[Problem]:
    """Names of settings and manuals are there in each language, else pages print them in Japanese.

    The publisher is a fact, of which a build says where it stands in Japanese.
    """
    city = facts.city
    for language in city.languages:
        conf = ProjectFolders(city.root).conf
        for key in _SETTINGS:
            if is_foreign(getattr(city.settings, key), language):
                place = place_of_setting(conf, ["tebiki_settings", key])
                yield Problem("language/name", place, {"key": key, "language": language})
        for manual, said in city.edition.manuals.items():
            for key in _OF_MANUAL:
                if is_foreign(getattr(said, key), language):
                    yield _of_edition(facts, language, "manuals", manual, key)


def _of_edition(facts: EditionFacts, language: str, *keys: str) -> Problem:
    return Problem("language/name", facts.place(*keys), {"key": ".".join(keys), "language": language})


@rule(
    "language/terms",
    bad='ja = "証明書"\nen = "certificate"（vi なし）',
    good='ja = "証明書"\nen = "certificate"\nvi = "chứng chỉ"',
    severity="warning",
)
def terms(facts: EditionFacts) -> Iterator[Problem]:
    """A language of the site has words in the list of terms where another language has some."""
    city = facts.city
    spoken = {language for term in city.glossary.terms for language in term.texts} - {"ja", RUBY_LANGUAGE}
    for language in city.languages if spoken else ():
        if language not in {*spoken, "ja", RUBY_LANGUAGE}:
            place = Place.of(city.root / "docs" / NAME)
            values = {"language": language, "count": len(city.glossary.terms)}
            yield Problem("language/terms", place, values)


@rule(
    "page/no-manual",
    bad="docs/lake.md",
    good='docs/lake.md\n[manuals.lake]\nversion = 1\npublished = "2025-04"\n…',
    severity="warning",
)
def page(facts: EditionFacts) -> Iterator[Problem]:
    """Each page of docs is a manual of this edition, or of one to come; else it is nowhere on the site."""
    for path in stray_pages(facts.city.root, facts.city.edition):
        values = {"name": path.stem, "file": Place.of(facts.city.file).file}
        yield Problem("page/no-manual", Place.of(path), values)
