"""What a test counted, printed at the end of the run: ``record_property("rate", "330 of 330 …")``.

A pytest plugin; tests/conftest.py loads it. Properties come from the processes of a parallel run,
where what a test prints does not.
"""

from __future__ import annotations

from typing import Final

import pytest

#: The property's name.
RATE: Final = "rate"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line a rate."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == RATE:
                    terminalreporter.write_line(f"{RATE}: {value}")
