"""Every language of a build: made by a worker, or taken from the last output where nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from logging import getLogger
from pathlib import Path
from typing import Final

from ..checks.pages import read_ahead
from ..content.output_names import folder
from ..log import TOP
from ..output.site_files import hashes_within
from ..plain import is_plain
from . import language_cache
from .job import Job, PageFound, Result
from .key import Parts, facts_of, key_of, parts_of_language
from .language_cache import Kept
from .page_keys import stale_pages, states_of
from .progress import Progress
from .request import Request
from .site import Site
from .workers import Worker, run_jobs

_LOG: Final = getLogger(f"{TOP}.pipeline")


@dataclass(frozen=True, slots=True)
class Made:
    """A language of a build. ``seconds``: how long it took, in this build or when it was last made.

    ``states``: of its pages, for the next build (`page_keys.states_of`). ``known``: whether all of it is
    kept already.
    """

    language: str
    parts: dict[str, str]
    result: Result
    seconds: float
    states: dict[str, str] = field(default_factory=dict)
    known: bool = False


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
    wanted: dict[str, Job] = {}
    took: dict[str, float] = {}
    keys = {code: parts_of_language(request.root, parts, code, site.languages) for code in site.languages}
    for code, own in keys.items():
        last = language_cache.load(request.cache, request.target, code)
        stale = None if last is None else pages_to_make(site, code, last, own)
        old, new = request.target / folder(code), plan.staged / folder(code)
        if last is not None:
            progress.expect(code, last.seconds)
            took[code] = last.seconds
            same = last.parts if stale == frozenset() else own
            if (result := language_cache.take(last, same, old, new)) is not None:
                made[code] = Made(code, own, result, last.seconds, last.states, known=last.parts == own)
                _LOG.info("%s: taken from the last output", code)
                continue
        job = site.job(request, code, plan.staged, plan.work, 1)
        job = replace(job, reading=_reading_of(plan, code, own))
        wanted[code] = narrowed(job, last, own, stale, old)
    progress.start(list(wanted), request.processors)
    jobs = with_threads([wanted[code] for code in longest_first(site, wanted, took)], request.processors)

    def meanwhile() -> None:
        plan.verify()
        if len(jobs) < request.processors:
            read_ahead(plan.staged, [folder(code) for code in made])
            site.draw_ahead(request.cache, [code for code, job in wanted.items() if not job.pages])

    results = run_jobs(jobs, first, meanwhile, request.processors, progress)
    for code, result in results.items():
        _LOG.info("%s: made in %.2f s", code, progress.took[code])
        states = page_states(site, code, result.found)
        made[code] = Made(code, keys[code], result, progress.took[code], states)
    return tuple(made[code] for code in site.languages)


def longest_first(site: Site, languages: Collection[str], took: Mapping[str, float]) -> list[str]:
    """Languages in the order in which they begin: whatever takes long is not left for the end.

    ``took``: seconds of the last time. Where one is not known, those with much text come first.
    """
    here = {each.language: each.translation for each in site.publications}

    def length(code: str) -> float:
        texts = here[code]
        return sum(map(len, texts.texts.values())) if texts else 0

    key = took.__getitem__ if took.keys() >= {*languages} else length
    return sorted(languages, key=key, reverse=True)


def with_threads(jobs: Sequence[Job], processors: int) -> list[Job]:
    """Jobs in turn, each with its share of the processors: each PDF that is being set takes memory.

    While the last of many is built, others end and none begins: it has them all.
    """
    share = max(1, processors // max(1, len(jobs)))
    shared = [replace(job, threads=share) for job in jobs]
    if len(jobs) > processors:
        shared[-1] = replace(shared[-1], threads=processors)
    return shared


def pages_to_make(site: Site, language: str, last: Kept, own: Parts) -> frozenset[str] | None:
    """The pages of a language that may be others than in its last build; None where it is made as a whole.

    ``own``: the parts of its key now.
    """
    if is_plain() or last.parts == own or not last.result.found:
        return None
    stale = stale_pages(last.parts, own, last.result.found, language)
    if stale is None:
        return None
    now = page_states(site, language, last.result.found)
    return stale | {page for page, state in now.items() if last.states.get(page) != state}


def page_states(site: Site, language: str, found: Mapping[str, PageFound]) -> dict[str, str]:
    """What the pages of a language take from its catalogue and from walks, as hashes."""
    here = site.publications[site.languages.index(language)]
    return states_of(here, site.root, found)


def narrowed(job: Job, last: Kept | None, own: Parts, stale: frozenset[str] | None, old: Path) -> Job:
    """The job with what it may take from the last build; ``old``: the language's folder then.

    What the rules have passed under the same facts is not looked at again.
    """
    if last is None or facts_of(last.parts) != facts_of(own):
        return job
    # A reading that several builds share is one of all pages.
    pages = tuple(sorted(stale or ())) if job.reading is None else ()
    return replace(job, last=last.result, pages=pages, old=old)


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
        if not each.known:
            own = hashes_within(files, folder(each.language))
            entry = language_cache.Kept(each.parts, own, each.result, each.seconds, each.states)
            language_cache.keep(request.cache, request.target, each.language, entry)
