"""``tebiki release verify``: a release made again from its commit, and compared byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ...content.project import Project
from ...content.releases import Release, facts_hash, load_releases
from ...content.sums import SUMS, read_sums
from ...errors import Place, Problem, TebikiError, fail
from ...messages import say
from ...output.site_files import hash_file
from ...pipeline.publish import publish, staging_folder
from ...pipeline.record import files_of
from ..chosen_year import chosen_year
from ..compare.page_record import PICTURES, pictures_of
from ..compare.released import find_record
from ..git import Repository
from ..rebuild import check_contract, check_same, exported, maker
from ..sent_on import SentOn, find_sent
from .make import MANIFEST
from .options import Wish
from .record import RECORDS, record_name, sums_name
from .release import files_of_record, made_again


class CannotTellError(TebikiError):
    """Here the same bytes cannot be expected, so nothing is proven either way."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Verified:
    """``differing``: names of files that are not as they were released; empty where all are.

    ``restored``: the folder of ``dist`` that was not there and has been put back.
    """

    release: Release
    files: int
    differing: tuple[str, ...]
    restored: Path | None = None
    #: Whether the record has left this machine; None where git cannot tell.
    sent: SentOn | None = None


def verify(root: Path, year: str | None, told: Callable[[str], None]) -> Verified:
    """Make the newest release of an edition again, and put it into ``dist`` where it is not there.

    Raises `CannotTellError` where that proves nothing.
    """
    project = Project(root)
    asked = chosen_year(project, year or project.current, "verify", of="release ")
    released = load_releases(project.docs, asked)
    if not released:
        fail("release/none", Place.of(project.edition_file(asked)), year=asked)
    last = released[-1]
    check_contract(root, last)
    _check_tag(root, last)
    try:
        check_same(last, maker(exported(root, last.commit)))
    except TebikiError as error:
        raise CannotTellError(error.problems) from None
    was = _listed(root / RECORDS / sums_name(asked, last.number)) | _recorded(root, asked, last)
    target = project.dist / asked
    with (
        TemporaryDirectory(prefix="tebiki-") as folder,
        staging_folder(target, project=root, on_wait=lambda pid: told(say("build/waiting", pid=pid))) as made,
    ):
        wish = Wish(asked, last.number, str(last.approved), last.approval, last.commit, last.held)
        wish = replace(wish, output=str(made), record=str(Path(folder) / "record"))
        made_again(root, wish, last, Path(folder), told)
        now = files_of(made)
        now.pop(SUMS)
        now |= {name: _hash(data) for name, data in _remade(Path(wish.record), asked, last)}
        names = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
        if not _is_told_truly(last, asked, exported(root, last.commit), made / MANIFEST):
            names.append(f"{RECORDS}/{record_name(asked)}")
        lost = not names and not target.exists()
        if lost:
            publish(made, target)
    sent = find_sent(root, f"{RECORDS}/{record_name(asked)}")
    return Verified(last, len(was), tuple(names), target if lost else None, sent)


def _check_tag(root: Path, release: Release) -> None:
    """Raise ``history/tag`` where the release's tag names another commit; a clone may have none."""
    there = Repository.of(root).resolve(f"refs/tags/{release.tag}")
    if there not in (None, release.commit):
        fail("history/tag", Place(release.tag), commit=str(there)[:12])


def _is_told_truly(release: Release, year: str, content: Path, manifest: Path) -> bool:
    """Whether what the record alone says of a release is so: its facts, its versions, its engine."""
    made = json.loads(manifest.read_text(encoding="utf-8"))
    told = (release.edition_sha256, release.manuals, release.tebiki)
    return told == (facts_hash(content / "docs", year), made["manuals"], made["tebiki"])


def _remade(folder: Path, year: str, release: Release) -> Iterable[tuple[str, bytes]]:
    """The files of the record that the engine of the commit has made; the first contract knows none."""
    return files_of_record(folder, year, release.number).items() if release.contract > 1 else ()


def _recorded(root: Path, year: str, release: Release) -> dict[str, str]:
    """The files of the record as they lie in the project: name → sha256."""
    record = find_record(root, year, release) if release.contract > 1 else None
    if record is None:
        return {}
    found = {
        f"{RECORDS}/{year}-{release.number}/{name}": _text_hash(record.folder / name)
        for name in files_of(record.folder)
    }
    for language in record.languages:
        for page in record.read_pages(language).values():
            for path in pictures_of(page):
                found[f"{RECORDS}/{PICTURES}/{path.name}"] = hash_file(path)
    return found


def _text_hash(path: Path) -> str:
    """As the release wrote it: with LF, whatever git has made of it for this system."""
    return _hash(path.read_bytes().replace(b"\r\n", b"\n"))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _listed(path: Path) -> dict[str, str]:
    try:
        return read_sums(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TebikiError([Problem("release/sums", Place.of(path), {"why": str(error)})]) from None
