"""What the guard has passed is recognised in every process, whatever the order of its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = """\
from pathlib import Path
from tebiki.sphinxext import catalogs
from tebiki.pipeline.build import Request
from tebiki.pipeline.site import Site
site = Site.open(Request(Path(), languages=("ja", "en")))
print([read.case for read in site.unguarded], catalogs.passed)
"""


def test_a_case_is_the_same_for_every_hash_seed(shiomi: Path) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=shiomi,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "set()" in told.pop()  # `open` guards nothing
