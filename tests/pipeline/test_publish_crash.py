"""Killed at any moment, a build leaves the old output or the new one, and the next run works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a system that forks")
@pytest.mark.parametrize("way", ["exchange", "journal"])
def test_killed_in_the_swap(tmp_path: Path, way: str) -> None:
    helper = Path(__file__).with_name("crash_publish.py")
    result = subprocess.run(
        [sys.executable, str(helper), str(tmp_path), way, str(KILLS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    absent, left = map(int, result.stdout.split())
    # Proof that the kills struck builds on their way, not pauses between them.
    assert left > KILLS // 4
    assert absent == 0 or way == "journal"
