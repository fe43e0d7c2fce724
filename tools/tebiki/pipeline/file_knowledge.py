"""What a language's build knows of its files, for the checks of outputs: at once, or read back later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..checks.city import City
from ..checks.knowledge import Knowledge
from ..checks.stale_values import Stale
from ..content.glossary import Glossary
from ..content.output_names import folder, page_file, picture_path
from ..content.publication import Publication
from ..output.site_files import hashes_within
from . import language_cache, record
from .job import Result


def knowledge_of(result: Result) -> Knowledge:
    """What the checks need of what a job brought back."""
    pdfs = [*result.pdf.items(), *result.summaries.items()]
    pages = {page_file(page): named for page, named in result.earlier.items()}
    return Knowledge(
        codes=result.codes,
        printed={info.file: result.printed[name] for name, info in pdfs},
        earlier=pages | {info.file: result.earlier.get(name, {}) for name, info in pdfs},
        drawn={picture_path(file): text for file, text in result.drawn.items()},
        contents=result.contents,
        pages=result.places,
        looked=result.looked,
    )


def city_of(root: Path, here: Publication, glossary: Glossary, stale: tuple[Stale, ...] = ()) -> City:
    """What outputs are held to. ``here``: the publication in any language."""
    words = {each.language: each for each in here.languages}
    return City(root, here.settings, here.edition, words, glossary, stale)


def recalled(cache: Path, site: Path, language: str) -> Knowledge | None:
    """What the build of the output at ``site`` knew of a language, for rules to be applied anew.

    None where that build's record is lost or damaged, or of another build than the language's.
    """
    last, own = record.last(cache, site), language_cache.load(cache, site, language)
    if last is None or own is None or not last.whole:
        return None
    if hashes_within(last.files, folder(language)) != own.files:
        return None
    return replace(knowledge_of(own.result), contents={}, pages={}, looked={})
