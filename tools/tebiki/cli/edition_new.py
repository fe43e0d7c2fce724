"""``tebiki edition new``: asks for what was not said, shows what would be written, writes after a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from ..content.catalogs.language_folder import SOURCE
from ..content.edition import Edition
from ..content.project import Project
from ..content.words import load_words
from ..editions.begin_year import (
    BeginAnswers,
    YearPlan,
    as_typed,
    find_mistakes,
    id_of,
    id_problems,
    last_edition,
    likely_month,
    month_problems,
    plan_year,
    write_year,
)
from ..editions.certificate_file import read_file
from ..editions.given_certificate import GivenCertificate, open_certificate
from ..editions.prompt import Person
from ..editions.todo import Looks, look
from ..errors import Place, Problem, TebikiError, UsageError
from ..messages import say, tell

_COMMAND: Final = "tebiki edition new"


@dataclass(frozen=True, slots=True)
class NewEditionOptions:
    """What was typed behind the command; what is None is asked, or missing."""

    year: str
    certificate: str | None = None
    published: str | None = None
    #: What the history says, by language; None: nothing was said of it.
    changes: Mapping[str, str] | None = None
    p12: Path | None = None
    piped: bool = False
    yes: bool = False
    same_certificate: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, or would be: nothing is where the person did not agree."""

    current: str
    plan: YearPlan
    looks: Looks
    written: bool


def begin(project: Project, options: NewEditionOptions, person: Person) -> Begun:
    """Write the file of a new edition. Raises `TebikiError`; then nothing was written."""
    answers = as_typed(
        BeginAnswers(
            options.year,
            certificate=options.certificate,
            same_certificate=options.same_certificate,
            published=options.published,
        )
    )
    last = last_edition(project, answers.year)
    if options.p12 is not None:
        answers = replace(answers, given=open_file(options.p12, person, piped=options.piped))
    asking = person.there and not options.piped
    _refuse_silence(answers, options, asking=asking)
    answers = _ask(project, options, answers, last, person)
    plan = plan_year(project, answers)
    if plan.warnings and not options.yes:  # before anybody agrees
        person.console.err("\n".join(map(tell, plan.warnings)))
    looks = look(project, plan.edition)
    agreed = options.yes or _agrees(plan, person)
    if agreed:
        write_year(plan)
    return Begun(project.current, plan, looks, agreed)


def open_file(path: Path, person: Person, *, piped: bool) -> GivenCertificate:
    """The certificate's file, opened by a password that a person or a program gives.

    Raises `TebikiError`; what no password would open is told before anybody is asked for one.
    """
    data = read_file(path)
    return open_certificate(data, person.password(piped=piped), path.name, path)


def _agrees(plan: YearPlan, person: Person) -> bool:
    published = next(iter(plan.edition.manuals.values())).published  # all of a year come out together
    said = {"certificate": plan.edition.certificate.id, "published": published}
    return person.agrees(say("edition-command/ask-write", file=Place.of(plan.path).file, **said))


def _refuse_silence(answers: BeginAnswers, options: NewEditionOptions, *, asking: bool) -> None:
    """Where nobody can be asked, everything must have been said."""
    named = answers.certificate or answers.given or answers.same_certificate
    given = {
        "--certificate": named,
        "--published": answers.published,
        "--yes": options.yes or asking,
    }
    missing = [option for option, value in given.items() if not value]
    if missing and not asking:
        values = {"options": " ".join(missing)}
        raise UsageError([Problem("edition-command/needs", Place(_COMMAND), values)])


def _ask(
    project: Project, options: NewEditionOptions, answers: BeginAnswers, last: Edition, person: Person
) -> BeginAnswers:
    """The answers with all that a person had to be asked for. Raises with all that is wrong."""
    if id_of(project, answers, last) is None:
        question = say("edition-command/ask-certificate", last=last.certificate.id)
        typed = person.ask(question, partial(_read_id, project, answers, last))
        answers = replace(answers, certificate=typed)
    if not answers.published:
        likely, question = str(likely_month(last, answers.year)), say("edition-command/ask-published")
        answers = replace(answers, published=person.ask(question, partial(_read_month, answers), likely))
    changes = options.changes
    if changes is None and not options.yes:
        plain = say("edition-command/plain-words")
        line = person.line(_ask_changes(last), enter=plain)
        changes = {SOURCE: line} if line else None
    if changes:
        answers = replace(answers, changes=dict.fromkeys(last.manuals, changes))
    asking = person.there and not (options.piped or options.yes)
    return _ask_other_year(project, answers, person) if asking else answers


def _ask_other_year(project: Project, answers: BeginAnswers, person: Person) -> BeginAnswers:
    """Whether somebody goes on with a certificate whose date is of another year."""
    problems = find_mistakes(project, answers).get("other_year", ())
    if not problems:
        return answers
    question = "\n".join([*map(tell, problems), say("edition-command/ask-other-year")])
    return replace(answers, other_year=person.agrees(question))


def _ask_changes(last: Edition) -> str:
    """The question for the history's line; where a text is written anew, with what would be said of it."""
    names = [name for name, manual in last.manuals.items() if manual.outside]
    if not names:
        return say("edition-command/ask-changes")
    text = load_words(SOURCE)("history.rewritten")
    return say("edition-command/ask-changes-rewritten", manuals=", ".join(names), text=text)


def _read_id(project: Project, answers: BeginAnswers, last: Edition, answer: str) -> str:
    """A certificate's id from an answer. Raises `TebikiError` with what is wrong with it."""
    typed = as_typed(replace(answers, certificate=answer))
    text = typed.certificate or ""
    if problems := [*id_problems(project, typed, text, last)]:
        raise TebikiError(problems)
    return text


def _read_month(answers: BeginAnswers, answer: str) -> str:
    """A month of publication from an answer, as ``2026-04``. Raises `TebikiError`."""
    text = as_typed(replace(answers, published=answer)).published or ""
    if problems := [*month_problems(answers.year, text)]:
        raise TebikiError(problems)
    return text
