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
from ..content.certificate_names import intended_id, letters_and_digits, without_suffix
from ..content.dates import read_month, read_year
from ..content.edition import Edition, id_date, id_mistake
from ..content.project import Project
from ..content.text_files import shown
from ..content.words import load_words
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..messages import say, tell
from . import edition_file
from .certificate_file import Inside, inside, read_file
from .certificate_judgement import LONGEST, Use, doubtful, unusable
from .inspect import used_ids
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
    #: The certificate stays what it was in the year before.
    same_certificate: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, or would be: nothing is where the person did not agree."""

    path: Path
    current: str
    last: Edition
    edition: Edition
    looks: Looks
    written: bool
    #: Of the certificate's file; nothing keeps the year from beginning.
    warnings: tuple[Problem, ...] = ()
    inside: Inside | None = None


def begin(project: Project, wish: Wish, person: Person) -> Begun:
    """Write the file of a new edition. Raises `TebikiError`; then nothing was written."""
    wish = _as_typed(wish)
    last = _last(project, wish.year)
    found = _opened(wish, person)
    asking = person.there and not wish.piped
    _refuse_silence(wish, asking=asking)
    roll = _roll(project, wish, last, found, person)
    warnings = _warnings(project, wish, last, roll)
    if warnings and not wish.yes:  # before anybody agrees
        person.console.err("\n".join(map(tell, warnings)))
    document = rolled(project, last, roll)
    path = project.edition_file(wish.year)
    text = edition_file.as_text(document, path)
    edition = edition_file.checked(project, wish.year, text)
    looks = look(project, edition)
    said = {"file": Place.of(path).file, "certificate": roll.certificate, "published": roll.published}
    agreed = wish.yes or person.agrees(say("edition-command/ask-write", **said))
    if agreed:
        write_together([(path, text.encode())])
    return Begun(path, project.current, last, edition, looks, agreed, warnings, found)


def _warnings(project: Project, wish: Wish, last: Edition, roll: Roll) -> tuple[Problem, ...]:
    """What staff should know of the certificate's file."""
    if wish.p12 is None or roll.inside is None:
        return ()
    use = Use(roll.certificate, int(roll.year), roll.published, last)
    return tuple(doubtful(project, use, wish.p12, roll.inside))


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
    named = wish.certificate or wish.p12 or wish.same_certificate
    given = {"--certificate": named, "--published": wish.published, "--yes": wish.yes or asking}
    missing = [option for option, value in given.items() if not value]
    if missing and not asking:
        values = {"options": " ".join(missing)}
        raise UsageError([Problem("edition-command/needs", Place(_COMMAND), values)])


def _roll(project: Project, wish: Wish, last: Edition, found: Inside | None, person: Person) -> Roll:
    """What was said and asked, looked at. Raises with all that is wrong."""
    kept = last.certificate.id if wish.same_certificate else None
    certificate = wish.certificate or kept or _from_name(project, wish)
    question = say("edition-command/ask-certificate", last=last.certificate.id)
    certificate = certificate or person.ask(question, partial(_read_id, project, wish, last))
    newest = max(manual.published for manual in last.manuals.values())
    likely, question = str(Month(int(wish.year), newest.month)), say("edition-command/ask-published")
    published = wish.published or person.ask(question, partial(_read_month, wish), likely)
    changes = wish.changes
    if changes is None and not wish.yes:
        plain = say("edition-command/plain-words")
        changes = person.line(_ask_changes(last), enter=plain) or None
    if problems := [*_of_id(project, wish, certificate, last), *_of_month(wish, published)]:
        raise TebikiError(problems)
    if problems := [*_of_other_year(project, wish.year, certificate, Month.parse(published))]:
        asking = person.there and not (wish.piped or wish.yes)
        question = say("edition-command/ask-other-year")
        if not (asking and person.agrees("\n".join([*map(tell, problems), question]))):
            raise TebikiError(problems)
    roll = Roll(wish.year, certificate, Month.parse(published), changes, found, same=wish.same_certificate)
    if wish.p12 and found:
        use = Use(certificate, int(wish.year), roll.published, last)
        wrong = [*unusable(project, use, wish.p12, found), *_unprintable(wish.p12, found)]
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
    return without_suffix(wish.p12.name, project.settings) if wish.p12 else None


def _of_id(project: Project, wish: Wish, certificate: str, last: Edition) -> Iterator[Problem]:
    place = Place.of(wish.p12) if wish.p12 and not wish.certificate else Place("--certificate")
    code = id_mistake(certificate, project.settings)
    if code == "edition/id-date":
        yield Problem(code, place, {"id": certificate})
    elif code:
        code, about = _of_shape(project, wish, certificate, last)
        yield Problem(code, place, about)
    if code:
        return
    if wish.p12 is not None and (wrong := _of_file_name(project, wish, certificate)):
        yield Problem(wrong[0], place, wrong[1])
    values = {"id": certificate, "last": last.certificate.id}
    new, old = (id_date(text, project.settings) for text in (certificate, last.certificate.id))
    if wish.same_certificate:
        if certificate != last.certificate.id:
            yield Problem("edition-command/not-the-same", place, values)
    elif certificate in used_ids(last):
        code = "used-last" if certificate == last.certificate.id else "used"
        yield Problem(f"edition-command/{code}", place, values)
    elif new and old and new < old:
        yield Problem("edition-command/older", place, values)


def _of_shape(project: Project, wish: Wish, certificate: str, last: Edition) -> tuple[str, dict[str, object]]:
    """What no certificate is called: the name that is meant, else the shape in words; code and values."""
    example = last.certificate.id
    named = wish.p12.name if wish.p12 and not wish.certificate else certificate
    values: dict[str, object] = {"id": shown(named, LONGEST), "example": example}
    if meant := intended_id(certificate, project.settings):
        values |= {"name": meant + project.settings.certificate_suffix, "meant": meant}
        of_file = wish.p12 is not None and wish.certificate is None
        return f"edition-command/{'give-back' if of_file else 'id-meant'}", values
    if parts := letters_and_digits(example):
        return "edition-command/id-shape", {**values, "letters": parts[0], "digits": parts[1]}
    return "edition-command/id-like", values


def _of_file_name(project: Project, wish: Wish, certificate: str) -> tuple[str, dict[str, object]] | None:
    """What is wrong with the file's name where its id is right: another id, or another ending."""
    assert wish.p12 is not None
    suffix, name = project.settings.certificate_suffix, wish.p12.name
    meant = intended_id(name, project.settings)
    if meant != certificate:
        named = meant or without_suffix(name, project.settings)
        return "edition-command/two-names", {"id": certificate, "file": shown(named, LONGEST)}
    if wish.certificate is None and name != certificate + suffix:
        values: dict[str, object] = {"id": shown(name, LONGEST), "name": certificate + suffix}
        return "edition-command/give-back", {**values, "meant": certificate}
    return None


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
