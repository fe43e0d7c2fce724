"""Killed at any moment, a release leaves the old files or the new ones, and the next run goes on with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from release_samples import prepare

#: TEBIKI_KILLS=200 asks for more.
KILLS = int(os.environ.get("TEBIKI_KILLS", "12"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a system that forks")
def test_killed_after_the_files_are_made(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    helper = Path(__file__).with_name("crash_release.py")
    around = {**os.environ, "PYTHONPATH": str(helper.parent.parent)}
    line = [sys.executable, str(helper), str(root), str(KILLS)]
    result = subprocess.run(line, env=around, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    between, released = map(int, result.stdout.split())
    # Proof that kills struck releases on their way, and that those were completed.
    assert between > 0
    assert released > 1
