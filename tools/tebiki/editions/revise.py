"""A correction of manuals that are out already: what is said, what is wrong with it, what would be written.

How a correction counts is the setting ``corrections``: as 訂正1 of its version, or as the next version.
Nobody is asked here: ``tebiki edition revise`` asks on a terminal, the studio in a browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import tomlkit

from ..content.catalogs.language_folder import SOURCE
from ..content.edition import Edition, Manual
from ..content.project import Project
from ..content.releases import load_releases, opened
from ..content.toml_files import place_of
from ..content.words import languages, load_words
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, fail
from . import edition_file
from .history_sentences import sentence_problems

_CORRECTED, _REWRITTEN = "history.corrected", "history.rewritten"
_UNKNOWN: Final = "edition-command/revise-manual"

RevisionField = Literal["year", "manuals", "on", "reason"]
RevisionProblems = Mapping[RevisionField, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class RevisionAnswers:
    """All that is said when a correction is opened; what is None or empty was not said yet."""

    year: str
    manuals: tuple[str, ...] = ()
    #: What is corrected, by language: where one is not said, its history only says that it was corrected.
    reasons: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RevisionPlan:
    """The file that would be written. ``before``: its bytes of now."""

    path: Path
    text: str
    last: Edition
    edition: Edition
    manuals: tuple[str, ...]
    before: bytes = field(repr=False, default=b"")


def refuse_unreleased(project: Project, year: str) -> None:
    """Refuse a draft. Until there is a record of releases, an edition that is none counts as released."""
    if project.state(year) == "draft" and not load_releases(project.docs, year):
        place = Place.of(project.edition_file(year))
        fail("edition-command/revise-draft", place, year=year, current=project.current)


def read_manuals(last: Edition, answer: str) -> tuple[str, ...]:
    """Names of manuals from an answer, with any comma between them. Raises `TebikiError`."""
    plain = unicodedata.normalize("NFKC", answer).lower()
    names = tuple(dict.fromkeys(re.split(r"[,、・\s]+", plain.strip(" ,、・"))))
    if wrong := [name for name in names if name not in last.manuals]:
        raise TebikiError(_unknown(last, name or "-") for name in wrong)
    return names


def proposed_reasons(last: Edition, names: Sequence[str]) -> dict[str, str]:
    """What is said where all that is corrected was made elsewhere: this text was written anew."""
    known = [last.manuals[name] for name in names if name in last.manuals]
    if not known or not all(manual.outside for manual in known):
        return {}
    return {SOURCE: load_words(SOURCE)(_REWRITTEN), **_plain_words(known[0].history[0].changes, _REWRITTEN)}


def find_revision_mistakes(project: Project, answers: RevisionAnswers) -> RevisionProblems:
    """What is wrong with what was said, by field; what was not said yet is no mistake."""
    try:
        refuse_unreleased(project, answers.year)
        last = project.edition_of(answers.year)
    except TebikiError as error:
        return {"year": error.problems}
    being = being_corrected(project, last)
    found: dict[RevisionField, tuple[Problem, ...]] = {
        "manuals": tuple(_of_manuals(project, last, answers.manuals, being)),
        "on": tuple(_of_day(project, last, answers, being)),
        "reason": tuple(sentence_problems(project, last, answers.reasons, Place("--reason"))),
    }
    return {name: problems for name, problems in found.items() if problems}


def plan_revision(project: Project, answers: RevisionAnswers) -> RevisionPlan:
    """The file with the correction, checked. Raises `TebikiError` with what is wrong or was not said."""
    refuse_unreleased(project, answers.year)
    path, last = project.edition_file(answers.year), project.edition_of(answers.year)
    problems = [one for found in find_revision_mistakes(project, answers).values() for one in found]
    if problems := [*_lacking(last, answers), *problems]:
        raise TebikiError(problems)
    document = edition_file.read(path)
    for name in answers.manuals:
        table = edition_file.anything(document["manuals"])[name]
        _correct(table, last.manuals[name], answers, by_mark=project.settings.corrections == "mark")
    text = edition_file.as_text(document, path)
    edition = edition_file.checked(project, answers.year, text)
    return RevisionPlan(path, text, last, edition, answers.manuals, path.read_bytes())


def write_revision(plan: RevisionPlan) -> None:
    """Write the correction. Raises, and changes nothing, where the file is no longer what was planned for."""
    if plan.path.read_bytes() != plan.before:
        fail("edition-command/changed-meanwhile", Place.of(plan.path))
    write_together([(plan.path, plan.text.encode())])


def _lacking(last: Edition, answers: RevisionAnswers) -> Iterator[Problem]:
    if not answers.manuals:
        yield _unknown(last, "-")
    if not answers.reasons.get(SOURCE):
        yield Problem("edition-command/blank", Place("--reason"), {"value": ""})
    if answers.on is None:
        yield Problem("edition-command/no-day", Place("--on"))


def being_corrected(project: Project, last: Edition) -> tuple[str, ...]:
    """Manuals whose correction is open."""
    released = load_releases(project.docs, str(last.year))
    return tuple(opened(last, released[-1])) if released else ()


def _of_manuals(
    project: Project, last: Edition, names: Sequence[str], being: Sequence[str]
) -> Iterator[Problem]:
    """Why a manual cannot be corrected: there is none, or it is being corrected."""
    path = project.edition_file(str(last.year))
    for name in names:
        if name not in last.manuals:
            yield _unknown(last, name)
        elif name in being:
            place, number = place_of(path, ["manuals", name]), last.manuals[name].number
            yield Problem("edition-command/revise-open", place, {"manual": name, "version": number})


def _of_day(
    project: Project, last: Edition, answers: RevisionAnswers, being: Sequence[str]
) -> Iterator[Problem]:
    """A day before a manual came out last."""
    path = project.edition_file(str(last.year))
    for name in answers.manuals:
        manual = None if name in being else last.manuals.get(name)
        if manual and answers.on and answers.on < manual.issued:
            values = {"manual": name, "on": answers.on.isoformat(), "last": manual.issued.isoformat()}
            yield Problem("edition-command/revise-day", place_of(path, ["manuals", name]), values)


def _unknown(last: Edition, name: str) -> Problem:
    return Problem(_UNKNOWN, Place("--manual"), {"manual": name, "known": ", ".join(last.manuals)})


def _correct(table: Any, manual: Manual, answers: RevisionAnswers, *, by_mark: bool) -> None:
    """The manual's next correction, with a line at the top of its history."""
    row = tomlkit.inline_table() if isinstance(table["history"], tomlkit.items.Array) else tomlkit.table()
    said: dict[str, object] = {"version": manual.version, "published": str(manual.published)}
    if by_mark:
        said["correction"] = manual.correction + 1
    else:
        said = {"version": manual.version + 1, "published": f"{answers.on:%Y-%m}"}
        table.pop("correction", None)
    said["corrected"] = answers.on
    for key, value in said.items():
        table[key] = row[key] = value
    newest = manual.history[0]
    if newest.certificate is not None:
        row["certificate"] = newest.certificate
    edition_file.add_changes(row, correction_sentences(manual, answers.reasons))
    table["history"].insert(0, row)


def correction_sentences(manual: Manual, reasons: Mapping[str, str]) -> dict[str, str]:
    """What the history's new line says: own words, and the engine's where a language has none."""
    reason = reasons[SOURCE]
    key = _REWRITTEN if reason == load_words(SOURCE)(_REWRITTEN) else _CORRECTED
    return {SOURCE: reason, **_plain_words(manual.history[0].changes, key), **reasons}


def _plain_words(there: Mapping[str, str], key: str) -> dict[str, str]:
    """The engine's words of a key, in the languages of the line below; people may say it better."""
    others = [code for code in there if code in languages() and code != SOURCE]
    return {code: load_words(code)(key) for code in others}
