"""Kinds of files that a release may commit below ``docs`` and ``screenshots``: those that the project uses.

What lies there is part of a history that anybody may read, for ever. So a kind that no page is made of is
refused by its name, and a file whose content is of another kind than its name says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from ...errors import Place, Problem


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _begins(*heads: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(heads)


_PNG: Final = _begins(b"\x89PNG\r\n\x1a\n")
#: Folder → the kinds below it, by the ends of their names; the longest folder that fits a file counts.
KINDS: Final[dict[str, dict[str, Callable[[bytes], bool]]]] = {
    "docs": {".md": _is_text, ".toml": _is_text},
    "docs/locales": {".po": _is_text, ".toml": _is_text, ".json": _is_text, ".md": _is_text},
    "docs/readme": {".png": _PNG, ".md": _is_text},
    # What releases record, and beside it papers that people keep there, such as a scan of an approval.
    "docs/releases": {
        ".toml": _is_text,
        ".json": _is_text,
        ".txt": _is_text,
        ".md": _is_text,
        ".html": _is_text,
        ".sha256": _is_text,
        ".png": _PNG,
        ".jpg": _begins(b"\xff\xd8\xff"),
        ".jpeg": _begins(b"\xff\xd8\xff"),
        ".tif": _begins(b"II*\0", b"MM\0*"),
        ".tiff": _begins(b"II*\0", b"MM\0*"),
        ".pdf": _begins(b"%PDF-"),
    },
    "screenshots": {".toml": _is_text, ".typ": _is_text, ".png": _PNG, ".md": _is_text},
}
#: Files that git and editors keep in any folder.
_ANYWHERE: Final = frozenset({".gitkeep", ".gitattributes", ".gitignore", ".editorconfig"})


def unused_kinds(root: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Files among ``names`` (from ``root``, with slashes) that a release refuses (``release/kind`` …)."""
    for name in sorted(names):
        kinds = _kinds_at(name)
        path = PurePosixPath(name)
        if kinds is None or path.name in _ANYWHERE:
            continue
        place, looks = Place.of(root / name), kinds.get(path.suffix.lower())
        if looks is None:
            kind = path.suffix or path.name
            yield Problem("release/kind", place, {"kind": kind, "known": ", ".join(kinds)})
        elif (data := _read(root / name)) is not None and data and not looks(data):
            yield Problem("release/other-kind", place, {"kind": path.suffix.lower()})


def _kinds_at(name: str) -> dict[str, Callable[[bytes], bool]] | None:
    """The kinds of the folder that a file lies in; None for one beside these folders."""
    above = [folder for folder in KINDS if name.startswith(f"{folder}/")]
    return KINDS[max(above, key=len)] if above else None


def _read(path: Path) -> bytes | None:
    """What is committed of a file; None for one that is gone, or no file."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
