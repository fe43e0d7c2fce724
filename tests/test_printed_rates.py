"""The plugin prints what tests counted, passed and failed alike, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import printed_rates
import pytest


@dataclass
class Finished:
    """A test's report, as far as the plugin reads it."""

    user_properties: list[tuple[str, object]]


@dataclass
class Screen:
    """Takes what a terminal would show."""

    reports: dict[str, list[Finished]]
    lines: list[str] = field(default_factory=list)

    def getreports(self, outcome: str) -> list[Finished]:
        return self.reports.get(outcome, [])

    def write_line(self, line: str) -> None:
        self.lines.append(line)


def test_rates_of_all_finished_tests_are_printed() -> None:
    screen = Screen(
        {
            "passed": [Finished([("rate", "1 of 2"), ("other", "x")])],
            "failed": [Finished([("rate", "0 of 2")])],
        }
    )
    printed_rates.pytest_terminal_summary(cast("pytest.TerminalReporter", screen))
    assert screen.lines == ["rate: 1 of 2", "rate: 0 of 2"]
