from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Tests that skip in each way: what the plugin must refuse.
SKIPPING = """
import pytest
@pytest.mark.skip(reason="by a mark")
def test_marked(): pass
def test_called(): pytest.skip("on its way")
@pytest.mark.xfail
def test_expected(): assert False
def test_passes(): pass
"""
WHOLE_FILE = 'import pytest\npytest.importorskip("no_such_module_at_all")\n'


@pytest.mark.parametrize(("asked", "expected"), [("1", {"failed": 1, "errors": 2}), ("", {"skipped": 3})])
def test_a_skip_fails_where_nothing_may_be_skipped(
    tmp_path: Path, asked: str, expected: dict[str, int]
) -> None:
    (tmp_path / "test_skipping.py").write_text(SKIPPING)
    (tmp_path / "test_whole_file.py").write_text(WHOLE_FILE)
    here = str(Path(__file__).parent)
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no_skip", "--continue-on-collection-errors", "-rN"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": here, "TEBIKI_NO_SKIP": asked},
        capture_output=True,
        text=True,
        check=False,
    )
    counts = dict(_count(part) for part in result.stdout.splitlines()[-1].partition(" in ")[0].split(", "))
    rest = {"passed": 1, "xfailed": 1}
    assert counts == {**expected, **rest}, result.stdout
    assert bool(result.returncode) is (asked == "1")


def _count(part: str) -> tuple[str, int]:
    number, _, word = part.partition(" ")
    return {"error": "errors"}.get(word, word), int(number)
