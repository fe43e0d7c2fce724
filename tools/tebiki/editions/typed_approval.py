"""An approval as somebody types it from a paper: its day, its number, the role, the check number.

Each mistake is a problem whose place names the field: ``approved``, ``number``, ``check_number``, ``by``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, get_args

from ..characters import names_of, unseen
from ..content.calendar import FIRST_DAY
from ..content.dates import read_day, read_day_near
from ..content.decisions import looks_like_person
from ..content.project import Project
from ..content.releases import load_releases, load_review
from ..content.text_files import shown
from ..errors import Place, Problem, TebikiError, UsageError, fail
from .approval_number import make_number, read_number
from .office_notes import Approval, Handed, keep_handed

ApprovalField = Literal["approved", "number", "check_number", "by"]
APPROVAL_FIELDS: Final[tuple[ApprovalField, ...]] = get_args(ApprovalField)
#: Letters that the records and papers have room for.
_LONGEST: Final = 60


def read_approval(
    project: Project, year: str, typed: Mapping[str, str], today: date | None = None
) -> Approval:
    """The approval of the papers that were made last for a year.

    ``today``: no approval is of a later day, and a day without its year is the nearest one. Raises
    `TebikiError` with every mistake, ``release/no-review`` where no papers were made.
    """
    review = load_review(project.docs, year)
    if review is None:
        fail("release/no-review", Place.of(project.edition_file(year)), year=year)
    problems: list[Problem] = []
    texts = {name: typed.get(name, "").strip() for name in APPROVAL_FIELDS}
    day = _read_day(texts["approved"], today, problems)
    check_number = _read_check_number(texts["check_number"], make_number(review), problems)
    for name in ("number", "by"):
        problems += _faults(name, texts[name])
    if problems or day is None:
        raise TebikiError(problems)
    return Approval(day, texts["number"], check_number, texts["by"])


def _read_day(text: str, today: date | None, problems: list[Problem]) -> date | None:
    place = Place("approved")
    found = read_day(text) if today is None else read_day_near(text, today)
    if not text:
        problems.append(Problem("approval/no-day", place, {}))
    elif not isinstance(found, date):
        values = {} if found is None else found.values
        code = "approval/day" if found is None else found.why
        problems.append(Problem(code, place, {"text": shown(text, 40), **values}))
    elif found < FIRST_DAY:
        problems.append(Problem("date/early", place, {"text": shown(text, 40), "first": FIRST_DAY}))
    elif today is not None and found > today:
        problems.append(Problem("approval/later", place, {"day": found, "today": today}))
    else:
        return found
    return None


def _read_check_number(text: str, right: str, problems: list[Problem]) -> str:
    """The number in its one form. Another draft's is told otherwise than a slip of the hand."""
    place = Place("check_number")
    if not text:
        problems.append(Problem("approval/no-check-number", place, {}))
        return ""
    try:
        found = read_number(text)
    except UsageError:
        problems.append(Problem("approval/check-number", place, {"text": shown(text, 40)}))
        return ""
    if found != right:
        problems.append(Problem("approval/other-papers", place, {"number": found, "right": right}))
    return found


def _faults(name: str, text: str) -> list[Problem]:
    place = Place(name)
    if name == "number" and not text:
        return [Problem("approval/no-number", place, {})]
    if letters := [sign for _, _, sign in unseen(text)]:
        return [Problem("text/unseen", place, {"text": names_of(letters)})]
    if len(text) > _LONGEST:
        return [Problem("approval/long", place, {"count": len(text), "most": _LONGEST})]
    if name == "by" and looks_like_person(text):
        return [Problem("approval/person", place, {"text": text})]
    return []


def note_handed(project: Project, year: str, on: date, by: str) -> Handed:
    """Note that the last release of a year was handed over, on a day, by a role.

    Raises `TebikiError`: ``approval/not-released``, ``approval/person``.
    """
    released = load_releases(project.docs, year)
    if not released:
        fail("approval/not-released", Place.of(project.edition_file(year)), year=year)
    if problems := _faults("by", by):
        raise TebikiError(problems)
    handed = Handed(len(released), on, by)
    keep_handed(project, year, handed)
    return handed
