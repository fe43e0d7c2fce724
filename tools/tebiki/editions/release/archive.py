"""Earlier editions that stay on the site of a release, as their own releases left them, marked as over."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from ...content.output_names import ARCHIVE, INDEX, page_file
from ...content.project_folders import ProjectFolders
from ...content.sums import read_sums
from ...errors import Place, Problem, fail
from ...messages import say
from ...output.page_tree import read_tree
from ..rebuild import Report, build_of_commit, check_contract, last_release
from .record import RECORDS, sums_name

#: The form of a release's site that later years keep, in its folder of ``dist``.
ARCHIVE_ZIP: Final = "archive.zip"


def obtain_archive(root: Path, year: str, out: Path, report: Report) -> None:
    """Put an earlier edition's site, in the form for the archive, into ``out``.

    A release leaves it in ``dist``; only of one made before releases did so is it built from its commit.
    Raises `TebikiError` (``release/no-archive``, ``release/archive-gone``, ``history/contract-newer``).
    """
    release = last_release(root, year)
    if release is None:
        fail("release/no-archive", Place.of(ProjectFolders(root).conf, key="archive"), year=year)
    check_contract(root, release)
    if release.contract == 1:
        report(say("release/before", year=year))
        build_of_commit(root, release, out, ["--archive"], report=report)
        return
    packed = ProjectFolders(root).dist / year / ARCHIVE_ZIP
    if _hash_of(packed) != _recorded_hash(root, year, release.number):
        fail("release/archive-gone", Place.of(packed), year=year)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(out)  # its hash is that of the release: we packed it


def _hash_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _recorded_hash(root: Path, year: str, number: int) -> str:
    path = root / RECORDS / sums_name(year, number)
    try:
        return read_sums(path.read_text(encoding="utf-8"))[ARCHIVE_ZIP]
    except (OSError, ValueError, KeyError) as error:
        fail("release/sums", Place.of(path), why=str(error))


def with_archive(site: Path, archive: Mapping[str, str], whole: Path) -> list[Problem]:
    """Copy the finished ``site`` and the earlier editions into ``whole``; what is wrong with their links.

    ``archive``: year → a site in the form for the archive.
    """
    shutil.copytree(site, whole)
    for year, folder in sorted(archive.items()):
        shutil.copytree(folder, whole / ARCHIVE / year)
    pages = sorted((whole / ARCHIVE).rglob("*.html"))
    for page in pages:
        _lead_to_entries(page, whole)
    return [
        Problem("output/link", Place(page.relative_to(whole).as_posix(), line), {"link": href})
        for page in pages
        for line, href in _lost(page, whole)
    ]


def _lead_to_entries(page: Path, whole: Path) -> None:
    """Let links to manuals that have gone since, or have another name, lead to the entry of their language.

    The page was frozen by its release: nobody could write another address into it.
    """
    text = page.read_text(encoding="utf-8")
    for _, href in _lost(page, whole):
        target = PurePosixPath(href.partition("#")[0].replace("../", ""))
        own = target.parent / page_file(INDEX)
        entry = own if (whole / own).is_file() else PurePosixPath(page_file(INDEX))
        text = re.sub(rf'/{re.escape(target.as_posix())}(#[^"]*)?"', f'/{entry.as_posix()}"', text)
    page.write_text(text, encoding="utf-8", newline="\n")


def _lost(page: Path, whole: Path) -> list[tuple[int, str]]:
    """Links of a page to the newest edition that lead to no page of it: line and address."""
    up = "../" * page.relative_to(whole).as_posix().count("/")
    links = [(a.line, a.attrs.get("href", "")) for a in read_tree(page.read_text(encoding="utf-8")).iter("a")]
    return [
        (line, href)
        for line, href in links
        if href.startswith(up) and not (page.parent / href.partition("#")[0]).is_file()
    ]
