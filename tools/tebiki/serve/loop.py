"""Builds on each save until Ctrl-C; one build at a time, in the command's own thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from logging import getLogger
from pathlib import Path
from traceback import extract_tb
from typing import Final, TypeVar

from ..content.output_names import folder
from ..content.project import Project
from ..content.project_folders import ProjectFolders
from ..errors import TebikiError, fail
from ..log import TOP
from ..messages import say, tell
from ..pipeline.build import Outcome, build
from ..pipeline.key import engine_of, parts_of
from ..pipeline.progress import Progress, Say
from ..pipeline.record import files_of
from ..pipeline.request import Request
from . import watch
from .server import start
from .state import State
from .visible_first import make_first

_LOG: Final = getLogger(f"{TOP}.serve")
#: Languages of the site by the names of their folders, in its order.
Folders = dict[str, str]
Done = TypeVar("Done")


class _SavedError(Exception):
    """Somebody has saved meanwhile: what is being made is old already."""


class Loop:
    """Makes what the server shows. ``progress`` and ``ticks`` as `build` has them.

    ``edition``: another than conf.py's current one; ``out``: where it goes, if not into serve's own folder.
    """

    def __init__(
        self,
        root: Path,
        progress: Say,
        ticks: Say | None,
        edition: str | None = None,
        out: Path | None = None,
    ) -> None:
        out = out or ProjectFolders(root).build / ".serve"
        self.state = State(out / "html", out / "pdf")
        self.request = Request(root, edition=edition, resident=True)
        self.progress, self.ticks = progress, ticks
        self.folders: Folders = {}
        self.engine = engine_of(parts_of(root, {}))
        #: The sources that what is shown was made from.
        self.known: watch.Look = {}

    def run(self, port: int, *, pdf: bool) -> None:
        """Serve until Ctrl-C. ``pdf``: make the PDFs, too, before anybody asks."""
        address = start(self.state, port)
        self.follow(pdf=pdf, ready=lambda: self.progress(say("serve/ready", address=address)))

    def follow(
        self,
        *,
        pdf: bool = False,
        ready: Callable[[], None] = lambda: None,
        ended: Callable[[], bool] = lambda: False,
    ) -> None:
        """Make the pages now and after each save, PDFs when asked for, until ``ended`` says so.

        ``ready`` is called once the first pages are there, or cannot be made.
        """
        root = self.request.root
        self.known = watch.look(root)
        self.pages()
        ready()
        waiting = list(self.folders) if pdf else []
        while not ended():
            while waiting and watch.look(root) == self.known:
                self.pdfs(waiting.pop(0), self.or_saved)
            now = watch.wait(root, self.known, lambda: self.state.wanted or ended())
            if now != self.known:
                self.known = now
                self.pages()
                waiting = list(self.folders) if pdf and not self.state.problems else []
            while (name := self.state.next()) is not None:
                self.pdfs(name, self.ticks)

    def pages(self) -> None:
        """Make the pages anew, or show what is wrong; first those of the language that somebody looks at."""
        if engine_of(parts_of(self.request.root, {})) != self.engine:
            fail("serve/engine")  # this process runs what it read at its start
        before = files_of(self.state.html)
        request = replace(self.request, formats=("html",), output=self.state.html)
        if self.state.seen:
            seen = partial(make_first, request, self.state.seen, Progress(self.progress, self.ticks))
            if (first := self.tried(seen)) is None:
                return
            if first:
                before = self.show(before)
        outcome = self.tried(partial(build, request, self.say_or_saved, self.or_saved))
        if outcome is not None and (languages := self.tried(self.languages)) is not None:
            self.folders = {folder(language): language for language in languages}
            self.show(before)
            self.told(outcome, "html")

    def languages(self) -> tuple[str, ...]:
        """The site's languages as conf.py has them now; somebody may have saved it since the build."""
        return Project(self.request.root).languages

    def show(self, before: Mapping[str, str]) -> dict[str, str]:
        """Have those pages loaded again that are not as they were; gives all files as they are."""
        now = files_of(self.state.html)
        changed = {name.partition("/")[0] for name in {*before, *now} if before.get(name) != now.get(name)}
        if changed or self.state.problems or not self.state.number:
            self.state.show(folders=changed if self.state.number else None)
        return now

    def pdfs(self, name: str, ticks: Say | None) -> None:
        """Make the PDFs of the language whose folder has that name."""
        if name in self.folders:
            request = replace(self.request, languages=(self.folders[name],), formats=("pdf",))
            request = replace(request, output=self.state.pdf / name)
            outcome = self.tried(partial(build, request, self.progress, ticks))
            if outcome is not None:
                self.told(outcome, self.folders[name], "pdf")
        self.state.made(name)

    def tried(self, make: Callable[[], Done]) -> Done | None:
        """What ``make`` gives. None where the content is wrong, which is told here and in the browser.

        A mistake in the engine is told as that: the next save may do without what led to it.
        """
        try:
            return make()
        except TebikiError as error:
            self.wrong([tell(problem) for problem in error.problems])
        except _SavedError:
            pass  # `run` sees it, too, and begins anew
        except Exception as error:  # noqa: BLE001 -- whoever writes goes on writing
            frame = extract_tb(error.__traceback__)[-1]
            where = f"{Path(frame.filename).name}:{frame.lineno}"
            _LOG.info("build stopped by %s: %s", type(error).__name__, where)
            self.wrong([say("serve/failed", why=type(error).__name__, where=where)])
        return None

    def or_saved(self, how_far: str) -> None:
        """Tell how far a build is; end it where somebody has saved."""
        self.end_if_saved()
        if self.ticks:
            self.ticks(how_far)

    def say_or_saved(self, line: str) -> None:
        """The same for lines of their own: the last comes before the checks.

        A build that ends after a save keeps nothing of its languages, so the next could take none.
        """
        self.end_if_saved()
        self.progress(line)

    def end_if_saved(self) -> None:
        """End what is being made where a source is no longer what it is made from."""
        if watch.look(self.request.root) != self.known:
            raise _SavedError

    def told(self, outcome: Outcome, *what: str) -> None:
        """Say what was made."""
        if outcome.fresh:
            self.progress(say("serve/made", what=", ".join(what)))

    def wrong(self, problems: Sequence[str]) -> None:
        """Tell people what is wrong."""
        for problem in problems:
            self.progress(problem)
        self.state.show(tuple(problems))
