"""What the studio imports before its first rooms are shown: nothing that can wait until it is used."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import tebiki

ENGINE: Final = Path(tebiki.__file__).parent.parent
#: Sphinx and what it brings, PDF, certificates, drawing, pictures, codes: all for later rooms and for jobs.
LATER: Final = (
    *("sphinx", "docutils", "myst_parser", "pikepdf", "pypdfium2", "cryptography"),
    *("typst", "PIL", "zxingcpp", "qrcode", "fontTools", "numpy"),
)
#: Opens a studio, asks for the first rooms as somebody who comes in, and tells what has been imported.
_OPEN: Final = """
import json, sys
from datetime import date
from pathlib import Path
from studio_client import studio
with studio(Path(sys.argv[1]), date(2031, 2, 3)) as client:
    asked = ["/", "/2031/", "/2031/facts", "/2031/papers", "/2031/history"]
    found = [client.get(address).status for address in asked]
print(json.dumps([found, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The packages that a studio has imported once its first rooms were shown."""
    root = tmp_path_factory.mktemp("light") / "yamabe"
    tests = Path(__file__).parent.parent
    shutil.copytree(tests / "roots" / "yamabe", root)
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path[:0] = {[str(ENGINE), str(tests)]!r}\n{_OPEN}",
            str(root),
        ],
        capture_output=True,
        check=True,
    )
    answers, names = json.loads(told.stdout)
    assert answers == [200] * len(answers)
    return set(names)


@pytest.mark.parametrize("package", LATER)
def test_the_first_rooms_import_nothing_that_can_wait(imported: set[str], package: str) -> None:
    assert package not in imported


def test_the_rooms_were_shown_by_what_they_need(imported: set[str]) -> None:
    assert {"starlette", "uvicorn", "jinja2", "pydantic"} <= imported
