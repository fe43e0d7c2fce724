"""The edition that is worked on, as readers will see it: made anew after each save while somebody looks."""

from __future__ import annotations

from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Final

from ..content.output_names import folder
from ..content.project import Project
from ..serve.state import State

#: Seconds after the last look at which it is no longer followed.
_FORGOTTEN: Final = 300


class Preview:
    """Follows one edition at a time, in a thread of its own."""

    def __init__(self, root: Path, shown: Path) -> None:
        self._root, self._shown = root, shown
        self._lock = Lock()
        self._following: _Following | None = None

    def look_at(self, year: str) -> _Following:
        """What is made of an edition, which is followed from now on; another one no longer is."""
        with self._lock:
            following = self._following
            if following is None or following.year != year or not following.thread.is_alive():
                if following is not None:
                    following.end()
                following = self._following = _Following(self._root, year, self._shown / year)
                following.thread.start()
            following.looked = monotonic()
            return following

    def end(self) -> None:
        """Follow nothing more; whoever waits for news gets them now."""
        with self._lock:
            if self._following is not None:
                self._following.end()


class _Following:
    """One edition that is followed."""

    def __init__(self, root: Path, year: str, out: Path) -> None:
        self.year, self.out = year, out
        self.looked = monotonic()
        self.is_ended = False
        from ..serve.loop import Loop  # noqa: PLC0415 -- a studio that is opened builds nothing yet

        current = Project(root).current
        edition = None if year == current else year
        self._loop = Loop(root, lambda _: None, None, edition=edition, out=out)
        self.thread = Thread(target=self._follow, daemon=True)

    @property
    def state(self) -> State:
        """How far it is, and what is wrong."""
        return self._loop.state

    def end(self) -> None:
        """Follow it no more."""
        self.is_ended = True
        self.state.show(self.state.problems)

    def _follow(self) -> None:
        self._loop.follow(ended=self._has_ended)

    def _has_ended(self) -> bool:
        return self.is_ended or monotonic() - self.looked > _FORGOTTEN

    def page(self, language: str, name: str) -> str | None:
        """A page by its name below ``shown`` (``2026/html/ja/android.html``); None while it is not there."""
        path = self.out / "html" / folder(language) / name
        return f"{self.year}/html/{folder(language)}/{name}" if path.is_file() else None

    def make_pdfs(self, language: str) -> list[str]:
        """The language's PDFs by their names below ``shown``; they are made first, which takes seconds."""
        own = folder(language)
        self.state.ask(own)
        start = self.out / "pdf" / own / own
        return [f"{self.year}/pdf/{own}/{own}/{path.name}" for path in sorted(start.glob("*.pdf"))]
