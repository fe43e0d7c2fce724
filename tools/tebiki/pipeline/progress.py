"""What is being done, and how long it will take by what the last build took."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..messages import say
from ..stages import count_within
from .job import Step

#: What the build says while it goes on.
Say = Callable[[str], None]


@dataclass
class Progress:
    """Told by the workers; tells people.

    ``say`` takes lines of their own, also for a log; ``ticks`` one that is replaced by the next,
    on a terminal.
    """

    say: Say
    ticks: Say | None = None
    #: Language → seconds that it took.
    took: dict[str, float] = field(default_factory=dict)
    _waiting: list[str] = field(default_factory=list)
    _running: dict[str, float] = field(default_factory=dict)
    _steps: dict[str, Step] = field(default_factory=dict)
    _expected: dict[str, float] = field(default_factory=dict)
    _processors: int = 1

    def expect(self, language: str, seconds: float) -> None:
        """How long a language took the last time."""
        self._expected[language] = seconds

    def start(self, languages: Sequence[str], processors: int) -> None:
        """The languages that will be built."""
        self._waiting, self._processors = list(languages), processors
        if languages:
            self.say(say("build/making", languages=", ".join(languages)))
            count_within(0, len(languages), "language")

    def begin(self, language: str) -> None:
        """A language begins."""
        self._waiting.remove(language)
        self._running[language] = time.monotonic()

    def step(self, language: str, step: Step) -> None:
        """A language has come to a step."""
        self._steps[language] = step
        self.tick()

    def end(self, language: str) -> None:
        """A language has ended."""
        self.took[language] = time.monotonic() - self._running.pop(language)
        count = len(self.took) + len(self._running) + len(self._waiting)
        self.say(say("build/made", language=language, number=len(self.took), count=count))
        count_within(len(self.took), count, "language")

    def tick(self) -> None:
        """Show how far it is."""
        if self.ticks and self._running:
            steps = ", ".join(f"{code} {_step(self._steps.get(code))}".strip() for code in self._running)
            left = self._left()
            shown = say("build/left", seconds=round(left)) if left is not None else ""
            self.ticks(say("build/step", steps=steps, left=shown))

    def _left(self) -> float | None:
        """Seconds that are left; None where no build has taken its time yet."""
        known = {**self._expected, **self.took}
        if not known:
            return None
        usual, now = sum(known.values()) / len(known), time.monotonic()
        begun = [max(0.0, known.get(c, usual) - (now - since)) for c, since in self._running.items()]
        whole = sum(begun) + sum(known.get(code, usual) for code in self._waiting)
        return max([whole / self._processors, *begun])


def _step(step: Step | None) -> str:
    if step is None:
        return ""
    return say(f"build/step-{step.name}", number=step.number, count=step.count)
