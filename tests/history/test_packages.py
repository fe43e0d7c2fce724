from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from tebiki.history.packages import not_as_locked

ROOT = Path(__file__).parent.parent.parent


def test_this_environment_is_as_locked() -> None:
    assert not_as_locked(ROOT / "requirements.lock") == []


@pytest.mark.parametrize(
    ("pins", "found"),
    [
        ("typst==0.0.1 \\\n    --hash=sha256:0", ["typst 0.0.1 → {typst}"]),
        ("typst=={typst}", []),
        ("typst==0.0.1 ; python_full_version < '3.12'\ntypst=={typst} ; python_full_version >= '3.12'", []),
        ("not-here==1.0", ["not-here 1.0 → -"]),
        ("not-here==1.0 ; sys_platform == 'win32'", []),
        ("# typst==0.0.1", []),
    ],
)
def test_packages_that_differ(tmp_path: Path, pins: str, found: list[str]) -> None:
    lock, here = tmp_path / "requirements.lock", version("typst")
    lock.write_text(pins.replace("{typst}", here) + "\n", encoding="utf-8")
    assert not_as_locked(lock) == [line.replace("{typst}", here) for line in found]
