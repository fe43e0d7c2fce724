"""A fiscal year begins, in five steps; nothing is written before the last.

The certificate's file and its password are read on the first page and end with that request: see
`tebiki.studio.begin_steps` for what goes on from there, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from ...content.catalogs.language_folder import SOURCE
from ...editions.begin_year import (
    BeginAnswers,
    as_typed,
    find_mistakes,
    last_edition,
    plan_year,
    write_year,
)
from ...editions.given_certificate import find_likely_slips, open_certificate
from ...editions.history_sentences import on_one_line
from ...errors import Problem, TebikiError, fail
from ..begin_pages import (
    file_page,
    findings_page,
    go_on,
    hash_of,
    kept_answers,
    month_page,
    name_page,
    sentences_page,
    start_again,
    summary_page,
)
from ..begin_steps import KeptAnswers
from ..begin_view import sentence_groups
from ..reply import Go, Reply
from ..room import act, view
from ..visit import Visit


def go_to_next_year(visit: Visit) -> Reply:
    """The year after the newest is begun."""
    return Go(f"/{int(visit.project.worked_on) + 1}/begin/1")


def go_to_first_step(visit: Visit) -> Reply:
    """The first step of that year."""
    return Go(f"/{visit.year}/begin/1")


def show_file(visit: Visit) -> Reply:
    """The first step: the certificate's file and its password."""
    return file_page(visit, kept_answers(visit))


def open_file(visit: Visit) -> Reply:
    """Open the file; it and its password end with this request."""
    upload, password = visit.uploads.get("file"), visit.form.get("password", "")
    kept = kept_answers(visit) or KeptAnswers(BeginAnswers(visit.year))
    if upload is None or not upload.name:
        return file_page(visit, kept, {"file": (Problem("begin/no-file"),)})
    name = PurePosixPath(upload.name.replace("\\", "/")).name
    try:
        given = open_certificate(upload.data, password, name)
    except TebikiError as error:
        if error.problems[0].code == "certificate/password":
            slips = find_likely_slips(password)
            return file_page(visit, kept, slips=slips, wrong_password=True)
        return file_page(visit, kept, {"file": error.problems})
    answers = replace(
        kept.answers,
        given=given,
        certificate=visit.form.get("certificate") or None,
        same_certificate=visit.form.get("same") == "yes",
        other_year=False,
    )
    found = dict(find_mistakes(visit.project, answers))
    found.pop("other_year", None)  # asked beside what was found
    if found:
        about = found.get("certificate", ())
        return file_page(visit, kept, {**found, "file": (*found.get("file", ()), *about)})
    return go_on(visit, 2, KeptAnswers(answers, len(upload.data)))


def show_name(visit: Visit) -> Reply:
    """The first step where the file is not there yet: its name, or that it stays the same."""
    return name_page(visit)


def start_by_name(visit: Visit) -> Reply:
    """Begin with the certificate's name alone."""
    kept = kept_answers(visit) or KeptAnswers(BeginAnswers(visit.year))
    same, typed = visit.form.get("which") == "same", visit.form.get("certificate", "")
    answers = as_typed(
        replace(
            kept.answers,
            given=None,
            certificate=None if same else typed or None,
            same_certificate=same,
            other_year=False,
        )
    )
    if not same and not answers.certificate:
        return name_page(visit, {"certificate": (Problem("edition-command/no-certificate"),)})
    found = dict(find_mistakes(visit.project, answers))
    found.pop("other_year", None)
    if found:
        return name_page(visit, found)
    return go_on(visit, 2, KeptAnswers(answers))


def show_findings(visit: Visit) -> Reply:
    """The second step: what the file says, beside what was given."""
    kept = kept_answers(visit)
    return start_again(visit) if kept is None else findings_page(visit, kept)


def accept_findings(visit: Visit) -> Reply:
    """Go on with what was found; a date of another year must have been looked at."""
    kept = kept_answers(visit)
    if kept is None:
        return start_again(visit)
    kept = replace(kept, answers=replace(kept.answers, other_year=visit.form.get("other_year") == "yes"))
    found = find_mistakes(visit.project, kept.answers)
    return findings_page(visit, kept, found) if found else go_on(visit, 3, kept)


def show_month(visit: Visit) -> Reply:
    """The third step: the month of publication."""
    kept = kept_answers(visit)
    return start_again(visit) if kept is None else month_page(visit, kept)


def accept_month(visit: Visit) -> Reply:
    """Take the month in any of the office's forms."""
    kept = kept_answers(visit)
    if kept is None:
        return start_again(visit)
    typed = visit.form.get("published", "")
    if not typed.strip():
        return month_page(visit, kept, {"published": (Problem("edition-command/no-month"),)})
    kept = replace(kept, answers=as_typed(replace(kept.answers, published=typed)))
    found = find_mistakes(visit.project, kept.answers)
    return month_page(visit, kept, found) if found else go_on(visit, 4, kept)


def show_sentences(visit: Visit) -> Reply:
    """The fourth step: what the history says, in each language."""
    kept = kept_answers(visit)
    return start_again(visit) if kept is None else sentences_page(visit, kept)


def accept_sentences(visit: Visit) -> Reply:
    """Take the sentences; a field left as it was is the ready sentence."""
    kept = kept_answers(visit)
    if kept is None:
        return start_again(visit)
    last = last_edition(visit.project, visit.year)
    changes: dict[str, Mapping[str, str]] = {}
    for group in sentence_groups(visit.project, last, kept.answers, visit.form):
        typed = {code: on_one_line(code, text) for code, _, text in group.fields}
        said = {code: text for code, text in typed.items() if text or code == SOURCE}
        if said != group.ready:
            changes |= dict.fromkeys(group.manuals, said)
    kept = replace(kept, answers=replace(kept.answers, changes=changes))
    found = find_mistakes(visit.project, kept.answers)
    return sentences_page(visit, kept, found) if found else go_on(visit, 5, kept)


def show_summary(visit: Visit) -> Reply:
    """The last step: all that will be written, and what stays."""
    kept = kept_answers(visit)
    return start_again(visit) if kept is None else summary_page(visit, kept)


def begin_year(visit: Visit) -> Reply:
    """Write the year's file: the one that was shown, and nothing else."""
    kept = kept_answers(visit)
    if kept is None:
        return start_again(visit)
    with visit.saving("begin/begun", year=visit.year):
        plan = plan_year(visit.project, kept.answers)
        if visit.form.get("plan") != hash_of(plan):
            fail("studio/changed")
        write_year(plan)
    return Go(f"/{visit.year}/")


ROUTES: Final = (
    view("/begin", go_to_next_year),
    view("/{year}/begin", go_to_first_step),
    view("/{year}/begin/1", show_file),
    act("/{year}/begin/1", open_file),
    view("/{year}/begin/name", show_name),
    act("/{year}/begin/name", start_by_name),
    view("/{year}/begin/2", show_findings),
    act("/{year}/begin/2", accept_findings),
    view("/{year}/begin/3", show_month),
    act("/{year}/begin/3", accept_month),
    view("/{year}/begin/4", show_sentences),
    act("/{year}/begin/4", accept_sentences),
    view("/{year}/begin/5", show_summary),
    act("/{year}/begin/5", begin_year),
)
