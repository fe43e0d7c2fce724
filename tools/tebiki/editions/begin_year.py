"""A fiscal year begins, as a draft: what is said, what is wrong with it by field, what would be written.

Nobody is asked here, and nothing is printed: ``tebiki edition new`` asks on a terminal, the studio in a
browser, and both call these functions. Only `write_year` writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from ..content.calendar import Month
from ..content.certificate_names import intended_id, letters_and_digits, without_suffix
from ..content.dates import read_month, read_year
from ..content.edition import Edition, id_date, id_mistake
from ..content.project import Project
from ..content.text_files import shown
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from . import edition_file
from .certificate_judgement import LONGEST, Use, doubtful, unusable
from .given_certificate import GivenCertificate, misplaced, unprintable
from .history_sentences import complete_changes, sentence_problems
from .inspect import used_ids
from .next_year import Roll, ready_changes, rolled

_COMMAND: Final = "tebiki edition new"
#: Months that the day in a certificate's id may lie after the month of publication.
_AHEAD: Final = 3

#: ``other_year``: that the certificate's date is of another year, which may be right all the same.
BeginField = Literal["year", "file", "certificate", "published", "changes", "other_year"]
FieldProblems = Mapping[BeginField, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class BeginAnswers:
    """All that is said when a year begins; None: not said yet.

    Neither the bytes nor the password of the certificate's file are among it: `open_certificate` takes
    them for one call and gives what anybody may know.
    """

    year: str
    given: GivenCertificate | None = None
    #: The certificate's id, as somebody typed it.
    certificate: str | None = None
    #: The certificate stays what it was in the year before.
    same_certificate: bool = False
    published: str | None = None
    #: What the history says, by manual and language; a manual that is not named gets the ready words.
    changes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Somebody was told that the certificate's date is of another year, and goes on.
    other_year: bool = False


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The file that would be written. ``warnings``: of the certificate's file; they stop nothing."""

    path: Path
    text: str
    last: Edition
    edition: Edition
    warnings: tuple[Problem, ...] = ()
    given: GivenCertificate | None = None


def as_typed(answers: BeginAnswers) -> BeginAnswers:
    """What was typed with full-width letters on, or as people write a year and a month, in our form."""
    month = read_month(answers.published) if answers.published else None
    return replace(
        answers,
        year=read_year(answers.year) or answers.year,
        certificate=answers.certificate and unicodedata.normalize("NFKC", answers.certificate).strip(),
        published=str(month) if month else answers.published,
    )


def last_edition(project: Project, year: str) -> Edition:
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


def likely_month(last: Edition, year: str) -> Month:
    """The month in which the last edition came out, a year later."""
    newest = max(manual.published for manual in last.manuals.values())
    return Month(int(year), newest.month)


def id_of(project: Project, answers: BeginAnswers, last: Edition) -> str | None:
    """The new certificate's id: as it was typed, last year's, or as the name of its file says."""
    kept = last.certificate.id if answers.same_certificate else None
    named = without_suffix(answers.given.name, project.settings) if answers.given else None
    return answers.certificate or kept or named


def find_mistakes(project: Project, answers: BeginAnswers) -> FieldProblems:
    """What is wrong with what was said so far, by field; what was not said yet is no mistake.

    What follows from a wrong answer is not told: a file is held to the month only when both are right.
    """
    answers = as_typed(answers)
    try:
        last = last_edition(project, answers.year)
    except TebikiError as error:
        return {"year": error.problems}
    for stage in (_slips, _other_years, _of_file):
        if found := {name: problems for name, problems in stage(project, answers, last) if problems}:
            return found
    return {}


_Stage = Iterator[tuple[BeginField, tuple[Problem, ...]]]


def _slips(project: Project, answers: BeginAnswers, last: Edition) -> _Stage:
    if certificate := id_of(project, answers, last):
        of_file = answers.given is not None and not answers.certificate
        problems = tuple(id_problems(project, answers, certificate, last))
        yield ("file" if of_file else "certificate"), problems
    if answers.published:
        yield "published", tuple(month_problems(answers.year, answers.published))
    yield "changes", tuple(_of_changes(project, answers, last))


def _other_years(project: Project, answers: BeginAnswers, last: Edition) -> _Stage:
    certificate = id_of(project, answers, last)
    if certificate and not answers.other_year:
        month = _month(answers, last)
        yield "other_year", tuple(other_year_problems(project, answers.year, certificate, month))


def _of_file(project: Project, answers: BeginAnswers, last: Edition) -> _Stage:
    certificate, given = id_of(project, answers, last), answers.given
    if certificate and given:
        use = Use(certificate, int(answers.year), _month(answers, last), last)
        wrong = unusable(use, given.shown_path, given.inside)
        yield "file", (*wrong, *misplaced(project, given), *unprintable(given))


def _month(answers: BeginAnswers, last: Edition) -> Month:
    """The month of publication as far as it is known: what was said, else what is likely."""
    return Month.parse(answers.published) if answers.published else likely_month(last, answers.year)


def _of_changes(project: Project, answers: BeginAnswers, last: Edition) -> Iterator[Problem]:
    seen: list[Mapping[str, str]] = []
    for said in answers.changes.values():
        if said not in seen:  # what one sentence says of all manuals is told once
            seen.append(said)
            yield from sentence_problems(project, last, said, Place("--changes"))


def plan_year(project: Project, answers: BeginAnswers) -> YearPlan:
    """The file of the new edition, checked. Raises `TebikiError` with what is wrong or was not said."""
    answers = as_typed(answers)
    last = last_edition(project, answers.year)
    certificate = id_of(project, answers, last)
    if lacking := [*_lacking(certificate, answers.published)]:
        raise TebikiError(lacking)
    if wrong := find_mistakes(project, answers):
        raise TebikiError(problem for problems in wrong.values() for problem in problems)
    roll = Roll(
        answers.year,
        certificate or "",
        Month.parse(answers.published or ""),
        _sentences(answers, last),
        answers.given.inside if answers.given else None,
        same=answers.same_certificate,
    )
    path = project.edition_file(answers.year)
    text = edition_file.as_text(rolled(project, last, roll), path)
    edition = edition_file.checked(project, answers.year, text)
    return YearPlan(path, text, last, edition, find_warnings(project, answers), answers.given)


def write_year(plan: YearPlan) -> None:
    """Write the file of a new edition, and nothing else. Raises ``publish/file``, and where it is there."""
    if plan.path.exists():
        fail("edition-command/exists", Place.of(plan.path), year=plan.edition.year)
    write_together([(plan.path, plan.text.encode())])


def find_warnings(project: Project, answers: BeginAnswers) -> tuple[Problem, ...]:
    """What staff should know of the certificate's file; none of it keeps the year from beginning."""
    answers = as_typed(answers)
    last = last_edition(project, answers.year)
    certificate, given = id_of(project, answers, last), answers.given
    if given is None or certificate is None:
        return ()
    use = Use(certificate, int(answers.year), _month(answers, last), last)
    return tuple(doubtful(project, use, given.shown_path, given.inside))


def _lacking(certificate: str | None, published: str | None) -> Iterator[Problem]:
    if not certificate:
        yield Problem("edition-command/no-certificate")
    if not published:
        yield Problem("edition-command/no-month")


def _sentences(answers: BeginAnswers, last: Edition) -> dict[str, dict[str, str]]:
    """What each manual's line says where somebody said something."""
    same = answers.same_certificate
    return {
        name: complete_changes(ready_changes(last, name, same=same), said)
        for name, said in answers.changes.items()
        if name in last.manuals and said
    }


def id_problems(
    project: Project, answers: BeginAnswers, certificate: str, last: Edition
) -> Iterator[Problem]:
    """Why no edition can have a certificate of that id: shape, day, the file's name, used before."""
    given = answers.given
    place = given.place if given and not answers.certificate else Place("--certificate")
    code = id_mistake(certificate, project.settings)
    if code == "edition/id-date":
        yield Problem(code, place, {"id": certificate})
    elif code:
        code, about = _of_shape(project, answers, certificate, last)
        yield Problem(code, place, about)
    if code:
        return
    if given is not None and (wrong := _of_file_name(project, answers, given.name, certificate)):
        yield Problem(wrong[0], place, wrong[1])
    values = {"id": certificate, "last": last.certificate.id}
    new, old = (id_date(text, project.settings) for text in (certificate, last.certificate.id))
    if answers.same_certificate:
        if certificate != last.certificate.id:
            yield Problem("edition-command/not-the-same", place, values)
    elif certificate in used_ids(last):
        code = "used-last" if certificate == last.certificate.id else "used"
        yield Problem(f"edition-command/{code}", place, values)
    elif new and old and new < old:
        yield Problem("edition-command/older", place, values)


def _of_shape(
    project: Project, answers: BeginAnswers, certificate: str, last: Edition
) -> tuple[str, dict[str, object]]:
    """What no certificate is called: the name that is meant, else the shape in words; code and values."""
    example = last.certificate.id
    of_file = answers.given is not None and not answers.certificate
    named = answers.given.name if answers.given and of_file else certificate
    values: dict[str, object] = {"id": shown(named, LONGEST), "example": example}
    if meant := intended_id(certificate, project.settings):
        values |= {"name": meant + project.settings.certificate_suffix, "meant": meant}
        return f"edition-command/{'give-back' if of_file else 'id-meant'}", values
    if parts := letters_and_digits(example):
        return "edition-command/id-shape", {**values, "letters": parts[0], "digits": parts[1]}
    return "edition-command/id-like", values


def _of_file_name(
    project: Project, answers: BeginAnswers, name: str, certificate: str
) -> tuple[str, dict[str, object]] | None:
    """What is wrong with the file's name where its id is right: another id, or another ending."""
    suffix = project.settings.certificate_suffix
    meant = intended_id(name, project.settings)
    if meant != certificate:
        named = meant or without_suffix(name, project.settings)
        return "edition-command/two-names", {"id": certificate, "file": shown(named, LONGEST)}
    if not answers.certificate and name != certificate + suffix:
        values: dict[str, object] = {"id": shown(name, LONGEST), "name": certificate + suffix}
        return "edition-command/give-back", {**values, "meant": certificate}
    return None


def other_year_problems(project: Project, year: str, certificate: str, published: Month) -> Iterator[Problem]:
    """A certificate whose id names a day long after the manuals come out: that of another year."""
    day = id_date(certificate, project.settings)
    if day and (day.year - published.year) * 12 + day.month - published.month > _AHEAD:
        yield Problem("edition-command/id-year", Place("--certificate"), {"text": certificate, "year": year})


def month_problems(year: str, published: str) -> Iterator[Problem]:
    """Why the manuals of a fiscal year cannot be published in that month."""
    place, first = Place("--published"), int(year)
    try:
        month = Month.parse(published)
    except ValueError:
        yield Problem("edition-command/month", place, {"value": published})
        return
    # A fiscal year ends in March; its manual may be out before it begins.
    if not Month(first, 1) <= month <= Month(first + 1, 3):
        yield Problem("edition-command/other-year", place, {"value": published, "year": first})
