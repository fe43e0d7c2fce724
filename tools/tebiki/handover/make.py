"""The handover of a finished site, made beside and put in place as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..content.project_folders import ProjectFolders
from ..content.settings import Cms
from ..errors import Place, Problem, TebikiError, fail
from ..messages import say
from ..pipeline import record
from ..pipeline.key import changed, parts_of
from ..pipeline.publish import publish, staging_folder
from ..pipeline.request import FORMATS, Request
from ..pipeline.site import Site
from .finished import Finished
from .plan import Plan
from .write import write

#: Names of what has changed that are told; the rest is not.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Handover:
    """``text``: what was made, for standard output; ``notices``: what staff should know."""

    text: str
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``output``: the folder; None for ``build/handover``."""

    options: Cms
    plan: Plan
    output: Path | None = None


def make_handover(root: Path, finished: Finished, wanted: Wanted, report: Callable[[str], None]) -> Handover:
    """Make the handover of ``finished``. Raises `TebikiError`."""
    folders = ProjectFolders(root)
    target = (wanted.output or folders.build / "handover").resolve()
    cache = folders.cache
    _keep_apart(target, finished.site)
    with staging_folder(
        target, project=root, on_wait=lambda pid: report(say("handover-command/waiting", pid=pid))
    ) as new:
        notices = write(finished, new, wanted.options, plan=wanted.plan)
        files = record.files_of(new)
        _refuse_changed(cache, target)
        publish(new, target)
    record.keep(cache, target, record.Record({"handover": str(finished.edition.year)}, files, ()))
    return Handover(say("handover-command/made", target=Place.of(target).file, files=len(files)), notices)


def find_finished(root: Path) -> Finished:
    """The finished site of the project, if it is that of what stands there now. Raises `TebikiError`."""
    request = Request(root, formats=FORMATS)
    if not request.target.is_dir() or not any(request.target.iterdir()):
        fail("handover/no-site", Place.of(request.target))
    parts = parts_of(root, request.asked)
    if record.unchanged(request.cache, request.target, parts) is None:
        fail("handover/stale", Place.of(request.target), what=_what(request, parts))
    site = Site.read(request)
    return Finished(request.target, site.settings, site.edition, site.publications)


def _what(request: Request, parts: dict[str, str]) -> str:
    """The first names of what differs from the last build: sources, else files of the site."""
    last = record.last(request.cache, request.target)
    if last is None:
        return Place.of(request.cache).file
    now = record.files_of(request.target)
    docs = Place.of(ProjectFolders(request.root).docs).file
    names = changed(last.parts, parts) or changed(last.files, now) or [docs]
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _keep_apart(target: Path, site: Path) -> None:
    """The handover must not take the place of the site that it is made from, nor of one around or in it."""
    site = site.resolve()
    if target == site or target in site.parents or site in target.parents:
        fail("publish/around", Place.of(target))


def _refuse_changed(cache: Path, target: Path) -> None:
    """Keep a swap from taking away what somebody has put there or changed: an article, say."""
    if not target.is_dir():
        return
    last = record.last(cache, target)
    known = {} if last is None else dict(last.files)
    now = record.files_of(target)
    if names := sorted(name for name, digest in now.items() if known.get(name) != digest):
        raise TebikiError([Problem("handover/strange", Place.of(target / name)) for name in names])
