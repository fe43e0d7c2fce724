"""What a check found, as people and as programs read it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..messages import LANGUAGES, remedy, say
from .rule import SEVERITIES, Finding

#: Of the JSON; it grows when a field changes its meaning or goes.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Off:
    """A rule that conf.py switches off: why, and how much it would have told of."""

    rule: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, worst first; ``looked``: how many of what were looked at; ``site``: the output's folder."""

    findings: tuple[Finding, ...] = ()
    off: tuple[Off, ...] = ()
    looked: Mapping[str, int] = field(default_factory=dict)
    edition: str | None = None
    site: str | None = None

    @property
    def errors(self) -> int:
        """How many findings must not leave the house."""
        return self.counts["error"]

    @property
    def counts(self) -> Mapping[str, int]:
        """By severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}


def as_text(report: Report) -> tuple[list[str], list[str]]:
    """For people: the findings, by severity, and what was looked at."""
    lines: list[str] = []
    for severity in SEVERITIES:
        here = [finding for finding in report.findings if finding.severity == severity]
        if here:
            lines.append(say(f"check/{severity}", count=len(here)))
            lines.extend(line for finding in here for line in _lines(finding))
    looked = [say(f"check/looked-{name}", count=count) for name, count in report.looked.items() if count]
    end = [say("check/off", rule=off.rule, reason=off.reason, count=off.count) for off in report.off]
    between = say("check/between")
    end.append(say("check/looked", what=between.join(looked)) if looked else say("check/nothing"))
    end.append(say("check/result", **report.counts))
    return lines, end


def _lines(finding: Finding) -> list[str]:
    problem = finding.problem
    place = f"{problem.place}: " if problem.place else ""
    lines = [f"{place}{say(problem.code, **problem.values)} [{finding.rule}]"]
    if advice := remedy(problem):
        lines.append(f"    → {advice}")
    return lines


def as_json(report: Report) -> str:
    """For programs; the shape is told in the page of rules."""
    table = {
        "version": VERSION,
        "edition": report.edition,
        "site": report.site,
        "counts": dict(report.counts),
        "looked": dict(report.looked),
        "off": [{"rule": off.rule, "reason": off.reason, "findings": off.count} for off in report.off],
        "findings": [_row(finding) for finding in report.findings],
    }
    return json.dumps(table, indent=2)  # ASCII: no console may replace a character, which breaks JSON


def _row(finding: Finding) -> dict[str, object]:
    problem, place = finding.problem, finding.problem.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "key": place.key if place else None,
        "message": {to: say(problem.code, to, **problem.values) for to in LANGUAGES},
        "remedy": {to: remedy(problem, to) for to in LANGUAGES},
    }


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Worst first, then by file and line, each once."""
    unique = {_identity(finding): finding for finding in findings}
    return tuple(sorted(unique.values(), key=_order))


def _identity(finding: Finding) -> str:
    problem = finding.problem
    return f"{problem.code} {problem.place} {sorted(problem.values.items(), key=str)}"


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    place = finding.problem.place
    line = (place.line or 0) if place else 0
    rank = SEVERITIES.index(finding.severity)
    return (rank, place.file if place else "", line, (place.key or "") if place else "", finding.rule)
