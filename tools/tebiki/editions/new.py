"""``tebiki edition new``: a year begins, as a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from ..content.calendar import Month
from ..content.dates import read_month, read_year
from ..content.edition import Edition, id_date, id_mistake
from ..content.project import Project
from ..content.text_files import shown
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..messages import say, tell
from . import edition_file
from .certificate_file import Inside, inside, read_file
from .inspect import LONGEST, of_file
from .next_year import Roll, rolled
from .prompt import Person
from .todo import Looks, look

_COMMAND = "tebiki edition new"
#: Months that the day in a certificate's id may lie after the month of publication.
_AHEAD: Final = 3


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
    wish = _as_typed(wish)
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
    if not re.fullmatch(r"[0-9]{4}", year):
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
    question = say("edition-command/ask-certificate", last=last.certificate.id)
    certificate = certificate or person.ask(question, partial(_read_id, project, wish, last))
    newest = max(manual.published for manual in last.manuals.values())
    likely, question = str(Month(int(wish.year), newest.month)), say("edition-command/ask-published")
    published = wish.published or person.ask(question, partial(_read_month, wish), likely)
    changes = wish.changes
    if changes is None and not wish.yes:
        plain = say("edition-command/plain-words")
        changes = person.line(say("edition-command/ask-changes"), enter=plain) or None
    if problems := [*_of_id(project, wish, certificate, last), *_of_month(wish, published)]:
        raise TebikiError(problems)
    if problems := [*_of_other_year(project, wish.year, certificate, Month.parse(published))]:
        asking = person.there and not (wish.piped or wish.yes)
        question = say("edition-command/ask-other-year")
        if not (asking and person.agrees("\n".join([*map(tell, problems), question]))):
            raise TebikiError(problems)
    roll = Roll(wish.year, certificate, Month.parse(published), changes, found)
    if wish.p12 and found:
        wrong = [*of_file(project, roll.published, wish.p12, found), *_unprintable(wish.p12, found)]
        if wrong:
            raise TebikiError(wrong)
    return roll


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


def _as_typed(wish: Wish) -> Wish:
    """What was typed with full-width letters on, or as people write a year and a month, in our form."""
    month = read_month(wish.published) if wish.published else None
    certificate = wish.certificate and unicodedata.normalize("NFKC", wish.certificate).strip()
    published = str(month) if month else wish.published
    year = read_year(wish.year) or wish.year
    return replace(wish, year=year, certificate=certificate, published=published)


def _read_id(project: Project, wish: Wish, last: Edition, answer: str) -> str:
    """A certificate's id from an answer. Raises `TebikiError` with what is wrong with it."""
    text = unicodedata.normalize("NFKC", answer).strip()
    if problems := [*_of_id(project, wish, text, last)]:
        raise TebikiError(problems)
    return text


def _read_month(wish: Wish, answer: str) -> str:
    """A month of publication from an answer, as ``2026-04``. Raises `TebikiError`."""
    text = str(read_month(answer) or answer)
    if problems := [*_of_month(wish, text)]:
        raise TebikiError(problems)
    return text


def _of_other_year(project: Project, year: str, certificate: str, published: Month) -> Iterator[Problem]:
    """A certificate whose id names a day long after the manuals come out: that of another year."""
    day = id_date(certificate, project.settings)
    if day and (day.year - published.year) * 12 + day.month - published.month > _AHEAD:
        yield Problem("edition-command/id-year", Place("--certificate"), {"text": certificate, "year": year})


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
