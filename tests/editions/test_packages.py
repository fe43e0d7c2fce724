from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from tebiki.editions.environments.packages import not_as_locked, read_pins

ROOT = Path(__file__).parent.parent.parent
#: Of a Python that no test runs on.
ELSEWHERE = {
    "sys_platform": "win32",
    "platform_python_implementation": "PyPy",
    "python_full_version": "3.8.0",
}


def test_this_environment_is_as_locked() -> None:
    assert not_as_locked(ROOT / "requirements.lock") == []


@pytest.mark.parametrize(
    ("pins", "found"),
    [
        ("typst==0.0.1 \\\n    --hash=sha256:0", ["typst 0.0.1 → {typst}"]),
        ("typst=={typst}", []),
        ("Typst[extra]=={typst}.0  # via nothing", []),
        ("typst==0.0.1 ; python_full_version < '3.2'\ntypst=={typst} ; python_full_version >= '3.2'", []),
        ("typst==0.0.1 ; python_full_version >= '3.2'", ["typst 0.0.1 → {typst}"]),
        ("not-here==1.0", ["not-here 1.0 → -"]),
        ("not-here==1.0 ; sys_platform == 'no-system'", []),
        ("not-here==1.0 ; sys_platform != 'no-system'", ["not-here 1.0 → -"]),
        ("# typst==0.0.1", []),
        ("--index-url https://example.jp/\n\n    # via nothing", []),
    ],
)
def test_packages_that_differ(tmp_path: Path, pins: str, found: list[str]) -> None:
    lock, here = tmp_path / "requirements.lock", version("typst")
    lock.write_text(pins.replace("{typst}", here) + "\n", encoding="utf-8")
    assert not_as_locked(lock) == [line.replace("{typst}", here) for line in found]


def test_pins_belong_to_the_python_that_is_asked_about() -> None:
    pins = read_pins(ROOT / "requirements.lock")
    here = {pin.name for pin in pins if pin.applies()}
    there = {pin.name for pin in pins if pin.applies(ELSEWHERE | {"implementation_name": "pypy"})}
    assert here - there == {"cffi", "pycparser"}
    assert there - here == {"colorama"}
