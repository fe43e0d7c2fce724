"""Earlier editions that stay on the site of a release, each made by its own commit, marked as over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ..check.tree import read_tree
from ..errors import Place, Problem

#: Below the site: ``archive/2025/ja/android.html``.
ARCHIVE: Final = "archive"


def with_archive(site: Path, archive: Mapping[str, str], whole: Path) -> list[Problem]:
    """Copy the finished ``site`` and the earlier editions into ``whole``; what is wrong with their links.

    ``archive``: year → a site that was built for the archive.
    """
    shutil.copytree(site, whole)
    for year, folder in sorted(archive.items()):
        shutil.copytree(folder, whole / ARCHIVE / year)
    return list(_lost(whole))


def _lost(whole: Path) -> Iterator[Problem]:
    """Links to the newest edition that lead to no page: a manual may have gone since."""
    for page in sorted((whole / ARCHIVE).rglob("*.html")):
        for link in read_tree(page.read_text(encoding="utf-8")).iter("a"):
            href = link.attrs.get("href", "")
            up = "../" * page.relative_to(whole).as_posix().count("/")
            if href.startswith(up) and not (page.parent / href.partition("#")[0]).is_file():
                place = Place(page.relative_to(whole).as_posix(), link.line)
                yield Problem("output/link", place, {"link": href})
