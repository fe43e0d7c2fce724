"""The 新旧対照表 of a release: against the record of the release before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from ...content.project_folders import ProjectFolders
from ...content.releases import Release, load_review
from ..approval_number import make_number
from ..compare.compare import form_of, write, write_uncompared
from ..compare.released import find_record
from ..compare.rows import said
from ..compare.sides import (
    publication,
    read_side,
    readable_publication,
    recorded_side,
    released_on,
    with_certificate,
)
from .options import Wish

#: Below the release's folder.
COMPARISON: Final = "comparison"


def number_of_papers(root: Path, year: str) -> str | None:
    """The check number on the papers that were signed for an edition; None where none were made."""
    review = load_review(ProjectFolders(root).docs, year)
    return None if review is None else make_number(review)


def write_comparison(root: Path, site: Path, wish: Wish, before: tuple[str, Release], folder: Path) -> None:
    """Write page, pictures and PDF of the table into ``folder``.

    ``root``: the exported content with ``site``, its finished site; ``before``: year and record of the
    release before. Within an edition the form is that of a correction (正誤表). Where nothing is recorded
    of the pages of the release before, the document says that they were not compared.
    """
    year, last = before
    corrects = year == wish.year
    name = wish.year if corrects else f"{year}-{wish.year}"
    here = publication(root, wish.year)
    number = number_of_papers(root, wish.year)
    form, place = form_of(here, corrects=corrects), (folder, ProjectFolders(root).cache)
    folder.mkdir()
    record = find_record(root, year, last)
    if record is None:
        write_uncompared(here, (year, said("unrecorded")), name, form, place, number=number)
        return
    approved = date.fromisoformat(wish.approved)
    new = with_certificate(
        read_side(site, here, said("side-approved", day=here.words.day(approved))), root, wish.year
    )
    source = released_on(last.approved)
    old = with_certificate(recorded_side(record, source, readable_publication(root, year)), root, year)
    screens = ProjectFolders(root).screenshots
    write(here, (new, old), name, form, place, made=approved, screens=screens, number=number)
