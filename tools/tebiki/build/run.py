"""A whole build: read, make every language beside, check everything, put it in place."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import Place, Problem, TebikiError, UsageError
from ..messages import say
from . import record
from .job import FORMATS, Format, Job, Result
from .key import key_of
from .publish import publish, staging_folder

#: What the build says while it goes on.
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for; empty means: as conf.py says, or all."""

    root: Path
    edition: str | None = None
    languages: tuple[str, ...] = ()
    manuals: tuple[str, ...] = ()
    formats: tuple[Format, ...] = FORMATS
    output: Path | None = None

    @property
    def whole(self) -> bool:
        """Whether this is all of the current edition, which alone belongs in ``build/site``."""
        return not self.languages and not self.manuals and self.formats == FORMATS and self.edition is None

    @property
    def target(self) -> Path:
        """Where the output goes. A part never takes the place of the whole site."""
        return self.output or self.root / "build" / ("site" if self.whole else "part")

    @property
    def cache(self) -> Path:
        """Pictures and records kept between builds."""
        return self.root / "build" / ".cache"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``told``: what is to be said at the end; ``fresh``: False where nothing was to be done."""

    target: Path
    told: tuple[str, ...]
    fresh: bool


def build(request: Request, progress: Say) -> Outcome:
    """Build what was asked for. Raises `TebikiError`; the old output then stays as it was."""
    key = key_of(request.root, (request.edition, request.languages, request.manuals, request.formats))
    if known := record.unchanged(request.cache, request.target, key):
        return Outcome(request.target, known.told, fresh=False)
    told = _build(request, progress)
    record.keep(request.cache, request.target, record.Record(key, record.files_of(request.target), told))
    return Outcome(request.target, told, fresh=True)


def _build(request: Request, progress: Say) -> tuple[str, ...]:
    from .site import Site, notices  # noqa: PLC0415 -- an unchanged build needs none of it

    site = Site.read(request)
    wait = lambda pid: progress(say("build/waiting", pid=pid))  # noqa: E731 -- a word of its own would say less
    with (
        staging_folder(request.target, project=request.root, on_wait=wait) as staged,
        TemporaryDirectory(prefix="tebiki-") as work,
    ):
        jobs = [site.job(request, language, staged, Path(work)) for language in site.languages]
        progress(say("build/making", languages=", ".join(site.languages)))
        results = list(run_jobs(jobs))
        if problems := [problem for result in results for problem in result.problems]:
            raise TebikiError(unique(problems))
        progress(say("build/checking"))
        site.finish(staged, results, request)
        publish(staged, request.target)
    return tuple(notices(site, results))


def unique(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Each problem once, in order: a shared chapter is read for every manual and language."""
    seen: set[str] = set()
    for problem in problems:
        text = f"{problem.code} {problem.place} {sorted(problem.values.items(), key=str)}"
        if text not in seen:
            seen.add(text)
            yield problem


def run_jobs(jobs: Sequence[Job]) -> Iterator[Result]:
    """Run each job in a fresh process, as many at once as there are processors."""
    from .worker import build_language  # noqa: PLC0415 -- imports Sphinx

    context = multiprocessing.get_context("spawn")
    workers = min(len(jobs), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, max_tasks_per_child=1) as pool:
        futures = [pool.submit(build_language, job) for job in jobs]
        for job, future in zip(jobs, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield Result(problems=(Problem("output/lost", None, {"language": job.language}),))


def chosen(asked: tuple[str, ...], known: Sequence[str], code: str) -> tuple[str, ...]:
    """What was asked for, in the content's order; all where nothing was. An unknown name is a usage error."""
    for name in asked:
        if name not in known:
            values = {"name": name, "known": ", ".join(known)}
            raise UsageError([Problem(code, Place("tebiki build"), values)])
    return tuple(name for name in known if not asked or name in asked)
