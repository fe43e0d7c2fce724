"""The approval: its day, its number, the role, and the check number of the papers that were signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...editions.office_notes import drop_approval, keep_approval, load_approval
from ...editions.papers_made import find_papers
from ...editions.typed_approval import APPROVAL_FIELDS, read_approval
from ...editions.year_state.progress import day_said
from ...errors import Problem, TebikiError
from ...messages import remedy, say
from ..conflicts import refuse_other_state, state_hash
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit

_ROOM: Final = "approval"
_WRONG: Final = 422


def show_approval(visit: Visit) -> Reply:
    """The approval that is kept, to be typed or changed."""
    return _page(visit, _kept_fields(visit), ())


def keep_typed(visit: Visit) -> Reply:
    """Keep what was typed; each mistake is told at its field."""
    typed: dict[str, str] = {name: visit.form.get(name, "") for name in APPROVAL_FIELDS}
    try:
        with visit.desk.writer:
            visit.desk.jobs.refuse_while_writing()
            refuse_other_state(visit, load_approval(visit.project, visit.year))
            approval = read_approval(visit.project, visit.year, typed, visit.today)
            keep_approval(visit.project, visit.year, approval)
    except TebikiError as error:
        return _page(visit, typed, error.problems)
    return Go(f"/{visit.year}/release")


def forget_approval(visit: Visit) -> Reply:
    """Forget what was typed: it was of another year, or was withdrawn."""
    with visit.desk.writer:
        visit.desk.jobs.refuse_while_writing()
        refuse_other_state(visit, load_approval(visit.project, visit.year))
        drop_approval(visit.project, visit.year)
    return Go(f"/{visit.year}/approval")


def _kept_fields(visit: Visit) -> Mapping[str, str]:
    kept = load_approval(visit.project, visit.year)
    if kept is None:
        return {}
    number = kept.check_number
    day = kept.approved.isoformat()
    return {"approved": day, "number": kept.approval, "check_number": number, "by": kept.by}


def _page(visit: Visit, fields: Mapping[str, str], problems: tuple[Problem, ...]) -> Page:
    at = {one.place.file: one for one in problems if one.place and one.place.file in APPROVAL_FIELDS}
    others = [one for one in problems if one not in at.values()]
    kept = load_approval(visit.project, visit.year)
    made = find_papers(visit.project, visit.year)
    values = {
        "fields": {name: fields.get(name, "") for name in APPROVAL_FIELDS},
        "wrong": {name: _wrong(one) for name, one in at.items()},
        "others": [say(one.code, **one.values) for one in others],
        "kept": kept,
        "made_from": state_hash(kept),
        "kept_day": "" if kept is None else day_said(kept.approved).texts[visit.language],
        "stale": kept is not None and made.number is not None and kept.check_number != made.number,
        "papers": made.number,
        "older": made.fits is False,
        "base": f"/{visit.year}/approval",
        "year": visit.year,
    }
    return Page("approval.html", say("todo/title-approval"), values, _WRONG if problems else 200)


def _wrong(problem: Problem) -> str:
    """What is wrong with a field and what to do, as one text beside it."""
    return " ".join(part for part in (say(problem.code, **problem.values), remedy(problem) or "") if part)


ROUTES: Final = (
    view("/{year}/approval", show_approval),
    act("/{year}/approval", keep_typed),
    act("/{year}/approval/forget", forget_approval),
)
