"""``tebiki edition review``: one bundle for the approver, and the record that a release is held to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import tomlkit

from ..content.edition import Edition
from ..content.formats import KEY, RELEASE
from ..content.output_names import folder
from ..content.project import Project
from ..content.releases import FOLDER
from ..content.write_files import write_together, zipped
from ..errors import Problem, TebikiError
from ..messages import tell
from ..output.site_files import SiteFiles
from ..pipeline import record
from ..pipeline.build import build
from ..pipeline.publish import publish, staging_folder
from ..pipeline.request import Request
from ..sphinxext.papers import write_report
from .checklist import checklist, said
from .compare import compare, sides
from .compare.read_page import read_site
from .compare.released import NoComparisonError
from .rebuild import last_release
from .release.needs import undecided_needs, undecided_walks
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
    #: What nobody has made good or decided yet, and a release will be refused for.
    lacking: tuple[Problem, ...] = ()


def review(project: Project, year: str, progress: Say) -> Reviewed:
    """Make the bundle of an edition. Raises `TebikiError`; nothing of an older bundle has changed then."""
    root = project.root
    edition = project.edition_of(year)
    if deleted := [*deleted_rows(project, year)]:
        raise TebikiError(deleted)
    looks = look(project, edition)
    draft = project.sides / f"{year}-draft"
    build(Request(root, edition=year, output=draft, stage="draft"), progress)
    wish = _wish(project, year)
    with_comparison = None if wish is None else _compared(root, wish, progress)
    compared = with_comparison is None or with_comparison.count is not None
    target = project.build / "review" / year
    with staging_folder(target, project=root, on_wait=progress) as staged:
        copytree(draft, staged / "draft")
        if with_comparison is not None:
            copytree(with_comparison.page.parent, staged / "comparison")
        here = sides.publication(root, year)
        pages = read_site(draft / folder(sides.LANGUAGE), tuple(edition.manuals))
        parts = tuple(_parts(with_comparison))
        changes = changes_since_release(project, year)
        document = checklist(here, looks, pages, parts, changes, compared=compared)
        write_report(document, here, staged, project.cache)
        packed = zipped(_files(staged))
        publish(staged, target)
    beside = target.with_name(f"review-{year}.zip")
    path = record_path(project.docs, year)
    text = record_of(edition, record.files_of(draft), compared=compared)
    write_together([(beside, packed), (path, text)])
    lacking = (
        *undecided_needs(edition, project.settings, project.edition_file(year)),
        *undecided_walks(project, edition),
    )
    count = with_comparison.count if with_comparison else None
    return Reviewed(target, beside, path, count, looks, lacking)


def _compared(root: Path, wish: compare.Wish, progress: Say) -> compare.Written:
    """The comparison; where nothing is left to compare with, a document that says so, to be signed."""
    try:
        return compare.compare(root, wish, progress)
    except NoComparisonError as error:
        progress("\n".join(map(tell, error.problems)))
        return compare.tell_uncompared(root, wish, error.reason("ja"))


def record_path(docs: Path, year: str) -> Path:
    """What was given to the approver: ``docs/releases/review-<year>.toml``."""
    return docs / FOLDER / f"review-{year}.toml"


def record_of(edition: Edition, files: Mapping[str, str], *, compared: bool) -> bytes:
    """The record: the edition, each manual's version (``4``, ``4-1``), each draft file's sha256.

    ``compared``: False where the approver was told that nothing could be compared.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(said("record")))
    document[KEY] = RELEASE.current
    if not compared:
        document["compared"] = False
    document["edition"] = edition.year
    document["manuals"] = {name: manual.number for name, manual in edition.manuals.items()}
    document["files"] = dict(sorted(files.items()))
    return tomlkit.dumps(document).encode()


def _wish(project: Project, year: str) -> compare.Wish | None:
    """What the approver compares with: the last release of the edition, else the edition before."""
    if last_release(project.root, year) is not None:
        return compare.Wish(year)
    before = [other for other in project.years if other < year]
    return compare.Wish(before[-1], year) if before else None


def _parts(comparison: compare.Written | None) -> Iterator[str]:
    """What the bundle holds, in words."""
    yield said("part-draft")
    if comparison is None:
        yield said("part-first")
    elif comparison.count is None:
        yield said("part-uncompared", file=f"comparison/{comparison.pdf.name}")
    else:
        yield said("part-comparison", file=f"comparison/{comparison.pdf.name}", count=comparison.count)


def _files(bundle: Path) -> dict[str, bytes]:
    return {file.name: file.path.read_bytes() for file in SiteFiles.walk(bundle).files}
