"""What can be wrong with a content, told to people: a problem, its place, what to do.

A problem carries a code (``area/name``) and values; the words stand in
``messages/<area>.toml``, or beside the rule, in every language of the messages. So whoever raises a
problem never formats a sentence, and a test can ask for the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, and there a line (from 1) or a key (``manuals.android.version``)."""

    file: str
    line: int | None = None
    key: str | None = None

    @classmethod
    def of(cls, path: Path, line: int | None = None, key: str | None = None) -> Place:
        """Name ``path`` as a person would: from the working folder where it lies below it."""
        try:
            shown = path.resolve().relative_to(Path.cwd().resolve())
        except (ValueError, RuntimeError):  # it lies elsewhere; it is a link that leads to itself
            shown = path
        return cls(shown.as_posix(), line, key)

    def __str__(self) -> str:
        """``docs/android.md:12`` or ``docs/editions/2025.toml:3: certificate.id``."""
        text = self.file if self.line is None else f"{self.file}:{self.line}"
        return text if self.key is None else f"{text}: {self.key}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``code`` names its message; ``values`` fill it."""

    code: str
    place: Place | None = None
    values: Mapping[str, object] = field(default_factory=dict)


class TebikiError(Exception):
    """The content, its use or its surroundings are wrong; nothing was written.

    ``problems`` holds at least one problem. ``exit_code`` is what the command ends
    with: 1 for a wrong content, 2 for a wrong use of the command.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.place}: {p.code} {dict(p.values)}" for p in self.problems))

    def __reduce__(self) -> tuple[type[TebikiError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class UsageError(TebikiError):
    """The command was called in a way that it does not know."""

    exit_code = 2


def fail(code: str, place: Place | None = None, /, **values: object) -> NoReturn:
    """Raise a `TebikiError` with one problem."""
    raise TebikiError([Problem(code, place, values)])


def unique(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Each problem once, in order: a shared chapter is read for every manual and language."""
    seen: set[str] = set()
    for problem in problems:
        text = f"{problem.code} {problem.place} {sorted(problem.values.items(), key=str)}"
        if text not in seen:
            seen.add(text)
            yield problem


class EnvironmentUnavailableError(TebikiError):
    """No engine, or no Python with the packages of a lock, can be had here now; nothing was left behind."""

    exit_code = 3


def unavailable(code: str, place: Place | None = None, /, **values: object) -> NoReturn:
    """Raise an `EnvironmentUnavailableError` with one problem."""
    raise EnvironmentUnavailableError([Problem(code, place, values)])
