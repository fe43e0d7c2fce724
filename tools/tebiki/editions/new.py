"""``tebiki edition new``: a year begins, as a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.calendar import Month
from ..content.edition import Edition, id_date, id_mistake
from ..content.project import Project
from ..content.text_files import shown
from ..content.words import load_words
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..messages import say
from . import edition_file
from .certificate_file import Inside, inside, read_file
from .inspect import LONGEST, of_file
from .next_year import Roll, rolled
from .prompt import Person
from .todo import Looks, look

_COMMAND = "tebiki edition new"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for; what is None is asked, or missing."""

    year: str
    certificate: str | None = None
    published: str | None = None
    changes: str | None = None
    p12: Path | None = None
    piped: bool = False
    yes: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, or would be: nothing is where the person did not agree."""

    path: Path
    current: str
    last: Edition
    edition: Edition
    looks: Looks
    written: bool


def begin(project: Project, wish: Wish, person: Person) -> Begun:
    """Write the file of a new edition. Raises `TebikiError`; then nothing was written."""
    last = _last(project, wish.year)
    found = _opened(wish, person)
    asking = person.there and not wish.piped
    _refuse_silence(wish, asking=asking)
    roll = _roll(project, wish, last, found, person)
    document = rolled(project, last, roll)
    path = project.edition_file(wish.year)
    text = edition_file.as_text(document, path)
    edition = edition_file.checked(project, wish.year, text)
    looks = look(project, edition)
    said = {"file": Place.of(path).file, "certificate": roll.certificate, "published": roll.published}
    agreed = wish.yes or person.agrees(say("edition-command/ask-write", **said))
    if agreed:
        write_together([(path, text.encode())])
    return Begun(path, project.current, last, edition, looks, agreed)


def _last(project: Project, year: str) -> Edition:
    """The edition to begin from: the newest. Raises for a year that is none, is there, or goes back."""
    if not re.fullmatch(r"\d{4}", year):
        raise UsageError([Problem("cli/year", Place(_COMMAND), {"value": year})])
    if not project.years:
        fail("edition/none", Place.of(project.edition_file(year)), year=project.current, known="-")
    newest = project.years[-1]
    if year in project.years:
        fail("edition-command/exists", Place.of(project.edition_file(year)), year=year)
    if year < newest:
        fail("edition-command/backward", Place.of(project.edition_file(year)), year=year, newest=newest)
    return project.edition_of(newest)


def _opened(wish: Wish, person: Person) -> Inside | None:
    if wish.p12 is None:
        return None
    data = read_file(wish.p12)
    return inside(data, person.password(piped=wish.piped), wish.p12)


def _refuse_silence(wish: Wish, *, asking: bool) -> None:
    """Where nobody can be asked, everything must have been said."""
    named = wish.certificate or wish.p12
    given = {"--certificate": named, "--published": wish.published, "--yes": wish.yes or asking}
    missing = [option for option, value in given.items() if not value]
    if missing and not asking:
        values = {"options": " ".join(missing)}
        raise UsageError([Problem("edition-command/needs", Place(_COMMAND), values)])


def _roll(project: Project, wish: Wish, last: Edition, found: Inside | None, person: Person) -> Roll:
    """What was said and asked, looked at. Raises with all that is wrong."""
    certificate = wish.certificate or _from_name(project, wish)
    certificate = certificate or person.line(say("edition-command/ask-certificate", last=last.certificate.id))
    newest = max(manual.published for manual in last.manuals.values())
    published = wish.published or person.line(
        say("edition-command/ask-published"), str(Month(int(wish.year), newest.month))
    )
    changes = wish.changes
    if changes is None and not wish.yes:
        changes = person.line(_ask_changes(last)) or None
    if problems := [*_of_id(project, wish, certificate, last), *_of_month(wish, published)]:
        raise TebikiError(problems)
    roll = Roll(wish.year, certificate, Month.parse(published), changes, found)
    if wish.p12 and found:
        wrong = [*of_file(project, roll.published, wish.p12, found), *_unprintable(wish.p12, found)]
        if wrong:
            raise TebikiError(wrong)
    return roll


def _ask_changes(last: Edition) -> str:
    """The question for the history's line; where a text is written anew, with what would be said of it."""
    names = [name for name, manual in last.manuals.items() if manual.outside]
    if not names:
        return say("edition-command/ask-changes")
    text = load_words("ja")("history.rewritten")
    return say("edition-command/ask-changes-rewritten", manuals=", ".join(names), text=text)


def _unprintable(path: Path, found: Inside) -> Iterator[Problem]:
    """Names go into manuals: what no reader could see or nobody would print is refused."""
    for key, text in (("stored_name", found.stored_name), ("subject", found.subject)):
        if text is not None and shown(text, LONGEST) != text:
            values = {"key": key, "text": shown(text, LONGEST)}
            yield Problem("edition-command/unprintable", Place.of(path), values)


def _from_name(project: Project, wish: Wish) -> str | None:
    """The certificate's id, as the name of its file says."""
    if wish.p12 is None:
        return None
    return wish.p12.name.removesuffix(project.settings.certificate_suffix)


def _of_id(project: Project, wish: Wish, certificate: str, last: Edition) -> Iterator[Problem]:
    place = Place.of(wish.p12) if wish.p12 and not wish.certificate else Place("--certificate")
    values = {"id": certificate, "pattern": project.settings.certificate_pattern}
    if code := id_mistake(certificate, project.settings):
        yield Problem(code, place, values)
        return
    if wish.p12 is not None and certificate != (named := _from_name(project, wish)):
        yield Problem("edition-command/two-names", place, {"id": certificate, "file": named})
    rows = [row for manual in last.manuals.values() for row in manual.history]
    used = {last.certificate.id, *(row.certificate for row in rows)}
    new, old = (id_date(text, project.settings) for text in (certificate, last.certificate.id))
    if certificate in used:
        yield Problem("edition-command/used", place, values)
    elif new and old and new < old:
        yield Problem("edition-command/older", place, {**values, "last": last.certificate.id})


def _of_month(wish: Wish, published: str) -> Iterator[Problem]:
    place, year = Place("--published"), int(wish.year)
    try:
        month = Month.parse(published)
    except ValueError:
        yield Problem("edition-command/month", place, {"value": published})
        return
    # A fiscal year ends in March; its manual may be out before it begins.
    if not Month(year, 1) <= month <= Month(year + 1, 3):
        yield Problem("edition-command/other-year", place, {"value": published, "year": year})
