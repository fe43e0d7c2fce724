"""A whole build: read, make every language beside, check everything, put it in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import Place, Problem, TebikiError, UsageError
from ..messages import say
from ..parse.secret import check_secrets
from . import record
from .job import FORMATS, Format
from .key import key_of
from .publish import publish, staging_folder
from .workers import early, run_jobs

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
    if secrets := list(check_secrets(request.root)):  # before all else, also where nothing has changed
        raise TebikiError(secrets)
    key = key_of(request.root, (request.edition, request.languages, request.manuals, request.formats))
    if known := record.unchanged(request.cache, request.target, key):
        return Outcome(request.target, known.told, fresh=False)
    told = _build(request, progress)
    record.keep(request.cache, request.target, record.Record(key, record.files_of(request.target), told))
    return Outcome(request.target, told, fresh=True)


def _build(request: Request, progress: Say) -> tuple[str, ...]:
    with early() as worker:
        from .site import Site, notices  # noqa: PLC0415 -- an unchanged build needs none of it

        site = Site.read(request)
        with (
            staging_folder(request.target, project=request.root, on_wait=_waiting(progress)) as staged,
            TemporaryDirectory(prefix="tebiki-") as work,
        ):
            jobs = [site.job(request, language, staged, Path(work)) for language in site.languages]
            progress(say("build/making", languages=", ".join(site.languages)))
            results = run_jobs(jobs, worker, lambda: site.draw_ahead(request.cache))
            if problems := [problem for result in results for problem in result.problems]:
                raise TebikiError(unique(problems))
            progress(say("build/checking"))
            site.finish(staged, results, request)
            refuse_strangers(request, staged)
            publish(staged, request.target)
    return tuple(notices(site, results))


def _waiting(progress: Say) -> Say:
    return lambda pid: progress(say("build/waiting", pid=pid))


def refuse_strangers(request: Request, staged: Path) -> None:
    """Keep a swap from taking away what someone has put into the old output."""
    if not request.target.is_dir():
        return
    if names := record.strangers(request.cache, request.target, record.files_of(staged)):
        raise TebikiError([Problem("build/strange", Place.of(request.target / name)) for name in names])


def unique(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Each problem once, in order: a shared chapter is read for every manual and language."""
    seen: set[str] = set()
    for problem in problems:
        text = f"{problem.code} {problem.place} {sorted(problem.values.items(), key=str)}"
        if text not in seen:
            seen.add(text)
            yield problem


def chosen(asked: tuple[str, ...], known: Sequence[str], code: str) -> tuple[str, ...]:
    """What was asked for, in the content's order; all where nothing was. An unknown name is a usage error."""
    for name in asked:
        if name not in known:
            values = {"name": name, "known": ", ".join(known)}
            raise UsageError([Problem(code, Place("tebiki build"), values)])
    return tuple(name for name in known if not asked or name in asked)
