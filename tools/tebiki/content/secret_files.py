"""Private keys anywhere in a project: as files, within archives and mails, in encoded texts.

Standard library only: the look before a commit uses it, too. A file is looked into again only when its
bytes have changed: to hash it takes no longer than to read it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import Place, Problem
from .packed_files import DEPTH, Budget, UnseeableError, members_of
from .private_keys import encoded_parts, is_secret
from .project_folders import ProjectFolders

#: Bytes of a file that are looked at.
_LARGEST: Final = 512 << 20
#: Folders that are no part of a content: versions kept by git, environments, caches.
_ASIDE: Final = re.compile(r"\.git|\.venv.*|\..*_cache|__pycache__|node_modules|.*\.egg-info")
#: Below the cache: hashes of files in which nothing was found.
_CLEAN: Final = "looked-into.txt"
#: Stands between the names of an archive and of what lies in it.
_IN: Final = " › "


@dataclass(frozen=True, slots=True)
class FoundSecret:
    """Why a file must not lie here. ``member``: what within it, where it is an archive.

    ``code``: ``secret/file``, ``secret/packed``, ``secret/encoded``, or ``secret/locked`` and the like for
    what nobody can look into.
    """

    code: str
    member: str = ""

    def problem(self, place: Place) -> Problem:
        """As it is told of a file at ``place``."""
        return Problem(self.code, place, {"member": self.member})


def find_secret(name: str, data: bytes) -> FoundSecret | None:
    """The first private key in a file, whatever it is packed in; None where there is none."""
    return _found(name, data, Budget(), ())


def _found(name: str, data: bytes, budget: Budget, within: tuple[str, ...]) -> FoundSecret | None:
    member = _IN.join([*within, name] if within else [])
    if is_secret(name, data):
        return FoundSecret("secret/packed" if within else "secret/file", member)
    if len(within) > DEPTH:
        return FoundSecret("secret/large", member) if _is_packed(name, data) else None
    try:
        members = members_of(name, data, budget)
        for inner, content in members or ():
            if found := _found(_bare(inner), content, budget, (*within, name)):
                return found
    except UnseeableError as error:
        return FoundSecret(f"secret/{error.why}", member)
    return _in_text(name, data, budget, within)


def _in_text(name: str, data: bytes, budget: Budget, within: tuple[str, ...]) -> FoundSecret | None:
    """What an encoded text holds: it is looked at as a file of its own."""
    for part in encoded_parts(data):
        found = _found("", part, budget, (*within, name))
        if found and found.code in ("secret/file", "secret/packed", "secret/encoded"):
            return FoundSecret("secret/packed" if within else "secret/encoded", _IN.join(within))
    return None


def _is_packed(name: str, data: bytes) -> bool:
    try:
        return members_of(name, data, Budget()) is not None
    except UnseeableError:
        return True


def _bare(name: str) -> str:
    """The last part of a member's name, short."""
    return re.split(r"[\\/]", name)[-1][-80:]


@dataclass(frozen=True, slots=True)
class LookedFiles:
    """``problems``: of each file that must not lie there. ``hashes``: file → sha256 of what was looked at."""

    problems: tuple[Problem, ...]
    hashes: dict[str, str]
    clean: CleanFiles

    def keep(self) -> None:
        """Remember what was looked into; before a first build there is no folder for it."""
        self.clean.keep()


def look_at_files(root: Path) -> LookedFiles:
    """Look at every file at and below ``root`` but in what `make` makes."""
    folders = ProjectFolders(root)
    clean = CleanFiles(folders.cache / _CLEAN)
    problems, hashes = [], {}
    for path in sorted(_below(str(root), str(folders.build))):
        name = os.path.basename(path)  # noqa: PTH119 -- `Path` takes as long as the look
        data = _read(path)
        digest = hashlib.sha256(data).hexdigest()
        if 0 < len(data) < _LARGEST:
            hashes[path] = digest
        mark = digest + name.lower().rpartition(".")[2].encode("ascii", "replace").decode()
        if mark in clean:
            continue
        if found := find_secret(name, data):
            problems.append(found.problem(Place.of(Path(path))))
        else:
            clean.add(mark)
    clean.keep()
    return LookedFiles(tuple(problems), hashes, clean)


def check_secrets(root: Path) -> tuple[Problem, ...]:
    """Every file at and below ``root`` that must not lie there, but in what `make` makes."""
    return look_at_files(root).problems


class CleanFiles:
    """Hashes of files in which nothing was found, by these very looks; kept in a file that may be lost."""

    def __init__(self, path: Path) -> None:
        self.path, self.now = path, set[str]()
        #: A look that has become stricter believes nothing of before.
        self.looks = hashlib.blake2b(
            b"".join(Path(__file__).with_name(name).read_bytes() for name in _LOOKS), digest_size=16
        ).hexdigest()
        try:
            head, *known = path.read_bytes().decode().split("\n")
        except (OSError, ValueError):
            head, known = "", []
        self.known = set(known) if head == self.looks else set[str]()

    def __contains__(self, digest: str) -> bool:
        known = digest in self.known
        if known:
            self.now.add(digest)
        return known

    def add(self, digest: str) -> None:
        """Remember one."""
        self.now.add(digest)

    def keep(self) -> None:
        """Write what was met this time, where that is something else than before."""
        if self.now == self.known or not self.path.parent.is_dir():
            return
        with suppress(OSError):
            self.path.write_bytes("\n".join([self.looks, *sorted(self.now)]).encode())
            self.known = set(self.now)


_LOOKS: Final = ("private_keys.py", "packed_files.py", "secret_files.py")


def _below(folder: str, made: str) -> Iterator[str]:
    """The files at and below a folder as plain names: every build asks for all of them."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.is_dir(follow_symlinks=False):
                if entry.is_file():  # no pipe: it would never end
                    yield entry.path
            elif entry.path != made and not _ASIDE.fullmatch(entry.name):
                yield from _below(entry.path, made)


def _read(path: str) -> bytes:
    """A file's bytes, of a film its beginning; what cannot be read holds nothing that could be given away."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 -- `Path` takes as long as the look
            large = os.fstat(stream.fileno()).st_size >= _LARGEST
            return stream.read(_LARGEST) if large else stream.read()
    except (OSError, MemoryError):
        return b""
