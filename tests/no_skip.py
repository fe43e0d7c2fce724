"""With ``TEBIKI_NO_SKIP=1`` a skipped test is a failed one: where all is installed, nothing may hide.

A pytest plugin; tests/conftest.py loads it by ``pytest_plugins = ["no_skip"]``.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that skips itself, by a mark or on its way."""
    return _judge((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole file that is skipped, for instance by ``importorskip``."""
    return _judge((yield))


def _judge(report: _Report) -> _Report:
    expected = hasattr(report, "wasxfail")
    if os.environ.get("TEBIKI_NO_SKIP") == "1" and report.skipped and not expected:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"TEBIKI_NO_SKIP=1, but this was skipped: {reason}"
    return report
