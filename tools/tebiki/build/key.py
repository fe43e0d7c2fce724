"""What a build depends on, as one hash: unchanged means that nothing is to be done.

By content, never by time: files come back with older times from archives and branches.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: Content that a build reads, below the project's root.
CONTENT = ("conf.py", "docs", "screenshots")
#: Packages whose version may change a byte of the output.
PACKAGES = (
    "sphinx",
    "docutils",
    "myst-parser",
    "markdown-it-py",
    "mdit-py-plugins",
    "babel",
    "jinja2",
    "pillow",
    "typst",
    "qrcode",
)


def file_hash(path: Path) -> str:
    """The sha256 of a file's bytes, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def key_of(root: Path, asked: tuple[object, ...]) -> str:
    """The key of a build of the content at ``root``; ``asked`` is what the command said."""
    parts = [repr(asked), sys.version, platform.machine(), sys.platform]
    parts += [f"{name} {_version(name)}" for name in PACKAGES]
    parts += [f"{name} {digest}" for name, digest in _files(root)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _files(root: Path) -> Iterator[tuple[str, str]]:
    engine = Path(__file__).parent.parent
    for path in _below(engine):
        yield f"engine/{path.relative_to(engine).as_posix()}", file_hash(path)
    for name in CONTENT:
        for path in _below(root / name):
            yield path.relative_to(root).as_posix(), file_hash(path)


def _below(start: Path) -> list[Path]:
    """The files at and below ``start`` that a build may read, in one order everywhere."""
    if start.is_file():
        return [start]
    found = (path for path in start.rglob("*") if path.is_file())
    return sorted(path for path in found if path.suffix not in (".pyc", ".mo") and path.name[0] != ".")
