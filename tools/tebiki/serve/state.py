"""What the server's threads and the one that builds know of each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

#: Seconds that a browser's question for news, and a wait for a PDF, may take.
PATIENCE, LONGEST = 25, 120


@dataclass
class State:
    """``html``: the pages; ``pdf``: a folder with an output for each language's PDFs.

    ``number`` grows with each change of what is shown; ``problems``: what is wrong now, in words;
    ``seen``: the folder of the language of the page that was asked for last.
    """

    html: Path
    pdf: Path
    number: int = 0
    problems: tuple[str, ...] = ()
    seen: str = ""
    #: Folder → the number at its last change; "" → at the last change of everything.
    _changed: dict[str, int] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list)
    _change: Condition = field(default_factory=Condition)

    def show(self, problems: tuple[str, ...] = (), folders: Collection[str] | None = None) -> None:
        """Something new is there, or something is wrong. ``folders``: the languages that it concerns."""
        with self._change:
            self.number += 1
            # Problems stand on every page, so their coming and going concerns all.
            named = folders is not None and problems == self.problems
            self._changed |= dict.fromkeys(folders if named and folders is not None else [""], self.number)
            self.problems = problems
            self._change.notify_all()

    def number_of(self, folder: str) -> int:
        """The number at the last change of the pages in a folder; "" for pages beside the languages."""
        known = self._changed.values() if not folder else map(self._changed.get, ("", folder))
        return max((number for number in known if number is not None), default=0)

    def news(self, after: int, folder: str) -> int:
        """Wait for pages of the folder newer than ``after``, or until it is time to ask again."""
        with self._change:
            self._change.wait_for(lambda: self.number_of(folder) != after, PATIENCE)
            return self.number_of(folder)

    def ask(self, folder: str) -> None:
        """Have the PDFs of a language made, and wait for them."""
        with self._change:
            self._asked.append(folder)
            self._change.wait_for(lambda: folder not in self._asked, LONGEST)

    @property
    def wanted(self) -> bool:
        """Whether somebody waits for a PDF."""
        return bool(self._asked)

    def next(self) -> str | None:
        """The folder of the language whose PDFs somebody waits for."""
        return self._asked[0] if self._asked else None

    def made(self, folder: str) -> None:
        """They are there, or cannot be made."""
        with self._change:
            self._asked = [other for other in self._asked if other != folder]
            self._change.notify_all()
