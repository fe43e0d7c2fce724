"""Every language of a build: made by a worker, or taken from the last output where nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from logging import getLogger
from pathlib import Path
from typing import Final

from ..checks.pages import read_ahead
from ..content.output_names import folder
from ..log import TOP
from ..output.site_files import hashes_within
from ..plain import is_plain
from . import language_cache
from .job import Job, Result
from .key import Parts, facts_of, key_of, parts_of_language
from .progress import Progress
from .request import Request
from .site import Site
from .workers import Worker, run_jobs

_LOG: Final = getLogger(f"{TOP}.pipeline")


@dataclass(frozen=True, slots=True)
class Made:
    """A language of a build. ``seconds``: how long it took; None where it was taken from the last output."""

    language: str
    parts: dict[str, str]
    result: Result
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built, from which parts, and where: the new site, and a folder to work in.

    ``verify``: looks at the content while the workers read it; raises `TebikiError`.
    """

    request: Request
    site: Site
    parts: Parts
    staged: Path
    work: Path
    verify: Callable[[], None]


def make(plan: Plan, first: Worker, progress: Progress) -> tuple[Made, ...]:
    """Put every language into the new site, in its order; ``first`` is a worker that is starting."""
    request, site, parts = plan.request, plan.site, plan.parts
    made: dict[str, Made] = {}
    before: dict[str, Result] = {}
    keys = {code: parts_of_language(request.root, parts, code, site.languages) for code in site.languages}
    for code, own in keys.items():
        last = language_cache.load(request.cache, request.target, code)
        if last is not None:
            progress.expect(code, last.seconds)
            if facts_of(last.parts) == facts_of(own):
                before[code] = last.result
        old, new = request.target / folder(code), plan.staged / folder(code)
        if (result := language_cache.take(last, own, old, new)) is not None:
            made[code] = Made(code, own, result)
            _LOG.info("%s: taken from the last output", code)
    wanted = [code for code in site.languages if code not in made]
    progress.start(wanted, request.processors)
    jobs = [
        replace(
            job, last=before.get(job.language), reading=_reading_of(plan, job.language, keys[job.language])
        )
        for job in _jobs(plan, wanted)
    ]

    def meanwhile() -> None:
        plan.verify()
        if len(jobs) < request.processors:
            read_ahead(plan.staged, [folder(code) for code in made])
            site.draw_ahead(request.cache, wanted)

    results = run_jobs(jobs, first, meanwhile, request.processors, progress)
    for code in results:
        _LOG.info("%s: made in %.2f s", code, progress.took[code])
    made |= {code: Made(code, keys[code], result, progress.took[code]) for code, result in results.items()}
    return tuple(made[code] for code in site.languages)


def _jobs(plan: Plan, wanted: Collection[str]) -> Iterator[Job]:
    # Each PDF that is being set takes memory: threads only where processors are left.
    threads = max(1, plan.request.processors // max(1, len(wanted)))
    for code in wanted:
        yield plan.site.job(plan.request, code, plan.staged, plan.work, threads)


def _reading_of(plan: Plan, language: str, own: Parts) -> Path | None:
    """The folder of a language's reading, by all that a reading depends on; None where none is to be kept.

    ``own``: the parts of the language's key. What was asked for is among them; of that only edition and
    manuals count, as they are whoever has named them.
    """
    if plan.request.shared is None or is_plain():
        return None
    edition = plan.site.edition
    asked = {"edition": str(edition.year), "manuals": repr(tuple(edition.manuals)), "language": language}
    parts = {name: value for name, value in own.items() if not name.startswith("--")}
    return plan.request.shared / "readings" / key_of({**parts, **asked})


def keep(request: Request, made: Sequence[Made], files: Mapping[str, str]) -> None:
    """Keep what was made, for the next build. What was taken from the last output is kept already.

    ``files``: the hash of each file of the output.
    """
    for each in made:
        if each.seconds is not None:
            own = hashes_within(files, folder(each.language))
            entry = language_cache.Kept(each.parts, own, each.result, each.seconds)
            language_cache.keep(request.cache, request.target, each.language, entry)
