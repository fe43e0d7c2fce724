"""From what was seen and what people told to a result for each criterion; nothing is claimed beyond that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...content.accessibility import Accessibility, Told
from .criteria import Criterion, criteria
from .observations import Fault, Seen

#: ``open``: somebody must look.
State = Literal["pass", "fail", "absent", "open"]
#: Why it is as it is: what the report says of it.
Why = Literal[
    "faults", "against", "told", "told-absent", "none", "machine", "partly", "unsure", "person", "needs"
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for one criterion. ``told``: by a person, if any; ``count``: of faults or doubts."""

    criterion: Criterion
    state: State
    why: Why
    told: Told | None = None
    count: int = 0


def verdicts(seen: Sequence[Seen], told: Accessibility | None, edition: int) -> list[Verdict]:
    """A verdict for every criterion. What people told of another edition's pages does not count."""
    valid = told.criteria if told is not None and told.edition == edition else {}
    return [judge(criterion, seen, valid.get(criterion.number)) for criterion in criteria().values()]


def judge(criterion: Criterion, seen: Sequence[Seen], told: Told | None = None) -> Verdict:
    """One criterion over all pages.

    Faults decide against whatever a person says. Without them a person decides; without a
    person, the machine, if its checks cover all of the criterion and were all made.
    """
    faults = sum(_breaks(fault, criterion) for page in seen for fault in page.faults)
    if faults:
        why: Why = "against" if told is not None and told.result != "fail" else "faults"
        return Verdict(criterion, "fail", why, told, faults)
    if told is not None:
        if told.result == "absent" and not _zero(criterion.absent, seen):
            return Verdict(criterion, "open", "told-absent", told)
        return Verdict(criterion, told.result, "told", told)
    if not seen or not all(page.whole for page in seen):
        return Verdict(criterion, "open", "partly")
    if criterion.absent and _zero(criterion.absent, seen):
        return Verdict(criterion, "absent", "none")
    return _by_machine(criterion, seen)


def _by_machine(criterion: Criterion, seen: Sequence[Seen]) -> Verdict:
    unsure = sum(page.open.get(criterion.number, 0) for page in seen)
    if unsure:
        return Verdict(criterion, "open", "unsure", count=unsure)
    if criterion.who == "person":
        return Verdict(criterion, "open", "person")
    if not _zero(criterion.needs, seen):
        return Verdict(criterion, "open", "needs")
    return Verdict(criterion, "pass", "machine")


def _breaks(fault: Fault, criterion: Criterion) -> bool:
    return fault.kind in criterion.checks or criterion.number in fault.criteria


def _zero(kinds: Iterable[str], seen: Sequence[Seen]) -> bool:
    """Whether no page has any of these; a page whose things were not counted may have some."""
    return all(page.facts.get(kind) == 0 for page in seen for kind in kinds)
