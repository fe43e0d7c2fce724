"""Why a build has something to do: which parts of its keys are others than the last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..content.output_names import folder
from ..content.project import Project
from ..messages import say
from ..output.site_files import hashes_within
from . import language_cache, record
from .key import Parts, changed, parts_of, parts_of_language
from .request import Request, chosen

#: Names that are told; of more their number.
_MOST: Final = 20


def explain(request: Request) -> Iterator[str]:
    """Lines for people: the whole first, then each language."""
    parts = parts_of(request.root, request.asked)
    last = record.last(request.cache, request.target)
    if last is not None and not last.whole:
        yield say("build/why-meanwhile")
    old = None if last is None else last.parts
    files = {} if last is None else last.files
    now = record.files_of(request.target)
    yield _line(say("build/why-whole"), old, parts, _differing(files, now))
    languages = chosen(request.languages, Project(request.root).languages, "build/language")
    for code in languages:
        was = language_cache.load(request.cache, request.target, code)
        own = parts_of_language(request.root, parts, code, languages)
        files = {} if was is None else was.files
        changed_files = _differing(files, hashes_within(now, folder(code)))
        yield _line(code, None if was is None else was.parts, own, changed_files)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return sorted(name for name in old if new.get(name) != old[name])


def _line(what: str, old: Parts | None, new: Parts, files: list[str]) -> str:
    if old is None:
        return say("build/why-new", what=what)
    if names := changed(old, new):
        return say("build/why-changed", what=what, names=_listed(names))
    if files:
        return say("build/why-output", what=what, names=_listed(files))
    return say("build/why-same", what=what)


def _listed(names: list[str]) -> str:
    more = [say("build/why-more", count=len(names) - _MOST)] if len(names) > _MOST else []
    return ", ".join([*names[:_MOST], *more])
