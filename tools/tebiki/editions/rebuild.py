"""An edition as it was released: made again from its own commit, by that commit's engine."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.project_folders import ProjectFolders
from ..content.releases import FOLDER, Release, load_releases
from ..errors import Place, Problem, TebikiError, fail, unavailable
from ..log import timed
from ..messages import say
from ..output.site_files import hash_file
from ..pipeline.key import below, key_of
from .engine import CONTRACT, Engine, call_engine, this_python
from .environments.make import python_for
from .environments.packages import not_as_locked
from .git import Repository

#: The lock that a build's packages come from, and the engine, below a project's folder.
LOCK: Final = "requirements.lock"
_ENGINE: Final = Path("tools") / "tebiki"
#: Callback that receives lines of progress.
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes an output: the same maker and the same content give the same bytes."""

    engine: str
    lock: str | None
    platform: str


@dataclass(frozen=True, slots=True)
class Runner:
    """What an old engine runs in, and which version it must tell that it is (None: any)."""

    python: Path
    version: str | None = None


def here() -> str:
    """System, machine and Python of this process."""
    return f"{sys.platform} {platform.machine()} Python {platform.python_version()}"


def maker(root: Path) -> Maker:
    """What a build of the project at ``root`` is made by, here and now."""
    lock = root / LOCK
    text = lock.read_bytes().replace(b"\r\n", b"\n") if lock.is_file() else None
    return Maker(_engine_hash(_engine(root)), hashlib.sha256(text).hexdigest() if text else None, here())


def _engine(root: Path) -> Path:
    """The engine's own folder: the project's, else the one that runs (a content without an engine)."""
    own = root / _ENGINE
    return own if own.is_dir() else Path(__file__).parent.parent


def _engine_hash(folder: Path) -> str:
    return key_of({path.relative_to(folder).as_posix(): hash_file(path) for path in below(folder)})


def is_engine_of(content: Path) -> bool:
    """Whether what runs here is the engine of the content at ``content``, file by file."""
    return _engine_hash(_engine(content)) == _engine_hash(Path(__file__).parent.parent)


def last_release(root: Path, year: str) -> Release | None:
    """The newest release of an edition; None where it was never released. Raises for a wrong record."""
    released = load_releases(ProjectFolders(root).docs, year)
    return released[-1] if released else None


@timed("editions", "commit exported")
def exported(root: Path, commit: str) -> Path:
    """The files of a commit, in a folder of ``build`` that stays for the next time.

    Checked at each use: a file that is not as it was committed has the whole written again.
    Raises `TebikiError`: ``history/…``, ``history/gone`` (exit code 3) for a commit that is not there.
    """
    repository = Repository.of(root)
    if repository.resolve(commit) != commit:
        unavailable("history/gone", Place.of(root), commit=commit[:12])
    folder = ProjectFolders(root).released / commit
    if not _is_as_committed(repository, commit, folder):
        fresh = folder.with_name(f"{commit}.new-{os.getpid()}")
        shutil.rmtree(fresh, ignore_errors=True)
        repository.export(commit, fresh)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    return folder


def _is_as_committed(repository: Repository, commit: str, folder: Path) -> bool:
    """Whether ``folder`` holds each file of the commit and, but for what builds make, no other."""
    wanted = repository.files(commit)
    if not folder.is_dir():
        return False
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.relative_to(folder).parts[0] != "build"
    }
    if there != wanted.keys():
        return False
    algorithm = "sha256" if len(commit) == 64 else "sha1"
    return all(_blob_hash(folder / name, algorithm) == blob for name, blob in wanted.items())


def _blob_hash(path: Path, algorithm: str) -> str:
    data = path.read_bytes()
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def check_same(release: Release, made_by: Maker) -> None:
    """Raise ``history/engine``, ``/lock``, ``/platform``: what keeps the same bytes from being expected."""
    wanted = Maker(release.engine_sha256, release.lock_sha256, release.platform)
    pairs = (
        ("engine", wanted.engine, made_by.engine),
        ("lock", wanted.lock, made_by.lock),
        ("platform", wanted.platform, made_by.platform),
    )
    found = [Problem(f"history/{name}", None, {"then": t, "now": n}) for name, t, n in pairs if t != n]
    if found:
        raise TebikiError(found)


def check_contract(root: Path, release: Release) -> None:
    """Raise ``history/contract-newer`` (exit code 3) where a newer engine made a release of ``root``."""
    if release.contract > CONTRACT:
        place = Place.of(ProjectFolders(root).docs / FOLDER)
        asked = {"tag": release.tag, "version": release.tebiki, "asked": release.contract, "known": CONTRACT}
        unavailable("history/contract-newer", place, **asked)


def check_packages(folder: Path, commit: str) -> None:
    """Raise ``history/packages`` where other packages are installed here than the lock in ``folder`` says."""
    lock = folder / LOCK
    if lock.is_file() and (other := not_as_locked(lock)):
        fail("history/packages", Place(LOCK), commit=commit[:12], names=", ".join(other))


def python_of(folder: Path, release: Release, report: Report) -> Path:
    """A Python with the packages of the lock in ``folder``; this one where there is no lock.

    ``folder``: the exported commit of ``release``.
    Raises `TebikiError` (exit code 3) where such an environment cannot be made here.
    """
    lock = folder / LOCK
    return python_for(lock, release.platform, report, release.tag) if lock.is_file() else this_python()


def build_of_commit(
    root: Path, release: Release, target: Path, options: Sequence[str] = (), *, report: Report
) -> None:
    """Build the content that was released into ``target``: its text, its facts, its engine, never today's.

    ``root``: the project's folder today. ``options``: more words for that engine's ``build``. Packages are
    those of the commit's own lock. Raises `TebikiError` as `check_contract` and `run_of_commit` do.
    """
    check_contract(root, release)
    folder = exported(root, release.commit)
    python = python_of(folder, release, report)
    if not _engine(folder).is_relative_to(folder) and maker(folder).engine != release.engine_sha256:
        report(say("history/engine-today", version=release.tebiki))
    words = ["build", "--output", str(target.resolve()), *options]
    run_of_commit(root, release.commit, words, report, Runner(python, release.tebiki))


def run_of_commit(
    root: Path, commit: str, words: Sequence[str], report: Report, by: Runner | None = None
) -> None:
    """Run a command of the engine of ``commit`` on its content; ``words``: the command and its options.

    ``by``: else this Python, whose packages must be those of the commit's lock (``history/packages``).
    """
    folder = exported(root, commit)
    if by is None:
        check_packages(folder, commit)
        by = Runner(this_python())
    command, *options = words
    own = _engine(folder)
    version = by.version if own.is_relative_to(folder) else None
    engine = Engine(own, by.python, version)
    code = call_engine(engine, [command, "--root", str(folder), *options], folder, report)
    if code:
        fail("history/stopped", None, commit=commit[:12], why=code)
