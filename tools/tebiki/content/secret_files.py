"""Private keys anywhere in a project: as files, within archives and mails, in encoded texts.

Standard library only: the look before a commit uses it, too. An archive is looked into again only when
its bytes have changed; all other files are looked at in each build, which takes no longer than reading them.
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
from .private_keys import SUFFIXES, encoded_parts, is_secret
from .project_folders import ProjectFolders

#: Bytes of a file that are looked at; what is larger is a film, and its beginning says so.
_LOOKED_AT: Final = 512 << 20
#: Folders that are no part of a content: versions kept by git, environments, caches.
_ASIDE: Final = re.compile(r"\.git|\.venv.*|\..*_cache|__pycache__|node_modules|.*\.egg-info")
#: Below the cache: hashes of archives in which nothing was found.
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


def check_secrets(root: Path) -> Iterator[Problem]:
    """Every file at and below ``root`` that must not lie there, but in what `make` makes."""
    folders = ProjectFolders(root)
    clean = _Clean(folders.cache / _CLEAN)
    for path in sorted(_below(str(root), str(folders.build))):
        if found := _look(path, clean):
            yield found.problem(Place.of(Path(path)))
    clean.keep()


def _look(path: str, clean: _Clean) -> FoundSecret | None:
    if path.lower().endswith(SUFFIXES):
        return FoundSecret("secret/file")
    data = _read(path)
    name = os.path.basename(path)  # noqa: PTH119 -- `Path` takes as long as the look
    if not _may_be_packed(name, data):
        return find_secret(name, data)
    digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()
    if digest in clean:
        return None
    if found := find_secret(name, data):
        return found
    clean.add(digest)
    return None


def _may_be_packed(name: str, data: bytes) -> bool:
    """Whether looking takes longer than hashing."""
    return data.startswith((b"PK", b"\x1f\x8b", b"BZh", b"\xfd7z")) or name.lower().endswith((".tar", ".eml"))


class _Clean:
    """Hashes of archives in which nothing was found, by these very looks; kept in a file that may be lost."""

    def __init__(self, path: Path) -> None:
        self.path, self.now = path, set[str]()
        #: A look that has become stricter believes nothing of before.
        self.looks = hashlib.blake2b(
            b"".join(Path(__file__).with_name(name).read_bytes() for name in _LOOKS), digest_size=16
        ).hexdigest()
        try:
            head, *known = path.read_text(encoding="ascii").split("\n")
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
            self.path.write_text("\n".join([self.looks, *sorted(self.now)]), encoding="ascii", newline="\n")


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
    """What is looked at of a file; what cannot be read holds nothing that could be given away."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 -- `Path` takes as long as the look
            size = os.fstat(stream.fileno()).st_size
            return stream.read(_LOOKED_AT) if size > _LOOKED_AT else stream.read()
    except (OSError, MemoryError):
        return b""
