"""What the server's threads and the one that builds know of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

#: Seconds that a browser's question for news, and a wait for a PDF, may take.
PATIENCE, LONGEST = 25, 120


@dataclass
class State:
    """``html``: the pages; ``pdf``: a folder with an output for each language's PDFs.

    ``number`` grows with each change of what is shown; ``problems``: what is wrong now, in words.
    """

    html: Path
    pdf: Path
    number: int = 0
    problems: tuple[str, ...] = ()
    _asked: list[str] = field(default_factory=list)
    _change: Condition = field(default_factory=Condition)

    def show(self, problems: tuple[str, ...] = ()) -> None:
        """Something new is there, or something is wrong."""
        with self._change:
            self.number += 1
            self.problems = problems
            self._change.notify_all()

    def news(self, after: int) -> int:
        """Wait for something newer than ``after``, or until it is time to ask again."""
        with self._change:
            self._change.wait_for(lambda: self.number != after, PATIENCE)
            return self.number

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
