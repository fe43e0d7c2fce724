"""Files of the project that a browser fetches by itself: pictures, pages in a frame, PDFs, zips."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..content.project_folders import ProjectFolders

#: Suffixes that are given out, whatever else lies beside them.
_SUFFIXES: Final = frozenset({".html", ".css", ".svg", ".png", ".pdf", ".zip", ".txt", ".csv", ".po", ".jpg"})
#: A page may show its own pictures and style; it runs, sends and knows nothing.
_PAGE: Final = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_SHOWN: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def find_file(folders: ProjectFolders, kind: str, name: str) -> Path | None:
    """The file that an address names; None for what is none, or lies elsewhere, by a link, too."""
    starts = {
        "build": folders.build,
        "dist": folders.dist,
        "screenshots": folders.screenshots,
        "shown": folders.build / "studio" / "shown",  # the edition that somebody looks at
        "pictures": folders.cache,  # screens as manuals show them, by the hash of their content
    }
    start = starts.get(kind)
    parts = name.split("/")
    if start is None or "\\" in name or "\0" in name or any(part in {"", ".", ".."} for part in parts):
        return None
    # Caches begin with a dot; what the studio keeps for itself, and the log, are nobody's to read.
    if any(part.startswith(".") for part in parts) or (kind == "build" and parts[0] in {"log", "studio"}):
        return None
    # A cloned folder may be a link; one that leads out of the project is none of its files.
    if not start.resolve().is_relative_to(folders.root.resolve()):
        return None
    path = start.joinpath(*parts)
    if path.suffix not in _SUFFIXES or not path.is_file():
        return None
    return path if path.resolve().is_relative_to(start.resolve()) else None


def policy_of(path: Path) -> Mapping[str, str]:
    """The headers of a file: a page is sandboxed, and its own parts may be loaded by it."""
    policy = _PAGE if path.suffix in {".html", ".svg"} else _SHOWN
    return {
        "content-security-policy": policy,
        "cross-origin-resource-policy": "cross-origin",
        "x-frame-options": "SAMEORIGIN",
        **({} if path.suffix != ".zip" else {"content-disposition": "attachment"}),
    }
