"""The language that somebody looks at, made before the others: they stay as they were, and all is checked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ..checks.pages import read_ahead
from ..content.output_names import folder
from ..content.secret_files import look_at_files
from ..errors import TebikiError, unique
from ..log import timed
from ..pipeline import catalog_cache, language_cache, record
from ..pipeline.build import refuse_strangers
from ..pipeline.job import Result
from ..pipeline.key import parts_of, parts_of_language
from ..pipeline.languages import Made, keep, narrowed, page_states, pages_to_make
from ..pipeline.progress import Progress
from ..pipeline.publish import publish, staging_folder
from ..pipeline.request import Request
from ..pipeline.site import Site
from ..pipeline.workers import early, run_jobs


@timed("serve", "language that is looked at made first")
def make_first(request: Request, name: str, progress: Progress) -> bool:
    """Make the pages of the language in the folder ``name`` and put them beside the last ones of the others.

    Every page is whole, and of one build. The record says that the output is of two, so that the
    next build makes the rest. False, and nothing done, where that language did not change, is
    not in the output yet, or does not fit the others' pages: the whole build says why.
    Raises `TebikiError` with what is wrong with the content.
    """
    looked = look_at_files(request.root)
    if looked.problems:
        raise TebikiError(looked.problems)
    parts = parts_of(request.root, request.asked, looked.hashes)
    with early(resident=True) as worker:
        site = Site.open(request, catalog_cache.recall(request.cache, parts))
        language = next((code for code in site.languages if folder(code) == name), None)
        own = parts_of_language(request.root, parts, language or "", site.languages)
        last = language_cache.load(request.cache, request.target, language or "")
        if language is None or last is None or last.parts == own:
            return False
        with (
            staging_folder(request.target, project=request.root, on_wait=lambda _: None) as staged,
            TemporaryDirectory(prefix="tebiki-") as work,
        ):
            others: dict[str, Result] = {}

            def meanwhile() -> None:
                site.verify()
                others.update(_taken(request, site, language, staged))
                read_ahead(staged, map(folder, others))

            stale, old = pages_to_make(site, language, last, own), request.target / folder(language)
            job = narrowed(site.job(request, language, staged, Path(work), 1), last, own, stale, old)
            progress.start([language], request.processors)
            results = run_jobs([job], worker, meanwhile, request.processors, progress) | others
            catalog_cache.remember(request.cache, parts, site.passed)
            if problems := results[language].problems:
                raise TebikiError(tuple(unique(problems)))
            if len(results) < len(site.languages) or not _fits(request, site, staged, results):
                return False
            publish(staged, request.target)
    files = record.files_of(request.target)
    record.keep(request.cache, request.target, record.Record(parts, files, (), whole=False))
    if parts_of(request.root, request.asked) == parts:
        result = results[language]
        states = page_states(site, language, result.found)
        keep(request, [Made(language, own, result, progress.took[language], states)], files)
    return True


def _taken(request: Request, site: Site, language: str, staged: Path) -> dict[str, Result]:
    """The other languages as the last build made them, without those that are not there as they were."""
    results: dict[str, Result] = {}
    for code in site.languages:
        if code != language and (last := language_cache.load(request.cache, request.target, code)):
            old, new = request.target / folder(code), staged / folder(code)
            if (result := language_cache.take(last, last.parts, old, new)) is not None:
                results[code] = result
    return results


def _fits(request: Request, site: Site, staged: Path, results: dict[str, Result]) -> bool:
    """Whether the whole passes each check of a build, though it is of two."""
    with suppress(TebikiError):
        site.finish(staged, [results[code] for code in site.languages], request)
        refuse_strangers(request, staged)
        return True
    return False
