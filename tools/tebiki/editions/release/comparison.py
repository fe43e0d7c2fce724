"""The 新旧対照表 of a release: against the release before; of the first one, against what was published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.releases import Release, load_review
from ..approval_number import make_number
from ..compare.compare import Written, form_of, old_side, write, write_uncompared
from ..compare.findings import Side
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

Say = Callable[[str], None]
#: Below the release's folder.
COMPARISON: Final = "comparison"


def number_of_papers(root: Path, year: str) -> str | None:
    """The check number on the papers that were signed for an edition; None where none were made."""
    review = load_review(ProjectFolders(root).docs, year)
    return None if review is None else make_number(review)


def edition_before(root: Path, year: str) -> str | None:
    """The edition that the first release of all is compared with; None where there is no earlier one."""
    return max((other for other in Project(root).years if other < year), default=None)


def write_comparison(
    root: Path, site: Path, wish: Wish, before: tuple[str, Release], folder: Path
) -> Written:
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
        return write_uncompared(here, (year, said("unrecorded")), name, form, place, number=number)
    source = released_on(last.approved)
    old = with_certificate(recorded_side(record, source, readable_publication(root, year)), root, year)
    return _write(root, wish, (_approved(root, site, wish), old), name, folder)


def write_first_comparison(  # noqa: PLR0913 -- as the other one, and who is told
    root: Path, site: Path, wish: Wish, year: str, *, folder: Path, progress: Say
) -> Written:
    """The same for the first release of all: with the edition ``year`` as it was published elsewhere."""
    new = _approved(root, site, wish)
    folder.mkdir()
    return _write(root, wish, (new, old_side(root, year, new, progress)), f"{year}-{wish.year}", folder)


def _approved(root: Path, site: Path, wish: Wish) -> Side:
    """The site that is being released."""
    here = publication(root, wish.year)
    source = said("side-approved", day=here.words.day(date.fromisoformat(wish.approved)))
    return with_certificate(read_side(site, here, source), root, wish.year)


def _write(root: Path, wish: Wish, sides: tuple[Side, Side], name: str, folder: Path) -> Written:
    here, folders = publication(root, wish.year), ProjectFolders(root)
    form = form_of(here, corrects="-" not in name)
    approved = date.fromisoformat(wish.approved)
    place, number = (folder, folders.cache), number_of_papers(root, wish.year)
    return write(here, sides, name, form, place, number=number, made=approved, screens=folders.screenshots)
