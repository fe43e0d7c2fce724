"""Tests of the engine use invented cities: whatever this city writes, and in whatever year, they stay green.

The fixtures of the city's content are in ``tests/city``; this looks for what reads or names it without them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOTS

TESTS = ROOTS.parent
#: The city's settings, facts, labels or screens, from a path that leads to the repository; its names and ids.
USED = re.compile(
    r'load_config\(REPOSITORY\)|REPOSITORY / "(?:conf\.py|screenshots)"'
    r'|REPOSITORY / "docs" / "(?:editions|labels|parts)"|Kanamic|カナミック|KNPKI|forms\.gle'
)
#: What names them for another reason: the engine must not; the READMEs have an example.
MAY = {"test_architecture.py", "test_readme.py", "test_invented.py"}

#: The city's own tests; projects as older engines left them, the city's among them.
ASIDE = {"city", "formats"}


def uses(path: Path) -> list[str]:
    return [found[0] for found in USED.finditer(path.read_text(encoding="utf-8"))]


def others() -> list[Path]:
    """All files of tests but those of the city, and the frozen projects of older engines."""
    kinds = {".py", ".toml", ".md", ".po", ".typ"}
    found = (path for path in TESTS.rglob("*") if path.suffix in kinds)
    return sorted(
        path for path in found if path.relative_to(TESTS).parts[0] not in ASIDE and path.name not in MAY
    )


def test_no_test_of_the_engine_uses_the_city() -> None:
    there = others()
    assert len(there) > 300
    assert {str(path.relative_to(TESTS)): found for path in there if (found := uses(path))} == {}


@pytest.mark.parametrize(
    "line",
    ["SETTINGS = load_config(REPOSITORY).settings", 'REPOSITORY / "docs" / "labels"', '"KNPKI250301.p12"'],
)
def test_a_use_is_seen(line: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(line, encoding="utf-8")
    assert uses(tmp_path / "x.py")
