"""The success criteria: what each is called, who can tell, and by which checks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

#: ``machine``: the checks cover all of it; ``person``: they may find faults, and never clear it.
Who = Literal["machine", "person"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of level A or AA.

    ``since``: the WCAG that first had it (``2.0``: JIS X 8341-3:2016, too). ``checks``: kinds of
    faults that break it, beside what axe counts to it. ``absent``: it does not apply where there
    is none of these. ``needs``: the machine can tell only where there is none of these.
    """

    number: str
    name: str
    level: Literal["A", "AA"]
    who: Who
    how: str
    since: Literal["2.0", "2.1", "2.2"] = "2.0"
    checks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@cache
def criteria() -> dict[str, Criterion]:
    """All criteria by number: those of WCAG 2.0 first, then those that 2.1 and 2.2 add."""
    text = files(__package__).joinpath("criteria.toml").read_text(encoding="utf-8")
    lists = ("checks", "absent", "needs")
    return {
        number: Criterion(number, **table | {key: tuple(table.get(key, ())) for key in lists})
        for number, table in tomllib.loads(text).items()
    }


def named(numbers: Iterable[str]) -> str:
    """Criteria with their names: ``1.4.3 コントラスト（最低限レベル）``."""
    known = criteria()
    return "、".join(f"{number} {known[number].name}" if number in known else number for number in numbers)
