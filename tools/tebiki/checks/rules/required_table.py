"""Rules about the table of what the manuals must say, ``docs/required.toml``, by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ...content.facts import facts_of
from ...content.passages import passages
from ...content.required import NAME as REQUIRED
from ...content.screen_files import list_screens, split_name
from ...errors import Problem
from ..city import City
from ..required_text import NOTHING, asked_of
from ..rule import rule
from ..subjects.required import RequiredTable
from ..subjects.sources import EditionFacts


def _listed(names: Collection[str]) -> str:
    return ", ".join(names) or NOTHING


@rule(
    "required/manual",
    bad="[manuals.andoroid]",
    good="[manuals.android]",
    fixed=True,
)
def manual(table: RequiredTable) -> Iterator[Problem]:
    """Each manual of the table is one of the edition; one that the city gave up says so."""
    required, known = table.required, table.city.edition.manuals
    for name, order in required.manuals.items():
        if order.retired is None and name not in known:
            values = {"manual": name, "known": _listed(known)}
            yield Problem("required/manual", table.place("manuals", name), values)


@rule(
    "required/not-listed",
    bad="# [manuals.windows]",
    good='[manuals.windows]\nrows = ["F01", "F02"]',
    severity="warning",
)
def not_listed(table: RequiredTable) -> Iterator[Problem]:
    """Each manual of the edition stands in the table."""
    for name in table.city.edition.manuals:
        if name not in table.required.manuals:
            yield Problem("required/not-listed", table.place(), {"manual": name})


@rule(
    "required/manual-retired",
    bad='[manuals.windows]\nretired = "Windowsをやめたため"（この年度に、まだある）',
    good='[manuals.windows]\nrows = ["F01", "F02"]',
    severity="warning",
)
def manual_retired(table: RequiredTable) -> Iterator[Problem]:
    """No manual that the table calls given up is one of the edition."""
    for name, order in table.required.manuals.items():
        if order.retired is not None and name in table.city.edition.manuals:
            values = {"manual": name, "why": order.retired}
            yield Problem("required/manual-retired", table.place("manuals", name, "retired"), values)


@rule(
    "required/no-table",
    bad="% F07（docs/required.toml が、docs/required.toml.txt という名前になっている）",
    good="docs/required.toml",
    severity="warning",
)
def no_table(facts: EditionFacts) -> Iterator[Problem]:
    """Where a text has marks, the table that they are of is there."""
    docs = facts.city.root / "docs"
    if not (docs / REQUIRED).is_file():
        pages = [name for name in facts.city.edition.manuals if (docs / f"{name}.md").is_file()]
        marks = [one for name in pages for one in passages(docs, name) if one.kind == "mark"]
        if marks:
            yield Problem("required/no-table", marks[0].place, {"mark": marks[0].text})


@rule(
    "required/name",
    bad='[rows.F15]\nfacts = ["certificate.flie"]',
    good='[rows.F15]\nfacts = ["certificate.file"]',
    fixed=True,
)
def name(table: RequiredTable) -> Iterator[Problem]:
    """Each fact, link, code, picture and word on a screen that a row names is there."""
    known = _known(table.city)
    for key, row in table.required.rows.items():
        for kind, asked in asked_of(row):
            whole = split_name(asked)[0] if kind == "screens" else asked  # a variant is of a screen
            if row.retired is None and kind in known and whole not in known[kind]:
                values = {"row": key, "kind": kind, "name": asked, "known": _listed(known[kind])}
                yield Problem("required/name", table.place("rows", key, kind), values)


def _known(city: City) -> Mapping[str, Collection[str]]:
    """What rows may name, by kind."""
    words = next(iter(city.languages.values()))
    facts = [facts_of(city.edition, city.settings, words, name) for name in city.edition.manuals]
    links = city.edition.links
    names = dict.fromkeys(name for one in facts for name in one)
    screens = list_screens(city.root / "screenshots")
    found: dict[str, Collection[str]] = {"facts": names, "links": links, "codes": links, "screens": screens}
    if city.labels:  # else their file could not be read, and that is told
        found["labels"] = city.labels
    return found


@rule(
    "required/unequal",
    bad='[manuals.android]\nrows = ["F01"]\n\n[rows.F02]\nmanuals = ["android"]',
    good='[manuals.android]\nrows = ["F01", "F02"]\n\n[rows.F02]\nmanuals = ["android"]',
    fixed=True,
)
def unequal(table: RequiredTable) -> Iterator[Problem]:
    """A row names the manuals whose order names the row, and no other."""
    rows, manuals = table.required.rows, table.required.manuals
    listed = {(row, name) for name, order in manuals.items() for row in order.rows}
    meant = {(key, name) for key, row in rows.items() for name in row.manuals if row.retired is None}
    retired = {(key, name) for key, row in rows.items() for name in row.manuals if row.retired is not None}
    for row, name in sorted(meant ^ (listed - retired)):
        place = table.place("rows", row, "manuals") if row in rows else table.place("manuals", name, "rows")
        yield Problem("required/unequal", place, {"row": row, "manual": name})


@rule(
    "required/looked",
    bad='[[looked]]\nrow = "F77"（表にない行の記録）',
    good='[[looked]]\nrow = "F07"',
    fixed=True,
)
def looked(table: RequiredTable) -> Iterator[Problem]:
    """Each look is at a row of the table, in manuals of the row; such records are never deleted either."""
    rows = table.required.rows
    for index, look in enumerate(table.required.looked):
        for name in look.manuals:
            if look.row not in rows or name not in rows[look.row].manuals:
                values = {"row": look.row, "manual": name}
                yield Problem("required/looked", table.place("looked", index), values)


@rule(
    "required/looked-twice",
    bad='[[looked]]\nrow = "F07"\n…\n\n[[looked]]\nrow = "F07"（同じ行の記録が、もう1つある）',
    good='[[looked]]\nrow = "F07"',
    fixed=True,
)
def looked_twice(table: RequiredTable) -> Iterator[Problem]:
    """Of a row in a manual there is one record of a look, the last: else nobody knows which one holds."""
    seen: set[tuple[str, str]] = set()
    for index, look in enumerate(table.required.looked):
        for name in look.manuals:
            if (look.row, name) in seen:
                values = {"row": look.row, "manual": name}
                yield Problem("required/looked-twice", table.place("looked", index), values)
            seen.add((look.row, name))
