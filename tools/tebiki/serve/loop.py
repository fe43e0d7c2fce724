"""Builds on each save until Ctrl-C; one build at a time, in the command's own thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..build.job import Format
from ..build.key import engine_of, parts_of
from ..build.progress import Say
from ..build.run import Outcome, Request, build
from ..errors import TebikiError, fail
from ..messages import say, tell
from ..model.publication import folder
from ..parse.config import load_config
from . import watch
from .server import start
from .state import State

#: Languages of the site by the names of their folders, in its order.
Folders = dict[str, str]


class Loop:
    """Makes what the server shows. ``progress`` and ``ticks`` as `build` has them."""

    def __init__(self, root: Path, progress: Say, ticks: Say | None) -> None:
        out = root / "build" / ".serve"
        self.state = State(out / "html", out / "pdf")
        self.request = Request(root, resident=True)
        self.progress, self.ticks = progress, ticks
        self.folders: Folders = {}
        self.engine = engine_of(parts_of(root, {}))

    def run(self, port: int, *, pdf: bool) -> None:
        """Serve until Ctrl-C. ``pdf``: make the PDFs, too, before anybody asks."""
        address = start(self.state, port)
        known = watch.look(self.request.root)
        self.pages()
        self.progress(say("serve/ready", address=address))
        waiting = list(self.folders) if pdf else []
        while True:
            while waiting and watch.look(self.request.root) == known:
                self.pdfs(waiting.pop(0))
            now = watch.wait(self.request.root, known, lambda: self.state.wanted)
            if now != known:
                known = now
                self.pages()
                waiting = list(self.folders) if pdf and not self.state.problems else []
            while (name := self.state.next()) is not None:
                self.pdfs(name)

    def pages(self) -> None:
        """Make the pages anew, or show what is wrong."""
        if engine_of(parts_of(self.request.root, {})) != self.engine:
            fail("serve/engine")  # this process runs what it read at its start
        outcome = self.make((), ("html",), self.state.html)
        if outcome is not None:
            languages = load_config(self.request.root).settings.languages
            self.folders = {folder(language): language for language in languages}
            if outcome.fresh or self.state.problems or not self.state.number:
                self.state.show()

    def pdfs(self, name: str) -> None:
        """Make the PDFs of the language whose folder has that name."""
        if name in self.folders:
            self.make((self.folders[name],), ("pdf",), self.state.pdf / name)
        self.state.made(name)

    def make(self, languages: tuple[str, ...], formats: tuple[Format, ...], output: Path) -> Outcome | None:
        """Build. What is wrong is told here and in the browser."""
        request = replace(self.request, languages=languages, formats=formats, output=output)
        try:
            outcome = build(request, self.progress, self.ticks)
        except TebikiError as error:
            self.wrong([tell(problem) for problem in error.problems])
            return None
        if outcome.fresh:
            self.progress(say("serve/made", what=", ".join([*languages, *formats])))
        return outcome

    def wrong(self, problems: Sequence[str]) -> None:
        """Tell people what is wrong."""
        for problem in problems:
            self.progress(problem)
        self.state.show(tuple(problems))
