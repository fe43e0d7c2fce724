"""A whole build: read, make every language beside, check everything, put it in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..content.secret_files import look_at_files
from ..errors import Place, Problem, TebikiError, unique
from ..log import TOP, timed
from ..messages import say
from ..output.site_files import SiteFiles
from ..stages import enter_stage
from . import record
from .key import Parts, parts_of
from .request import Request

if TYPE_CHECKING:  # an unchanged build needs none of it
    from .languages import Made
    from .progress import Progress, Say
    from .site import Doubts


_LOG: Final = getLogger(f"{TOP}.pipeline")


@dataclass(frozen=True, slots=True)
class Outcome:
    """``told``: what is to be said at the end; ``fresh``: False where nothing was to be done."""

    target: Path
    told: tuple[str, ...]
    fresh: bool
    #: What nobody vouches for; known of a fresh build only.
    doubts: Doubts | None = None


def build(request: Request, progress: Say, ticks: Say | None = None) -> Outcome:
    """Build what was asked for. Raises `TebikiError`; the old output then stays as it was.

    ``ticks`` is told how far it is and how long is left, again and again; for a terminal.
    """
    enter_stage("build/read")
    looked = look_at_files(request.root)  # before all else, also where nothing has changed
    if looked.problems:
        raise TebikiError(looked.problems)
    with timed("pipeline", "inputs hashed"):
        parts = parts_of(request.root, request.asked, looked.hashes)
    if known := record.unchanged(request.cache, request.target, parts):
        _LOG.info("nothing has changed")
        return Outcome(request.target, known.told, fresh=False)
    from .progress import Progress  # noqa: PLC0415 -- an unchanged build needs none of it

    told, open_, made = _build(request, parts, Progress(progress, ticks))
    # Whoever saves a file meanwhile has perhaps built with it, perhaps not.
    whole = parts_of(request.root, request.asked) == parts
    files = record.files_of(request.target)
    record.keep(request.cache, request.target, record.Record(parts, files, told, whole))
    looked.keep()
    if whole:
        from .languages import keep  # noqa: PLC0415

        keep(request, made, files)
    return Outcome(request.target, told, fresh=True, doubts=open_)


def _build(
    request: Request, parts: Parts, progress: Progress
) -> tuple[tuple[str, ...], Doubts, Sequence[Made]]:
    from .collector import collecting_seldom  # noqa: PLC0415 -- an unchanged build needs none of it
    from .workers import early  # noqa: PLC0415

    with collecting_seldom(), early(resident=request.resident) as worker:
        from tempfile import TemporaryDirectory  # noqa: PLC0415

        from . import catalog_cache  # noqa: PLC0415
        from .languages import Plan, make  # noqa: PLC0415
        from .publish import publish, staging_folder  # noqa: PLC0415
        from .site import Site, doubts, notices  # noqa: PLC0415

        with timed("pipeline", "content read"):
            site = Site.open(request, catalog_cache.recall(request.cache, parts))

        def verify() -> None:
            try:
                with timed("pipeline", "content verified"):
                    site.verify()
            finally:
                catalog_cache.remember(request.cache, parts, site.passed)

        with (
            staging_folder(request.target, project=request.root, on_wait=_waiting(progress)) as staged,
            TemporaryDirectory(prefix="tebiki-") as work,
        ):
            enter_stage("build/make")
            made = make(Plan(request, site, parts, staged, Path(work), verify), worker, progress)
            results = [language.result for language in made]
            if problems := [problem for result in results for problem in result.problems]:
                raise TebikiError(unique(problems))
            progress.say(say("build/checking"))
            enter_stage("build/check")
            with timed("pipeline", "whole site checked"):
                site.finish(staged, results, request)
            refuse_strangers(request, staged)
            enter_stage("build/put")
            with timed("pipeline", "swapped in"):
                publish(staged, request.target)
    return tuple(notices(site, results)), doubts(site, results), made


def _waiting(progress: Progress) -> Say:
    return lambda pid: progress.say(say("build/waiting", pid=pid))


def refuse_strangers(request: Request, staged: Path) -> None:
    """Keep a swap from taking away what someone has put into the old output."""
    if not request.target.is_dir():
        return
    new = [file.name for file in SiteFiles.walk(staged).files]
    if names := record.strangers(request.cache, request.target, new):
        raise TebikiError([Problem("build/strange", Place.of(request.target / name)) for name in names])
