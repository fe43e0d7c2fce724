"""``tebiki_checks`` of conf.py: rules that a city holds to more or less, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from ..errors import Place, Problem, TebikiError

#: What a rule may count as.
Counted = Literal["error", "warning", "unconfirmed", "off"]


class Known(Protocol):
    """A rule, as far as settings go."""

    @property
    def fixed(self) -> bool:
        """Whether no setting may change it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a rule's findings count as here, and why."""

    severity: Literal["error", "warning", "off"]
    reason: str

    @classmethod
    def of(cls, row: object) -> Chosen | None:
        """A row of the table; None where it is not exactly a severity and a reason that says something."""
        if not isinstance(row, dict) or row.keys() != {"severity", "reason"}:
            return None
        severity, reason = row["severity"], row["reason"]
        if severity not in ("error", "warning", "off") or not isinstance(reason, str) or not reason.strip():
            return None
        return cls(severity, reason.strip())


def read_checks(
    table: object, conf: Path, known: Mapping[str, Known], *, others: bool = False
) -> Mapping[str, Chosen]:
    """Those of the rules in ``known`` that ``conf`` changes. ``others``: whether there are more than these.

    Raises `TebikiError` (``check/…``) with all that is wrong: no table, an unknown rule, a rule
    that nobody may change, a severity that is none, a missing reason.
    """
    if table is None:
        return {}
    if not isinstance(table, dict):
        raise TebikiError([Problem("check/settings", _place(conf), {})])
    chosen: dict[str, Chosen] = {}
    problems: list[Problem] = []
    for code, row in table.items():
        place = _place(conf, str(code))
        if code not in known:
            if not others:
                problems.append(Problem("check/unknown-rule", place, {"rule": str(code)[:60]}))
        elif known[code].fixed:
            problems.append(Problem("check/fixed-rule", place, {"rule": code}))
        elif (found := Chosen.of(row)) is None:
            problems.append(Problem("check/setting", place, {"rule": code}))
        else:
            chosen[code] = found
    if problems:
        raise TebikiError(problems)
    return chosen


def _place(conf: Path, key: str | None = None) -> Place:
    return Place.of(conf, key="tebiki_checks" if key is None else f'tebiki_checks["{key}"]')
