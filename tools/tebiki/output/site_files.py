"""A finished site as files: one table of their kinds, one walk, sizes and hashes when they are asked for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files of one suffix. ``built``: a build writes such files; ``text``: rules read them as text."""

    media_type: str
    built: bool = True
    text: bool = False


#: Every kind of file that a site may hold, by suffix; names in capitals are of no kind.
FILE_KINDS: Final[Mapping[str, FileKind]] = {
    ".html": FileKind("text/html; charset=utf-8", text=True),
    ".css": FileKind("text/css; charset=utf-8", text=True),
    ".svg": FileKind("image/svg+xml", text=True),
    ".png": FileKind("image/png"),
    ".pdf": FileKind("application/pdf"),
    ".txt": FileKind("text/plain; charset=utf-8", text=True),
    ".xml": FileKind("application/xml", text=True),
    # Cities may put one beside the site; no build writes it and no server of ours sends it.
    ".ico": FileKind("image/vnd.microsoft.icon", built=False),
}
#: Suffixes of files that a build writes.
BUILT_SUFFIXES: Final = frozenset(suffix for suffix, kind in FILE_KINDS.items() if kind.built)
#: Suffixes of files that rules read as text.
TEXT_SUFFIXES: Final = frozenset(suffix for suffix, kind in FILE_KINDS.items() if kind.text)
#: Suffix → media type of what is served: what a build writes.
MEDIA_TYPES: Final = {suffix: kind.media_type for suffix, kind in FILE_KINDS.items() if kind.built}


@dataclass(frozen=True)
class SiteFileEntry:
    """A file of a site. ``name``: its path within it with ``/``; ``suffix``: as written, with the dot."""

    name: str
    path: Path
    is_link: bool

    @property
    def suffix(self) -> str:
        """The suffix, as written: ``.PDF`` is of no kind."""
        return self.path.suffix

    @cached_property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes, as hex."""
        return hash_file(self.path)


@dataclass(frozen=True)
class SiteFiles:
    """The files of a folder as they were when it was walked; a later state needs another walk.

    ``entries``: name → file, ordered by path; links to files are among them, folders that are links
    are not entered.
    """

    folder: Path
    entries: Mapping[str, SiteFileEntry]

    @classmethod
    def walk(cls, folder: Path, within: str = "") -> SiteFiles:
        """Walk through ``folder``, or what of it lies ``within`` a folder of its own; empty if not there."""
        start = f"{within}/" if within else ""
        found = sorted(_walk(folder / within, start), key=lambda entry: entry.name.split("/"))
        return cls(folder, {entry.name: entry for entry in found})

    @property
    def files(self) -> list[SiteFileEntry]:
        """What has bytes: files and links to files, in order."""
        return [entry for entry in self.entries.values() if not entry.is_link or entry.path.is_file()]

    @property
    def hashes(self) -> dict[str, str]:
        """Name → sha256 of each of `files`, as records and lists of sums have them; each is read once."""
        return {entry.name: entry.sha256 for entry in self.files}

    def names(self, suffix: str = "") -> list[str]:
        """Names of the files that are no links, in order; with ``suffix`` only those that end so."""
        plain = (entry.name for entry in self.entries.values() if not entry.is_link)
        return [name for name in plain if name.endswith(suffix)]

    @property
    def links(self) -> list[str]:
        """Names of what is a symbolic link: none may be on a site."""
        return [name for name, entry in self.entries.items() if entry.is_link]


def hashes_within(hashes: Mapping[str, str], folder: str) -> dict[str, str]:
    """Of the hashes of a site's files those in a folder of it, by their names there."""
    start = f"{folder}/"
    return {name.removeprefix(start): digest for name, digest in hashes.items() if name.startswith(start)}


def hash_file(path: Path | str) -> str:
    """The sha256 of a file's bytes, as hex."""
    # Without a buffer or a `Path`: a build hashes more than a thousand small files, twice.
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _walk(folder: Path, start: str) -> Iterator[SiteFileEntry]:
    """Files and links below a folder, in no order; nothing where it is not there or not to be read."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return  # whoever compares tells what is missing
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{start}{entry.name}/")
        elif entry.is_symlink() or entry.is_file():
            yield SiteFileEntry(start + entry.name, folder / entry.name, entry.is_symlink())
