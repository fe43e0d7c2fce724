"""Which commands are long work, the stages that each goes through, and whether it writes into the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ...errors import fail

Kind = Literal["build", "compare", "review", "release", "verify", "check", "package"]


@dataclass(frozen=True, slots=True)
class JobPlan:
    """One kind of long work.

    ``begins``: how its command begins; ``stages``: as `tebiki.stages` names them, in order; ``writes``:
    whether it changes files of the project, so that nobody else may meanwhile; ``last_word``: the stage
    from which on it cannot be cancelled, since it puts things in place one after the other.
    """

    kind: Kind
    begins: tuple[str, ...]
    stages: tuple[str, ...]
    writes: bool = False
    last_word: str = ""


PLANS: Final[Mapping[str, JobPlan]] = {
    plan.kind: plan
    for plan in (
        JobPlan("build", ("build",), ("build/read", "build/make", "build/check", "build/put")),
        JobPlan("compare", ("edition", "compare"), ("compare/sides", "compare/paper")),
        JobPlan(
            "review",
            ("edition", "review"),
            ("review/look", "review/draft", "review/compare", "review/paper", "review/pack"),
            writes=True,
        ),
        JobPlan(
            "release",
            ("release",),
            (
                "release/look",
                "release/make",
                "release/check",
                "release/prove",
                "release/hand",
                "release/put",
            ),
            writes=True,
            last_word="release/put",
        ),
        JobPlan("verify", ("release", "verify"), ("release/make", "release/check", "release/hand")),
        JobPlan("check", ("check",), ("check/sources", "check/output")),
        JobPlan("package", ("translate", "package"), ("package/read", "package/pack")),
    )
}


def plan_of(kind: str, arguments: Sequence[str]) -> JobPlan:
    """The plan of a kind whose command ``arguments`` are. Raises ``jobs/kind`` for any other command."""
    plan = PLANS.get(kind) or fail("jobs/kind", None, kind=kind)
    if tuple(arguments[: len(plan.begins)]) != plan.begins:
        fail("jobs/kind", None, kind=kind)
    return plan
