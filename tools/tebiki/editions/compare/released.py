"""The record of a release's pages: as the release wrote it, else recovered once from what is left of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.publication import Publication
from ...content.releases import FOLDER, Release
from ...content.sums import read_sums
from ...errors import Place, Problem, TebikiError, fail
from ...messages import Language, Said, say
from ...pipeline.record import files_of
from ..rebuild import build_of_commit, exported
from .page_record import EDITION, PICTURES, PageRecord, read_record, write_record

#: Callback that receives lines of progress.
Report = Callable[[str], None]
_SITE: Final = "site.zip"


class NoComparisonError(TebikiError):
    """Nothing is left of a release that could be compared with; why, says the value of its problem."""

    exit_code = 3

    def reason(self, to: Language) -> str:
        """Why, in one sentence of a language."""
        why = self.problems[0].values["why"]
        return say(why.code, to, **why.values) if isinstance(why, Said) else str(why)


def record_folder(docs: Path, year: str, number: int) -> Path:
    """Where a release keeps its pages: ``docs/releases/2031-1``."""
    return docs / FOLDER / f"{year}-{number}"


def find_record(root: Path, year: str, release: Release) -> PageRecord | None:
    """The pages as the release recorded them; None where it was made before releases did so."""
    own = record_folder(ProjectFolders(root).docs, year, release.number)
    if not (own / EDITION).is_file():
        return None
    record = read_record(own, own.parent / PICTURES)
    if str(record.year) != year:
        fail("compare/record", Place.of(own / EDITION), why=str(record.year))
    return record


def obtain_record(root: Path, year: str, release: Release, report: Report) -> PageRecord:
    """The pages of a release; those of one made before releases recorded them are recovered once.

    First from ``dist``, where its site is still the one that was released; else the edition is built
    once more from its own commit. Raises `NoComparisonError` where neither can be done.
    """
    if (recorded := find_record(root, year, release)) is not None:
        return recorded
    own = ProjectFolders(root).released / f"pages-{release.commit}"
    if not (own / EDITION).is_file():
        _recover(root, year, release, own, report)
    return read_record(own, own / PICTURES)


def _recover(root: Path, year: str, release: Release, own: Path, report: Report) -> None:
    with TemporaryDirectory(prefix="tebiki-") as work:
        site, fresh = Path(work) / "site", own.with_name(f"{own.name}.new-{os.getpid()}")
        try:
            content = exported(root, release.commit)
            if not _unpack_site(root, year, release, site):
                report(say("compare/rebuilding", year=year, commit=release.commit[:12]))
                build_of_commit(root, release, site, report=report)
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(parents=True)
            write_record(site, publications_of(content, year), files_of(site), fresh)
        except TebikiError as error:
            shutil.rmtree(fresh, ignore_errors=True)
            # Without its place: it goes into a paper, which names no folder of this computer.
            first = error.problems[0]
            place = Place.of(ProjectFolders(root).docs / FOLDER / f"{year}.toml")
            values = {"year": year, "number": release.number, "why": Said(first.code, first.values)}
            raise NoComparisonError([Problem("compare/impossible", place, values)]) from None
        shutil.rmtree(own, ignore_errors=True)
        fresh.rename(own)


def _unpack_site(root: Path, year: str, release: Release, site: Path) -> bool:
    """Unpack the site of ``dist`` into ``site``; False where it is not the one that was released."""
    packed = ProjectFolders(root).dist / year / _SITE
    sums = ProjectFolders(root).docs / FOLDER / f"{year}-{release.number}.sha256"
    try:
        wanted = read_sums(sums.read_text(encoding="utf-8"))[_SITE]
        if hashlib.sha256(packed.read_bytes()).hexdigest() != wanted:
            return False
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(site)  # its hash is that of the release: we packed it
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    return True


def publications_of(content: Path, year: str) -> tuple[Publication, ...]:
    """An edition of the content at ``content``, a publication a language. Raises `TebikiError`."""
    return Project(content).seen_in(year).publications
