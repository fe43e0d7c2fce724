"""A hash of all that a year's pages are made of, and notes of what was made for which hash.

Who has confirmed a fact is no part of it: no page changes by that. The notes lie below ``build``, so they
tell of this machine alone, and whoever finds none must say that nobody knows.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from ..content.project import Project
from ..content.write_files import write_together
from ..output.site_files import hash_file
from ..pipeline.key import CONTENT, below

#: Below the project's folder: records of releases, and pictures that no page shows.
_ASIDE: Final = ("docs/releases/", "docs/readme/")
#: Where pages and their chapters stand; other texts explain folders to people.
_PAGES: Final = frozenset({"docs", "docs/parts"})
_ASIDE_FILES: Final = frozenset({"docs/required.toml", "docs/cms.toml", "docs/accessibility.toml"})
#: Tables of a year's file that change no page.
_WHO: Final = frozenset({"unconfirmed", "confirmed"})
#: What is made of a year's content and shown to somebody.
Made = Literal["comparison", "papers"]

#: File → its size and its time: enough to see, within a process, that nothing has changed.
Signature = tuple[tuple[str, int, int], ...]
_hashes: dict[Path, tuple[Signature, dict[str, str]]] = {}


def content_stamp(project: Project, year: str) -> str:
    """The hash of what the pages of ``year`` are made of, as the files are now; engine and records aside."""
    own = f"docs/editions/{year}.toml"
    digest = hashlib.sha256()
    for name, file_hash in _file_hashes(project.root).items():
        # An edition that is newer is no part of this one's pages.
        if not (name.startswith("docs/editions/") and name > own):
            said = _facts_hash(project.edition_file(year)) if name == own else file_hash
            digest.update(f"{name}\0{said}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def signature_of(root: Path) -> Signature:
    """Each file of the content with its size and its time."""
    found = []
    for name, path in _content_files(root):
        stat = path.stat()
        found.append((name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


def _file_hashes(root: Path) -> dict[str, str]:
    """The hash of each file of the content; read again only when a file has another size or time."""
    now, known = signature_of(root), _hashes.get(root)
    if known is None or known[0] != now:
        before = {} if known is None else dict(zip(known[0], known[1].values(), strict=True))
        _hashes[root] = known = (now, {one[0]: before.get(one) or hash_file(root / one[0]) for one in now})
    return known[1]


def _content_files(root: Path) -> Iterator[tuple[str, Path]]:
    for start in CONTENT:
        for path in below(root / start):
            name = path.relative_to(root).as_posix()
            if not (name.startswith(_ASIDE) or name in _ASIDE_FILES or _is_beside(name)):
                yield name, path


def _is_beside(name: str) -> bool:
    """Whether a text is neither a page nor a chapter of one."""
    return name.endswith(".md") and name.rpartition("/")[0] not in _PAGES


def _facts_hash(path: Path) -> str:
    """The hash of a year's file without who has confirmed what. ``repr`` keeps types and order."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:  # wrong TOML, which whoever reads it as an edition refuses
        return hash_file(path)
    facts = {key: value for key, value in table.items() if key not in _WHO}
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


def note_made(project: Project, year: str, made: Made, stamp: str) -> None:
    """Note that ``made`` exists for the content with this stamp. Raises `TebikiError` (``publish/file``)."""
    path = _notes_path(project, year)
    table = {**_read_notes(path), made: stamp}
    write_together([(path, json.dumps(table, indent=1, sort_keys=True).encode())])


def is_made_of(project: Project, year: str, made: Made, stamp: str) -> bool | None:
    """Whether ``made`` was made of the content with this stamp; None where this machine has no note of it."""
    noted = _read_notes(_notes_path(project, year)).get(made)
    return None if noted is None else noted == stamp


def _notes_path(project: Project, year: str) -> Path:
    return project.cache / f"made-{year}.json"


def _read_notes(path: Path) -> dict[str, str]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in table.items()} if isinstance(table, dict) else {}
