"""The language that somebody looks at, made before the others: they stay as they were, and all is checked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ..build import guarded, kept, record
from ..build.job import Result
from ..build.key import Parts, parts_of, parts_of_language
from ..build.languages import Made, keep
from ..build.progress import Progress
from ..build.publish import publish, staging_folder
from ..build.run import Request, refuse_strangers, unique
from ..build.site import Site
from ..build.workers import early, run_jobs
from ..errors import TebikiError
from ..model.publication import folder
from ..parse.secret import check_secrets


def make_first(request: Request, name: str, progress: Progress) -> bool:
    """Make the pages of the language in the folder ``name`` and put them beside the last ones of the others.

    Every page is whole, and of one build. The record says that the output is of two, so that the
    next build makes the rest. False, and nothing done, where that language did not change, is
    not in the output yet, or does not fit the others' pages: the whole build says why.
    Raises `TebikiError` with what is wrong with the content.
    """
    if secrets := list(check_secrets(request.root)):
        raise TebikiError(secrets)
    parts = parts_of(request.root, request.asked)
    with early(resident=True) as worker:
        guarded.recall(request.cache, parts)
        site = Site.open(request)
        language = next((code for code in site.languages if folder(code) == name), None)
        if language is None or not _concerned(request, site, parts, language):
            return False
        with (
            staging_folder(request.target, project=request.root, on_wait=lambda _: None) as staged,
            TemporaryDirectory(prefix="tebiki-") as work,
        ):
            results = _taken(request, site, language, staged)
            if results is None:
                return False
            job = site.job(request, language, staged, Path(work), 1)
            progress.start([language], request.processors)
            results |= run_jobs([job], worker, site.verify, request.processors, progress)
            guarded.remember(request.cache, parts)
            if problems := results[language].problems:
                raise TebikiError(tuple(unique(problems)))
            if not _fits(request, site, staged, results):
                return False
            publish(staged, request.target)
    files = record.files_of(request.target)
    record.keep(request.cache, request.target, record.Record(parts, files, (), whole=False))
    if parts_of(request.root, request.asked) == parts:
        own = parts_of_language(request.root, parts, language, site.languages)
        keep(request, [Made(language, own, results[language], progress.took[language])])
    return True


def _concerned(request: Request, site: Site, parts: Parts, language: str) -> bool:
    """Whether the language changed since it was made, and another, too: else a whole build is as fast."""
    changed = [
        code
        for code in site.languages
        if (last := kept.load(request.cache, request.target, code)) is None
        or last.parts != parts_of_language(request.root, parts, code, site.languages)
    ]
    return language in changed and len(changed) > 1


def _taken(request: Request, site: Site, language: str, staged: Path) -> dict[str, Result] | None:
    """The other languages as the last build made them; None where one is not there as it was."""
    results: dict[str, Result] = {}
    for code in site.languages:
        if code == language:
            continue
        last = kept.load(request.cache, request.target, code)
        old, new = request.target / folder(code), staged / folder(code)
        result = kept.take(last, last.parts, old, new) if last else None
        if result is None:
            return None
        results[code] = result
    return results


def _fits(request: Request, site: Site, staged: Path, results: dict[str, Result]) -> bool:
    """Whether the whole passes each check of a build, though it is of two."""
    with suppress(TebikiError):
        site.finish(staged, [results[code] for code in site.languages], request)
        refuse_strangers(request, staged)
        return True
    return False
