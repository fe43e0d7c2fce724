"""A fiscal year begins, in five steps; nothing is written before the last.

The certificate's file and its password are read on the first page and end with that request: see
`tebiki.studio.begin_steps` for what goes on from there, and why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final

from ...content.catalogs.language_folder import SOURCE
from ...content.edition import Edition
from ...editions.begin_year import (
    BeginAnswers,
    BeginField,
    FieldProblems,
    YearPlan,
    as_typed,
    find_mistakes,
    id_of,
    last_edition,
    plan_year,
    write_year,
)
from ...editions.given_certificate import find_likely_slips, open_certificate
from ...editions.history_sentences import on_one_line
from ...errors import Problem, TebikiError, fail
from .. import begin_view
from ..begin_steps import KeptAnswers, pack, unpack
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_WRONG: Final = HTTPStatus.UNPROCESSABLE_ENTITY
_NONE: Final[FieldProblems] = {}


def go_to_next_year(visit: Visit) -> Reply:
    """The year after the newest is begun."""
    return Go(f"/{int(visit.project.worked_on) + 1}/begin/1")


def go_to_first_step(visit: Visit) -> Reply:
    """The first step of that year."""
    return Go(f"/{visit.year}/begin/1")


def show_file(visit: Visit) -> Reply:
    """The first step: the certificate's file and its password."""
    return _file_page(visit, _kept(visit))


def open_file(visit: Visit) -> Reply:
    """Open the file; it and its password end with this request."""
    upload, password = visit.uploads.get("file"), visit.form.get("password", "")
    kept = _kept(visit) or KeptAnswers(BeginAnswers(visit.year))
    if upload is None or not upload.name:
        return _file_page(visit, kept, {"file": (Problem("begin/no-file"),)})
    name = PurePosixPath(upload.name.replace("\\", "/")).name
    try:
        given = open_certificate(upload.data, password, name)
    except TebikiError as error:
        if error.problems[0].code == "certificate/password":
            slips = find_likely_slips(password)
            return _file_page(visit, kept, slips=slips, wrong_password=True)
        return _file_page(visit, kept, {"file": error.problems})
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
        return _file_page(visit, kept, {**found, "file": (*found.get("file", ()), *about)})
    return _go(visit, 2, KeptAnswers(answers, len(upload.data)))


def show_name(visit: Visit) -> Reply:
    """The first step where the file is not there yet: its name, or that it stays the same."""
    return _name_page(visit)


def start_by_name(visit: Visit) -> Reply:
    """Begin with the certificate's name alone."""
    kept = _kept(visit) or KeptAnswers(BeginAnswers(visit.year))
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
        return _name_page(visit, {"certificate": (Problem("edition-command/no-certificate"),)})
    found = dict(find_mistakes(visit.project, answers))
    found.pop("other_year", None)
    if found:
        return _name_page(visit, found)
    return _go(visit, 2, KeptAnswers(answers))


def show_findings(visit: Visit) -> Reply:
    """The second step: what the file says, beside what was given."""
    kept = _kept(visit)
    return _again(visit) if kept is None else _findings_page(visit, kept)


def accept_findings(visit: Visit) -> Reply:
    """Go on with what was found; a date of another year must have been looked at."""
    kept = _kept(visit)
    if kept is None:
        return _again(visit)
    kept = replace(kept, answers=replace(kept.answers, other_year=visit.form.get("other_year") == "yes"))
    found = find_mistakes(visit.project, kept.answers)
    return _findings_page(visit, kept, found) if found else _go(visit, 3, kept)


def show_month(visit: Visit) -> Reply:
    """The third step: the month of publication."""
    kept = _kept(visit)
    return _again(visit) if kept is None else _month_page(visit, kept)


def accept_month(visit: Visit) -> Reply:
    """Take the month in any of the office's forms."""
    kept = _kept(visit)
    if kept is None:
        return _again(visit)
    typed = visit.form.get("published", "")
    if not typed.strip():
        return _month_page(visit, kept, {"published": (Problem("edition-command/no-month"),)})
    kept = replace(kept, answers=as_typed(replace(kept.answers, published=typed)))
    found = find_mistakes(visit.project, kept.answers)
    return _month_page(visit, kept, found) if found else _go(visit, 4, kept)


def show_sentences(visit: Visit) -> Reply:
    """The fourth step: what the history says, in each language."""
    kept = _kept(visit)
    return _again(visit) if kept is None else _sentences_page(visit, kept)


def accept_sentences(visit: Visit) -> Reply:
    """Take the sentences; a field left as it was is the ready sentence."""
    kept = _kept(visit)
    if kept is None:
        return _again(visit)
    last = last_edition(visit.project, visit.year)
    changes: dict[str, Mapping[str, str]] = {}
    for group in begin_view.sentence_groups(visit.project, last, kept.answers, visit.form):
        typed = {code: on_one_line(code, text) for code, _, text in group.fields}
        said = {code: text for code, text in typed.items() if text or code == SOURCE}
        if said != group.ready:
            changes |= dict.fromkeys(group.manuals, said)
    kept = replace(kept, answers=replace(kept.answers, changes=changes))
    found = find_mistakes(visit.project, kept.answers)
    return _sentences_page(visit, kept, found) if found else _go(visit, 5, kept)


def show_summary(visit: Visit) -> Reply:
    """The last step: all that will be written, and what stays."""
    kept = _kept(visit)
    return _again(visit) if kept is None else _summary_page(visit, kept)


def begin_year(visit: Visit) -> Reply:
    """Write the year's file: the one that was shown, and nothing else."""
    kept = _kept(visit)
    if kept is None:
        return _again(visit)
    with visit.saving("begin/begun", year=visit.year):
        plan = plan_year(visit.project, kept.answers)
        if visit.form.get("plan") != _hash_of(plan):
            fail("studio/changed")
        write_year(plan)
    return Go(f"/{visit.year}/")


def _hash_of(plan: YearPlan) -> str:
    return hashlib.sha256(plan.text.encode()).hexdigest()


def _kept(visit: Visit) -> KeptAnswers | None:
    packed = visit.form.get("kept") or visit.query.get("kept", "")
    return unpack(visit.desk.session, visit.year, packed) if packed else None


def _go(visit: Visit, step: int, kept: KeptAnswers) -> Go:
    return Go(f"/{visit.year}/begin/{step}?kept={pack(visit.desk.session, kept)}")


def _again(visit: Visit) -> Go:
    """What was carried is of an earlier start, or was never there."""
    return Go(f"/{visit.year}/begin/1?again=yes")


def _page(  # noqa: PLR0913, PLR0917 -- what every step shows, and what this one does
    visit: Visit,
    step: int,
    kept: KeptAnswers | None,
    problems: FieldProblems,
    values: Mapping[str, object],
    template: str = "",
) -> Page:
    """A step in its frame of five."""
    known = problems or (find_mistakes(visit.project, BeginAnswers(visit.year)) if step == 1 else {})
    shown = {
        "step": step,
        "kept": pack(visit.desk.session, kept) if kept else "",
        "problems": {name: begin_view.all_told(found) for name, found in known.items()},
        "fiscal_year": begin_view.fiscal_year(visit.year),
    }
    status = _WRONG if known or values.get("wrong_password") else HTTPStatus.OK
    return Page(template or f"begin_{step}.html", room_words("begin", "title"), {**shown, **values}, status)


def _file_page(
    visit: Visit,
    kept: KeptAnswers | None,
    problems: FieldProblems = _NONE,
    *,
    slips: tuple[str, ...] = (),
    wrong_password: bool = False,
) -> Page:
    again = visit.query.get("again") == "yes"
    parts = _file_values(visit, problems) | {"slips": slips, "wrong_password": wrong_password}
    return _page(visit, 1, kept, problems, parts | {"again": again})


def _file_values(visit: Visit, problems: FieldProblems = _NONE) -> dict[str, object]:
    """What the form of the file needs; ``meant``: the id that a renamed file means."""
    codes = {one.code: one.values for found in problems.values() for one in found}
    return {
        "example": _example(visit),
        "meant": codes.get("edition-command/give-back", {}).get("meant", ""),
        "may_stay": "edition-command/used-last" in codes,
        "slips": (),
        "wrong_password": False,
    }


def _example(visit: Visit) -> str:
    """A name as certificates' files have: that of the newest edition."""
    project = visit.project
    if not project.years:
        return ""
    return project.edition_of(project.years[-1]).certificate.id + project.settings.certificate_suffix


def _name_page(visit: Visit, problems: FieldProblems = _NONE) -> Page:
    values = {
        "typed": visit.form.get("certificate", ""),
        "which": visit.form.get("which", "new"),
        "example": _example(visit),
    }
    return _page(visit, 1, _kept(visit), problems, values, "begin_name.html")


def _known(visit: Visit, kept: KeptAnswers) -> tuple[Edition, str]:
    """The edition to begin from, and the new certificate's id."""
    last = last_edition(visit.project, visit.year)
    return last, id_of(visit.project, kept.answers, last) or ""


def _findings_page(visit: Visit, kept: KeptAnswers, problems: FieldProblems = _NONE) -> Page:
    project, answers = visit.project, kept.answers
    last, certificate = _known(visit, kept)
    minded, devices = begin_view.minded(project, answers), begin_view.device_rows(answers, last)
    doubted = any(row.outlook in {"refused", "divided"} for row in devices)
    other_year = find_mistakes(project, replace(answers, other_year=False)).get("other_year", ())
    values: dict[str, object] = {
        **_file_values(visit),
        "file": answers.given.name if answers.given else "",
        "size": kept.size,
        "rows": begin_view.findings(project, answers, last, certificate),
        "minded": minded,
        "devices": devices,
        "beyond": begin_view.reports_beyond(answers, last),
        "details": begin_view.structure_lines(answers),
        "doubted": doubted,
        "careful": bool(minded or doubted or other_year),
        "other_year": begin_view.all_told(other_year),
        "looked_at": answers.other_year,
    }
    return _page(visit, 2, kept, problems, values)


def _month_page(visit: Visit, kept: KeptAnswers, problems: FieldProblems = _NONE) -> Page:
    last = last_edition(visit.project, visit.year)
    typed = visit.form.get("published")
    likely = begin_view.likely_in_words(last, visit.year)
    value = typed if typed is not None else kept.answers.published or likely
    return _page(visit, 3, kept, problems, {"value": value, "likely": likely})


def _sentences_page(visit: Visit, kept: KeptAnswers, problems: FieldProblems = _NONE) -> Page:
    last = last_edition(visit.project, visit.year)
    typed = visit.form if "kept" in visit.form else None
    groups = begin_view.sentence_groups(visit.project, last, kept.answers, typed)
    ruby = any("《" in text for group in groups for _, _, text in group.fields)
    values = {"groups": groups, "source": SOURCE, "name_of": begin_view.field_name, "ruby": ruby}
    return _page(visit, 4, kept, problems, values)


#: The step at which an answer is given.
_STEP_OF: Final[Mapping[BeginField, int]] = {
    "year": 1,
    "file": 1,
    "certificate": 1,
    "other_year": 2,
    "published": 3,
    "changes": 4,
}


def _summary_page(visit: Visit, kept: KeptAnswers) -> Reply:
    project, answers = visit.project, kept.answers
    if not answers.published:
        return _go(visit, 3, kept)
    if found := find_mistakes(project, answers):  # the project has changed since
        return _go(visit, min(_STEP_OF[name] for name in found), kept)
    plan = plan_year(project, answers)
    last, certificate = _known(visit, kept)
    minded = begin_view.minded(project, answers)
    groups = begin_view.sentence_groups(project, last, answers)
    values: dict[str, object] = {
        "plan": _hash_of(plan),
        "rows": begin_view.findings(project, answers, last, certificate),
        "month": begin_view.month_in_words(next(iter(plan.edition.manuals.values())).published),
        "versions": begin_view.version_rows(plan),
        "groups": groups,
        "left_ready": begin_view.left_ready(groups),
        "facts": begin_view.open_facts(project, plan),
        "minded": minded,
        "current": begin_view.fiscal_year(project.current),
        "file": answers.given.name if answers.given else "",
        "certificate": certificate,
        "same": answers.same_certificate,
        "published": answers.published,
    }
    return _page(visit, 5, kept, _NONE, values)


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
