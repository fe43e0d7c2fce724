"""A rule: one thing that can be wrong with a content, and the small function that finds it.

A rule's id is the code of its problems. Its function stands in a module of ``rules``, its words in the
TOML file of the same name beside it; it is found by being there (`tebiki.checks.registry`). With the
function stand an example that breaks it and one that does not; the page of rules is made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar, get_args, get_type_hints

from ..errors import Problem

#: ``error``: nothing may leave the house with it; ``warning``: somebody should look;
#: ``unconfirmed``: right as far as anybody knows, and nobody has confirmed it.
Severity = Literal["error", "warning", "unconfirmed"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "unconfirmed")

#: What a rule looks at: a page, a PDF, a source file, a whole site.
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a rule has found, and how bad that is."""

    problem: Problem
    severity: Severity

    @property
    def rule(self) -> str:
        """The id of the rule: ``picture/alt``."""
        return self.problem.code


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """``look`` yields problems of one code, the rule's. ``bad``, ``good``: examples as people write them.

    ``fixed``: no setting may change it, because it guards what must never be wrong in print.
    """

    code: str
    severity: Severity
    look: Callable[[S], Iterator[Problem]]
    bad: str
    good: str
    fixed: bool = False

    @property
    def subjects(self) -> tuple[Any, ...]:
        """The classes that it looks at."""
        return _subjects_of(self.look)

    def findings(self, subject: S) -> Iterator[Finding]:
        """What it finds, with its own severity."""
        for problem in self.look(subject):
            assert problem.code == self.code, f"the rule {self.code} found {problem.code}"
            yield Finding(problem, self.severity)


@dataclass(frozen=True, slots=True)
class Check(Generic[S]):
    """Something that no output may have, told by one or several codes; no setting changes it.

    ``look`` yields problems of ``codes`` alone; what it looks at is told as by a rule's.
    """

    codes: tuple[str, ...]
    look: Callable[[S], Iterator[Problem]]

    @property
    def subjects(self) -> tuple[Any, ...]:
        """The classes that it looks at."""
        return _subjects_of(self.look)

    def findings(self, subject: S) -> Iterator[Finding]:
        """What it finds; all of it is an error."""
        for problem in self.look(subject):
            assert problem.code in self.codes, f"the check of {self.codes} found {problem.code}"
            yield Finding(problem, "error")


def _subjects_of(look: Callable[..., object]) -> tuple[Any, ...]:
    """The type of a function's one parameter; of a union, each of it."""
    (kind,) = (hint for name, hint in get_type_hints(look).items() if name != "return")
    return get_args(kind) or (kind,)


def rule(
    code: str, *, severity: Severity = "error", bad: str, good: str, fixed: bool = False
) -> Callable[[Callable[[S], Iterator[Problem]]], Rule[S]]:
    """Make a rule of a function: ``@rule("picture/alt", bad="…", good="…")``.

    What the rule looks at is told by the type of the function's parameter: a class of
    `tebiki.checks.subjects`, or several (``SourceText | SitePage | SitePdf``). A code has one function.
    """

    def made(look: Callable[[S], Iterator[Problem]]) -> Rule[S]:
        return Rule(code, severity, look, bad, good, fixed)

    return made


def check(*codes: str) -> Callable[[Callable[[S], Iterator[Problem]]], Check[S]]:
    """Make a check of a function: ``@check("output/foreign-id", "output/template")``."""

    def made(look: Callable[[S], Iterator[Problem]]) -> Check[S]:
        return Check(codes, look)

    return made


def apply(rules: Iterable[Rule[Any]], subject: object) -> Iterator[Finding]:
    """The findings of all ``rules`` about one subject, in the rules' order."""
    for one in rules:
        yield from one.findings(subject)
