"""The pages of the five steps in which a year begins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from ..content.catalogs.language_folder import SOURCE
from ..content.edition import Edition
from ..editions.begin_year import (
    BeginAnswers,
    BeginField,
    FieldProblems,
    YearPlan,
    find_mistakes,
    id_of,
    last_edition,
    plan_year,
)
from . import begin_view
from .begin_steps import KeptAnswers, pack, unpack
from .reply import Go, Page, Reply
from .visit import Visit
from .words import room_words

_WRONG: Final = HTTPStatus.UNPROCESSABLE_ENTITY
_NONE: Final[FieldProblems] = {}


def hash_of(plan: YearPlan) -> str:
    """What a form carries of the plan that it shows."""
    return hashlib.sha256(plan.text.encode()).hexdigest()


def kept_answers(visit: Visit) -> KeptAnswers | None:
    """What was carried to this page; None where it is not of this run and year."""
    packed = visit.form.get("kept") or visit.query.get("kept", "")
    return unpack(visit.desk.session, visit.year, packed) if packed else None


def go_on(visit: Visit, step: int, kept: KeptAnswers) -> Go:
    """The next step, with the answers so far."""
    return Go(f"/{visit.year}/begin/{step}?kept={pack(visit.desk.session, kept)}")


def start_again(visit: Visit) -> Go:
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


def file_page(
    visit: Visit,
    kept: KeptAnswers | None,
    problems: FieldProblems = _NONE,
    *,
    slips: tuple[str, ...] = (),
    wrong_password: bool = False,
) -> Page:
    """The first step. ``slips``: what may be wrong with a password that did not open the file."""
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


def name_page(visit: Visit, problems: FieldProblems = _NONE) -> Page:
    """The first step without a file."""
    values = {
        "typed": visit.form.get("certificate", ""),
        "which": visit.form.get("which", "new"),
        "example": _example(visit),
    }
    return _page(visit, 1, kept_answers(visit), problems, values, "begin_name.html")


def _known(visit: Visit, kept: KeptAnswers) -> tuple[Edition, str]:
    """The edition to begin from, and the new certificate's id."""
    last = last_edition(visit.project, visit.year)
    return last, id_of(visit.project, kept.answers, last) or ""


def findings_page(visit: Visit, kept: KeptAnswers, problems: FieldProblems = _NONE) -> Page:
    """The second step: what was given beside what was found."""
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
        "details": begin_view.structure_lines(answers.given.inside if answers.given else None),
        "doubted": doubted,
        "careful": bool(minded or doubted or other_year),
        "other_year": begin_view.all_told(other_year),
        "looked_at": answers.other_year,
    }
    return _page(visit, 2, kept, problems, values)


def month_page(visit: Visit, kept: KeptAnswers, problems: FieldProblems = _NONE) -> Page:
    """The third step."""
    last = last_edition(visit.project, visit.year)
    typed = visit.form.get("published")
    likely = begin_view.likely_in_words(last, visit.year)
    value = typed if typed is not None else kept.answers.published or likely
    return _page(visit, 3, kept, problems, {"value": value, "likely": likely})


def sentences_page(visit: Visit, kept: KeptAnswers, problems: FieldProblems = _NONE) -> Page:
    """The fourth step."""
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


def summary_page(visit: Visit, kept: KeptAnswers) -> Reply:
    """The last step; the step of an answer that is missing or no longer right, where there is one."""
    project, answers = visit.project, kept.answers
    if not answers.published:
        return go_on(visit, 3, kept)
    if found := find_mistakes(project, answers):  # the project has changed since
        return go_on(visit, min(_STEP_OF[name] for name in found), kept)
    plan = plan_year(project, answers)
    last, certificate = _known(visit, kept)
    minded = begin_view.minded(project, answers)
    groups = begin_view.sentence_groups(project, last, answers)
    values: dict[str, object] = {
        "plan": hash_of(plan),
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
