"""Whether a PDF, from wherever it was published, is still the one that was released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.project_folders import ProjectFolders
from ..content.releases import FOLDER, load_releases
from ..content.sums import read_sums
from ..errors import Place, Problem, fail
from ..messages import Said
from ..output.document import NoPdfError
from ..output.pdf_document import read_document
from ..output.site_files import hash_file

#: Below it lie the PDFs of a handover.
_PDFS: Final = "pdf/"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A PDF of a release. ``newest``: whether no later release has one of that name."""

    year: str
    number: int
    name: str
    digest: str
    newest: bool


def judge_pdf(root: Path, path: Path) -> ReleasedFile | Problem:
    """The newest released PDF with these bytes; a problem for an older, a changed or a strange one.

    Raises ``release/sums`` for a list of hashes that cannot be read.
    """
    digest = hash_file(path)
    found = next((file for file in _released(root) if file.digest == digest), None)
    if found is None:
        return _strange(root, path)
    if not found.newest:
        return Problem("release/pdf-older", Place.of(path), {"year": found.year, "number": found.number})
    return found


def _strange(root: Path, path: Path) -> Problem:
    if not any(file.name == path.name for file in _released(root)):
        return Problem("release/pdf-unknown", Place.of(path))
    return Problem("release/pdf-changed", Place.of(path), {"lost": Said(f"release/pdf-lost-{_lost(path)}")})


def _lost(path: Path) -> str:
    """The gravest that another program took away: all, the tags, the language, the mark; or nothing."""
    try:
        document = read_document(path)
    except NoPdfError:
        return "all"
    if not document.tagged or not document.tags:
        return "tags"
    if not document.lang:
        return "language"
    return "nothing" if "ua/part" in document.claims else "mark"


def _released(root: Path) -> Iterator[ReleasedFile]:
    """The PDFs of all releases, the newest first."""
    docs, seen = ProjectFolders(root).docs, set[str]()
    for record in sorted((docs / FOLDER).glob("[0-9][0-9][0-9][0-9].toml"), reverse=True):
        for release in reversed(load_releases(docs, record.stem)):
            names = _pdfs(docs / FOLDER / f"{record.stem}-{release.number}.sha256")
            for name, digest in names.items():
                yield ReleasedFile(record.stem, release.number, name, digest, name not in seen)
            seen |= names.keys()


def _pdfs(sums: Path) -> dict[str, str]:
    try:
        listed = read_sums(sums.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        fail("release/sums", Place.of(sums), why=str(error))
    return {name.removeprefix(_PDFS): digest for name, digest in listed.items() if name.startswith(_PDFS)}
