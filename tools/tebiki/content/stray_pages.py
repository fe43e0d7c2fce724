"""Pages of ``docs`` that no edition has as a manual: they are nowhere on the site."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from .edition import Edition
from .output_names import INDEX
from .project_folders import ProjectFolders


def stray_pages(root: Path, edition: Edition) -> Iterator[Path]:
    """Each page that is no manual of ``edition`` nor of another one, which may be yet to come."""
    folders = ProjectFolders(root)
    pages = sorted(folders.docs.glob("*.md"))
    if all(path.stem in {INDEX, *edition.manuals} for path in pages):
        return
    known = {INDEX, *edition.manuals}
    for path in folders.editions.glob("[0-9][0-9][0-9][0-9].toml"):
        try:
            known |= set(tomllib.loads(path.read_text(encoding="utf-8-sig")).get("manuals", {}))
        except (OSError, ValueError, TypeError):
            continue  # whoever reads that edition tells what is wrong with it
    yield from (path for path in pages if path.stem not in known)
