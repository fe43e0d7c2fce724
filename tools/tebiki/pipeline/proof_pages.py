"""The pages of one language as its translator sees them, made by a process of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ..content.output_names import folder
from ..content.project import Project
from ..errors import TebikiError
from ..log import timed
from ..output.site_files import SiteFiles
from . import language_cache
from .job import Job, Result
from .key import parts_of, parts_of_language
from .workers import Worker, early

#: Where the pages are kept from one package to the next, below the cache.
_KEPT: Final = "proof"

#: Every file of a language's folder, by its path in it: pages, style sheet, icon, pictures.
ProofFiles = Mapping[str, bytes]


@contextmanager
def begin_proof(project: Project, language: str) -> Iterator[Callable[[], ProofFiles]]:
    """Begin to render the pages of ``language``; gives what waits for them and returns their files.

    Pages show all of the current edition, in Japanese where nothing is translated; ``language`` needs a
    catalogue, and neither a place in conf.py nor words of the engine. The call raises `TebikiError` where
    sources or the catalogue are wrong. Pages of unchanged content are taken from the cache.
    """
    parts = _parts(project, language)
    if (kept := _kept_files(project, language, parts)) is not None:
        yield lambda: kept
        return
    with early() as worker, TemporaryDirectory(prefix="tebiki-") as work:
        worker.give(_job(project, language, Path(work)))
        yield lambda: _take_proof(worker, project, language, parts)


def _parts(project: Project, language: str) -> dict[str, str]:
    """All that the pages depend on, part by part."""
    asked = {"--stage": "proof", "--edition": project.current}
    return parts_of_language(project.root, parts_of(project.root, asked), language, (language,))


def _kept_files(project: Project, language: str, parts: Mapping[str, str]) -> ProofFiles | None:
    """The pages of an earlier package that had the same parts; None where there are none, or damaged ones."""
    target = project.cache / _KEPT
    kept = language_cache.load(project.cache, target, language)
    with TemporaryDirectory(prefix="tebiki-") as out:
        if language_cache.take(kept, parts, target / folder(language), Path(out)) is None:
            return None
        return _files_of(Path(out))


def _job(project: Project, language: str, work: Path) -> Job:
    return Job(
        root=project.root.resolve(),
        edition=project.current,
        language=language,
        manuals=(),
        languages=(language,),
        formats=("html",),
        out=work / "out",
        work=work / "work",
        cache=project.cache,
        stage="proof",
    )


@timed("pipeline", "pages for a translator waited for")
def _take_proof(worker: Worker, project: Project, language: str, parts: dict[str, str]) -> ProofFiles:
    result = worker.take()
    if result.problems:
        raise TebikiError(result.problems)
    assert worker.job is not None
    if parts == _parts(project, language):  # else a source was changed meanwhile
        _keep(project, language, parts, worker.job.out)
    return _files_of(worker.job.out)


def _keep(project: Project, language: str, parts: dict[str, str], out: Path) -> None:
    target = project.cache / _KEPT
    shutil.rmtree(target / folder(language), ignore_errors=True)
    shutil.copytree(out, target / folder(language))
    kept = language_cache.Kept(parts, SiteFiles.walk(out).hashes, Result(), 0)
    language_cache.keep(project.cache, target, language, kept)


def _files_of(out: Path) -> ProofFiles:
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
