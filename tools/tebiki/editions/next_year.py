"""A year's facts become the next year's.

What stays is what the next year has in common with the last. What a year may change is listed as
``unconfirmed`` again, also where somebody had confirmed it for the last one (`to_confirm`); what
names a year or a certificate is emptied, for last year's would be wrong in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import tomlkit
from tomlkit import TOMLDocument

from ..content.calendar import ERAS, Month
from ..content.certificate import EARLIEST
from ..content.edition import Edition, Manual
from ..content.formats import KEY
from ..content.project import Project
from ..content.publication import Publication
from ..content.settings import Settings
from ..content.sources import typed_facts
from ..content.words import languages, load_words
from . import edition_file
from .certificate_file import Inside

_ERA: Final = "|".join(name for name, _ in ERAS)
_YEAR: Final = re.compile(rf"(?P<era>{_ERA})\s*(?P<number>\d+|元)\s*年|(?<![\d-])(?P<year>20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Roll:
    """What the new year says.

    ``changes``: what the line of the history says, by manual and language; a manual that is not named
    gets the ready words.
    """

    year: str
    certificate: str
    published: Month
    changes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    inside: Inside | None = None
    #: Whether the certificate stays what it was in the year before.
    same: bool = False


def rolled(project: Project, last: Edition, roll: Roll) -> TOMLDocument:
    """The file of the new edition, from the one of ``last``."""
    path = project.edition_file(str(last.year))
    document = edition_file.read(path)
    said = _comments(project, last, edition_file.comments(document.as_string()))
    document["year"] = int(roll.year)
    document.pop("confirmed", None)
    document.pop("decisions", None)  # they were made for that year
    _certificate(document["certificate"], last, roll)
    for name, texts in last.extra.items():
        if is_of_its_year(texts, last.year, project.settings):
            extra = edition_file.anything(document["extra"])
            extra[name] = _emptied(extra[name])
    for name in last.manuals:
        _manual(edition_file.anything(document["manuals"])[name], last, name, roll)
    edition_file.listed(document, {key: said.get(key, "") for key in to_confirm(last, roll)})
    return _headed(document, last.year, int(roll.year))


#: What a certificate's file tells beside its names, in the order of the year's file.
_OF_FILE: Final = ("not_before", "not_after", "key", "encryption")


def _certificate(table: Any, last: Edition, roll: Roll) -> None:
    """The names, and what the file tells; without it, names that hold last year's id get the new one."""
    before, told = last.certificate, roll.inside
    if roll.same and told is None:
        return
    table["id"] = roll.certificate
    for name, old in (("stored_name", before.stored_name), ("subject", before.subject)):
        found = getattr(told, name) if told else old and old.replace(before.id, roll.certificate)
        _set_or_remove(table, name, found or None)
    if told is not None and told.stores_no_name:
        table["stored_name"] = False  # the file was read: it stores none
    for name in _OF_FILE:
        _set_or_remove(table, name, getattr(told, name, None))
    if not roll.same:
        table.pop("opened", None)


def _set_or_remove(table: Any, name: str, value: object) -> None:
    if value is None or (isinstance(value, date) and value < EARLIEST):
        table.pop(name, None)
    else:
        table[name] = value


def _manual(table: Any, last: Edition, name: str, roll: Roll) -> None:
    """The next version, with a line at the top of its history."""
    version = last.manuals[name].version + 1
    table["version"], table["published"] = version, str(roll.published)
    for key in ("correction", "corrected"):  # those of the version before
        table.pop(key, None)
    old = table["history"]
    row = tomlkit.inline_table() if isinstance(old, tomlkit.items.Array) else tomlkit.table()
    row.update({"version": version, "published": str(roll.published), "certificate": roll.certificate})
    edition_file.add_changes(row, dict(roll.changes.get(name) or ready_changes(last, name, same=roll.same)))
    old.insert(0, row)


def ready_changes(last: Edition, name: str, *, same: bool) -> dict[str, str]:
    """What the history's line says where nobody says otherwise.

    In every language that the line below it has and the engine knows. ``same``: the certificate stays.
    """
    key = proposed(last.manuals[name], same=same)
    there = last.manuals[name].history[0].changes
    return {code: load_words(code)(key) for code in there if code in languages()}


def proposed(manual: Manual, *, same: bool = False) -> str:
    """The words that the next line of a history gets, where nobody says others: their key.

    A version made elsewhere is followed by a text that was written anew. ``same``: the certificate stays.
    """
    if manual.outside:
        return "history.rewritten"
    return "history.continued" if same else "history.renewed"


def to_confirm(last: Edition, roll: Roll) -> tuple[str, ...]:
    """What somebody must look at for the new edition, in the order of the last one's list.

    All that a year may change and that has a value; and what nobody had confirmed for the last
    edition either, but for what has just been said: the month, and what the certificate's file tells.
    """
    said = {f"manuals.{name}.published" for name in last.manuals} | {"certificate.id"}
    if roll.inside is not None:
        named = roll.inside.stored_name is not None or roll.inside.stores_no_name
        told = {"certificate.stored_name": named, "certificate.subject": roll.inside.subject is not None}
        said |= {key for key, known in told.items() if known}
    yearly = [key for key in _yearly(last) if last.fact_at(key) or key.startswith("certificate.")]
    return tuple(key for key in dict.fromkeys([*last.unconfirmed, *yearly]) if key not in said)


def _yearly(edition: Edition) -> Iterator[str]:
    yield from ("certificate.stored_name", "certificate.subject", "certificate.opened")
    for name in edition.links:
        yield from (f"links.{name}", f"links.{name}.target")
    yield from ("mail_wait", "contact.phone", "contact.mail", "contact.hours")
    yield from (f"extra.{name}" for name in edition.extra)
    yield from (f"quotations.{name}" for name in edition.quotations)
    yield from (f"manuals.{name}.tested" for name in edition.manuals)


def is_of_its_year(texts: dict[str, str] | None, year: int, settings: Settings) -> bool:
    """Whether a fact of that fiscal year says 令和8年, 2026 or a certificate's id: it holds for it alone.

    A fact that names earlier years and no other, such as when a guideline was published, stays true.
    """
    plain = [unicodedata.normalize("NFKC", text) for text in (texts or {}).values()]
    return any(settings.certificate_ids(text) or max(_years(text), default=0) >= year for text in plain)


def _years(text: str) -> Iterator[int]:
    """The years that a text names, as those of the Gregorian calendar."""
    first = {name: day.year for name, day in ERAS}
    for found in _YEAR.finditer(text):
        number = 1 if found["number"] == "元" else int(found["number"] or 0)
        yield int(found["year"]) if found["year"] else first[found["era"]] + number - 1


def _emptied(value: Any) -> Any:
    """The same languages, and no word in any."""
    if not hasattr(value, "keys"):
        return ""
    for language in value:
        value[language] = ""
    return value


def _comments(project: Project, last: Edition, said: dict[str, str]) -> dict[str, str]:
    """Comments that hold for another year too: those that name no version, month or certificate."""
    words = load_words("ja")
    here = Publication(project.settings, last, words, {}, (words,))
    return {key: text for key, text in said.items() if not list(typed_facts(text, here))}


def _headed(document: TOMLDocument, old: int, new: int) -> TOMLDocument:
    """The comment at the top names the year as well."""
    number, text = _numbered(document.as_string())
    head, first, rest = text.partition("\n\n") if text.startswith("#") else ("", "", text)
    for before, after in ((str(old), str(new)), (_fiscal(old), _fiscal(new))):
        head = head.replace(before, after)
    return tomlkit.parse(number + head + first + rest)


def _numbered(text: str) -> tuple[str, str]:
    """The line with the format number where it stands above the comment, and all below it."""
    found = re.match(rf"{KEY} = \d+\n\n(?=#)", text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _fiscal(year: int) -> str:
    return "{}{}年度".format(*Month(year, 5).era)
