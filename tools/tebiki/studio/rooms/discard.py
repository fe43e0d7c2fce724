"""A draft is given up: what goes, what stays, and that it can be had back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from ...editions.discard import discard_draft, plan_discard
from ...errors import Problem, TebikiError
from ..begin_view import fiscal_year
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words


def show_draft(visit: Visit) -> Reply:
    """What giving up the draft means; for what is no draft, why it stays."""
    try:
        plan = plan_discard(visit.project, visit.year)
    except TebikiError as error:
        return _page(visit, error.problems)
    return _page(visit, made_from=visit.made_from(plan.path), records=bool(plan.stays))


def give_up(visit: Visit) -> Reply:
    """Remove the draft's file; the journal keeps it."""
    plan = plan_discard(visit.project, visit.year)
    with visit.saving("discard/given-up", year=visit.year):
        visit.refuse_if_changed(plan.path)
        discard_draft(plan)
    return Go("/editions")


def _page(
    visit: Visit, problems: tuple[Problem, ...] = (), *, made_from: str = "", records: bool = False
) -> Page:
    values = {
        "problems": problems,
        "made_from": made_from,
        "records": records,
        "fiscal_year": fiscal_year(visit.year),
        "current": fiscal_year(visit.project.current),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return Page("discard.html", room_words("discard", "title"), values, status)


ROUTES: Final = (view("/{year}/discard", show_draft), act("/{year}/discard", give_up))
