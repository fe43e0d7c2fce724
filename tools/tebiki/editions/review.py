"""``tebiki edition review``: one bundle for the approver, and the record that a release is held to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Literal

import tomlkit

from ..content.formats import KEY, RELEASE
from ..content.output_names import folder
from ..content.papers import cell
from ..content.project import Project
from ..content.releases import FOLDER, Review, told_decisions, versions
from ..content.write_files import write_together, zipped
from ..errors import Problem, TebikiError
from ..messages import tell
from ..output.pdf_document import read_document
from ..output.pdf_places import read_places
from ..output.site_files import SiteFiles
from ..pipeline import record
from ..pipeline.build import build
from ..pipeline.publish import publish, staging_folder
from ..pipeline.workers import resident_server
from ..sphinxext.papers import write_report
from ..stages import enter_stage
from .approval_number import make_number
from .checklist.basis import Basis, Comparison, Draft
from .checklist.paper import checklist
from .checklist.words import note, said
from .compare import compare, sides
from .compare.read_page import read_site
from .compare.released import NoComparisonError
from .content_stamp import content_stamp, note_made
from .rebuild import last_release
from .release.approved_draft import draft_request
from .release.needs import left_placeholders, undecided_needs, undecided_walks
from .required_changes import changes_since_release, deleted_rows
from .todo import Looks, look

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The bundle, its zip, the record, how many changes its comparison shows (None: there is none)."""

    bundle: Path
    zipped: Path
    record: Path
    changes: int | None
    looks: Looks
    #: The 照合番号 on each page of the papers.
    number: str
    #: What nobody has made good or decided yet, and a release will be refused for.
    lacking: tuple[Problem, ...] = ()


@resident_server()
def review(project: Project, year: str, progress: Say, made: date | None = None) -> Reviewed:
    """Make the bundle of an edition. Raises `TebikiError`; nothing of an older bundle has changed then.

    ``made``: the day that the papers tell as that of their making; else the last one that the facts
    tell: never a clock's.
    """
    root = project.root
    edition = project.edition_of(year)
    if deleted := [*deleted_rows(project, year)]:
        raise TebikiError(deleted)
    enter_stage("review/look")
    stamp = content_stamp(project, year)  # of before: what changes meanwhile is in no paper
    looks = look(project, edition)
    enter_stage("review/draft")
    draft = build(draft_request(project, year), progress).target
    here = sides.publication(root, year)
    given = Review(
        edition=edition.year,
        manuals=dict(versions(edition)),
        files=dict(record.files_of(draft)),
        decisions=told_decisions(edition),
    )
    day = made or compare.made_on(here)
    enter_stage("review/compare")
    given, comparison = _compared(project, given, day, progress)
    number = make_number(given)
    enter_stage("review/paper")
    target = project.build / "review" / year
    with staging_folder(target, project=root, on_wait=progress) as staged:
        copytree(draft, staged / "draft")
        if comparison is not None:
            copytree(comparison.page.parent, staged / "comparison")
        basis = Basis(
            here,
            looks,
            read_draft(project, draft, year),
            changes_since_release(project, year),
            _attached(comparison),
            project.screenshots,
            project.cache,
        )
        write_report(checklist(basis, number, day), here, staged, project.cache)
        enter_stage("review/pack")
        packed = zipped(_files(staged))
        publish(staged, target)
    beside = target.with_name(f"review-{year}.zip")
    path = record_path(project.docs, year)
    write_together([(beside, packed), (path, record_of(given))])
    note_made(project, year, "papers", stamp)
    lacking = (
        *left_placeholders(project, edition),
        *undecided_needs(edition, project.settings, project.edition_file(year)),
        *undecided_walks(project, edition),
    )
    count = comparison.count if comparison else None
    return Reviewed(target, beside, path, count, looks, number, lacking)


def read_draft(project: Project, draft: Path, year: str) -> Draft:
    """The draft as people read it, with the pages of the PDFs on which its sections stand."""
    here = replace(sides.publication(project.root, year), stage="draft")
    site = draft / folder(sides.LANGUAGE)
    names = tuple(here.edition.manuals)
    printed = {name: read_places(site / here.pdf_name(name)) for name in names}
    return Draft(read_site(site, names), printed, [*record.files_of(draft)])


def _attached(comparison: compare.Written | None) -> Comparison | None:
    """The paper that shows what differs, in a few lines."""
    if comparison is None:
        return None
    pages = len(read_document(comparison.pdf).content.texts)
    if comparison.count is None:
        return Comparison("uncompared", pages, cell(said("differences-unknown")))
    kind: Literal["sides", "errata"] = "errata" if comparison.pdf.stem.startswith("errata") else "sides"
    paper = note(said("see-comparison", paper=said(f"paper-{kind}")))
    return Comparison(kind, pages, (*comparison.in_short, paper))


def _compared(
    project: Project, given: Review, day: date | None, progress: Say
) -> tuple[Review, compare.Written | None]:
    """The comparison with the last release; None where there is none.

    Where nothing is left to compare with, a document says so, to be signed: that is another thing than
    what was to be approved, and has another number.
    """
    root = project.root
    wish = _wish(project, str(given.edition))
    if wish is None:
        return given, None
    try:
        return given, compare.compare(root, replace(wish, number=make_number(given), made=day), progress)
    except NoComparisonError as error:
        progress("\n".join(map(tell, error.problems)))
        given = given.model_copy(update={"compared": False})
        wish = replace(wish, number=make_number(given), made=day)
        return given, compare.tell_uncompared(root, wish, error.reason("ja"))


def record_path(docs: Path, year: str) -> Path:
    """What was given to the approver: ``docs/releases/review-<year>.toml``."""
    return docs / FOLDER / f"review-{year}.toml"


def record_of(given: Review) -> bytes:
    """The record as TOML: what `tebiki.content.releases.load_review` reads."""
    document = tomlkit.document()
    document.add(tomlkit.comment(said("record")))
    document[KEY] = RELEASE.current
    if not given.compared:
        document["compared"] = False
    document["edition"] = given.edition
    if given.decisions:
        document["decisions"] = list(given.decisions)
    document["manuals"] = dict(given.manuals)
    document["files"] = dict(sorted(given.files.items()))
    return tomlkit.dumps(document).encode()


def _wish(project: Project, year: str) -> compare.Wish | None:
    """What the approver compares with: the last release of the edition, else the edition before."""
    if last_release(project.root, year) is not None:
        return compare.Wish(year)
    before = [other for other in project.years if other < year]
    return compare.Wish(before[-1], year) if before else None


def _files(bundle: Path) -> dict[str, bytes]:
    return {file.name: file.path.read_bytes() for file in SiteFiles.walk(bundle).files}
