"""``tebiki edition revise``: asks for what was not said, writes the correction after a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final

from ..content.catalogs.language_folder import SOURCE
from ..content.project import Project
from ..editions.prompt import Person
from ..editions.revise import (
    RevisionAnswers,
    RevisionPlan,
    plan_revision,
    proposed_reasons,
    read_manuals,
    refuse_unreleased,
    write_revision,
)
from ..errors import Place, Problem, UsageError
from ..messages import say
from .arguments import read_date, read_text

_COMMAND: Final = "tebiki edition revise"
_BLANK: Final = "edition-command/blank"


@dataclass(frozen=True, slots=True)
class CorrectionOptions:
    """What was typed behind the command; what is None or empty is asked, or missing."""

    year: str
    manuals: tuple[str, ...] = ()
    #: What is corrected, by language.
    reasons: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    yes: bool = False


@dataclass(frozen=True, slots=True)
class Revised:
    """What was written, or would be: nothing is where the person did not agree."""

    plan: RevisionPlan
    written: bool


def revise(project: Project, options: CorrectionOptions, person: Person) -> Revised:
    """Open a correction. Raises `TebikiError`; then nothing was written."""
    last = project.edition_of(options.year)
    refuse_unreleased(project, options.year)
    _refuse_silence(options, person)
    answers = RevisionAnswers(options.year, options.manuals, options.reasons, options.on)
    if not answers.manuals:
        question = say("edition-command/ask-manuals", known=", ".join(last.manuals))
        answers = replace(answers, manuals=person.ask(question, partial(read_manuals, last)))
    if not answers.reasons.get(SOURCE):
        likely = proposed_reasons(last, answers.manuals).get(SOURCE, "")
        read = partial(read_text, "--reason", code=_BLANK)
        reason = person.ask(say("edition-command/ask-reason"), read, likely)
        answers = replace(answers, reasons={SOURCE: reason, **answers.reasons})
    if answers.on is None:
        day = partial(read_date, "--on", code="edition-command/date")
        answers = replace(answers, on=person.ask(say("edition-command/ask-on"), day))
    plan = plan_revision(project, answers)
    agreed = options.yes or _agrees(plan, answers, person)
    if agreed:
        write_revision(plan)
    return Revised(plan, agreed)


def _agrees(plan: RevisionPlan, answers: RevisionAnswers, person: Person) -> bool:
    said = {"file": Place.of(plan.path).file, "manuals": ", ".join(plan.manuals), "on": str(answers.on)}
    return person.agrees(say("edition-command/ask-revise", **said))


def _refuse_silence(options: CorrectionOptions, person: Person) -> None:
    given = {
        "--manual": options.manuals,
        "--reason": options.reasons.get(SOURCE),
        "--on": options.on,
        "--yes": options.yes,
    }
    missing = [option for option, value in given.items() if not value]
    if missing and not person.there:
        raise UsageError([Problem("edition-command/needs", Place(_COMMAND), {"options": " ".join(missing)})])
