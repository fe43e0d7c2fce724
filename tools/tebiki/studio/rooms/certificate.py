"""The certificate's file beside what the year says of it; nothing is written, nothing of the file is kept."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final

from ...content.fact_forms import facts_to_write
from ...content.fact_names import name_fact
from ...content.text_files import shown
from ...editions.certificate_judgement import LONGEST
from ...editions.device_outlook import device_outlooks
from ...editions.given_certificate import GivenCertificate, find_likely_slips, open_certificate
from ...editions.inspect import Row, inspect_certificate
from ...errors import Problem, TebikiError
from .. import begin_view
from ..reply import Page, Reply
from ..room import act, view
from ..visit import Upload, Visit
from ..words import room_words

_TEMPLATE: Final = "begin_certificate.html"


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """A fact, what the year says, what the file says, and whether they agree (see `Row`).

    ``address``: where it is written; "" for what only the file can tell.
    """

    address: str
    name: str
    said: str
    found: str
    verdict: str


def show_certificate(visit: Visit) -> Reply:
    """The form for the file and its password."""
    return _page(visit)


def compare_certificate(visit: Visit) -> Reply:
    """Open the file and compare; it and its password end with this request."""
    upload, password = visit.uploads.get("file"), visit.form.get("password", "")
    if upload is None or not upload.name:
        return _page(visit, (Problem("begin/no-file"),))
    try:
        given = open_certificate(upload.data, password, PurePosixPath(upload.name.replace("\\", "/")).name)
    except TebikiError as error:
        if error.problems[0].code == "certificate/password":
            return _page(visit, slips=find_likely_slips(password), wrong_password=True)
        return _page(visit, error.problems)
    return _page(visit, upload=upload, given=given)


def _page(  # noqa: PLR0913 -- what a form shows of what was given
    visit: Visit,
    problems: tuple[Problem, ...] = (),
    *,
    slips: tuple[str, ...] = (),
    wrong_password: bool = False,
    upload: Upload | None = None,
    given: GivenCertificate | None = None,
) -> Page:
    edition, settings = visit.project.edition_of(visit.year), visit.project.settings
    values: dict[str, object] = {
        "problems": {"file": begin_view.all_told(problems)} if problems else {},
        "slips": slips,
        "wrong_password": wrong_password,
        "example": edition.certificate.id + settings.certificate_suffix,
        "meant": "",
        "may_stay": False,
        "file": given.name if given else "",
        "size": len(upload.data) if upload else 0,
        "fiscal_year": begin_view.fiscal_year(visit.year),
        "inspected": given is not None,
    }
    if given is not None:
        values |= _compared(visit, given)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems or wrong_password else HTTPStatus.OK
    return Page(_TEMPLATE, room_words("begin", "inspect"), values, status)


def _compared(visit: Visit, given: GivenCertificate) -> dict[str, object]:
    """What the page shows of a file that was opened."""
    found = inspect_certificate(visit.project, visit.year, given)
    tried = () if found.new_id else found.edition.certificate.opened
    outlooks = device_outlooks(found.edition, given.inside.structure, tried)
    return {
        "new_id": found.new_id or "",
        "wrongs": begin_view.all_told(found.problems),
        "minded": begin_view.worth_minding(found.warnings),
        "rows": tuple(_fact(visit, row) for row in found.rows),
        "devices": begin_view.shown_outlooks(found.edition, outlooks),
        "details": begin_view.structure_lines(given.inside),
    }


def _fact(visit: Visit, row: Row) -> ComparedFact:
    none, edition = room_words("begin", "none"), visit.project.edition_of(visit.year)
    name = name_fact(edition, visit.project.settings, row.key)
    known = row.key in {*facts_to_write(edition), *edition.unconfirmed, *edition.confirmed}
    address = f"/{visit.year}/facts/{row.key}" if known else ""
    said = none if row.said is None else row.said
    there = none if row.found is None else shown(row.found, LONGEST)
    return ComparedFact(address, name.texts[visit.language], said, there, row.verdict)


ROUTES: Final = (
    view("/{year}/certificate", show_certificate),
    act("/{year}/certificate", compare_certificate),
)
