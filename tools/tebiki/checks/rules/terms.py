"""Rules about terms of the glossary that nobody has decided yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...content.catalogs.catalog import Entry
from ...content.glossary import NAME, Term
from ...content.toml_files import place_of
from ...errors import Problem
from ..rule import rule
from ..subjects.sources import CatalogFile, EditionFacts


@rule(
    "term/open",
    bad='vi = "thiết bị"\nalso.vi = ["máy"]\nopen.vi = "…?"',
    good='vi = "thiết bị"\nrefused.vi = ["máy"]',
    severity="unconfirmed",
)
def undecided(facts: EditionFacts) -> Iterator[Problem]:
    """A question about a term waits for somebody who knows the language."""
    city = facts.city
    for index, term in enumerate(city.glossary.terms):
        for language in (one for one in city.languages if one in term.open):
            values = {
                "term": term.texts["ja"],
                "language": language,
                "spellings": " / ".join(term.spellings(language)),
                "question": term.open[language],
            }
            yield Problem("term/open", place_of(city.root / "docs" / NAME, ["terms", index]), values)


@rule(
    "term/mixed",
    bad='also.vi = ["máy"]\nmsgstr "Chọn thiết bị"\nmsgstr "Đổi máy"',
    good='also.vi = ["máy"]\nmsgstr "Chọn thiết bị"\nmsgstr "Đổi thiết bị"',
    severity="warning",
)
def mixed(file: CatalogFile) -> Iterator[Problem]:
    """While two spellings may stand, one catalogue keeps to one of them."""
    language = file.catalog.language
    for term in (one for one in file.city.glossary.terms if language in one.also):
        uses = list(_uses(file, term))
        counts = Counter(spelling for _, spelling in uses).most_common()
        if len(counts) > 1:
            rarest, count = counts[-1]
            entry = next(entry for entry, spelling in uses if spelling == rarest)
            values = {"rarest": rarest, "count": count, "usual": counts[0][0], "usual_count": counts[0][1]}
            yield Problem("term/mixed", file.catalog.place(entry), values)


def _uses(file: CatalogFile, term: Term) -> Iterator[tuple[Entry, str]]:
    """Each entry whose message has the term, with each spelling that its translation has."""
    for entry in file.catalog.entries:
        if entry.used and term.texts["ja"] in entry.msgid:
            target = entry.msgstr.lower()
            for spelling in term.spellings(file.catalog.language):
                if spelling.lower() in target:
                    yield entry, spelling
