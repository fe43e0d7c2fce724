"""Same input, same bytes, for two invented cities; `tests/city` asks it of the city's own site."""

from __future__ import annotations

from pathlib import Path

import pytest
from bytes_gates import differing_elsewhere


@pytest.mark.parametrize("city", ["built_bilingual", "built_shiomi"])
def test_two_builds(city: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    root: Path = request.getfixturevalue(city)
    assert differing_elsewhere(root, root / "build" / "site", tmp_path) == []


def test_another_byte_is_seen(built_city: Path, tmp_path: Path) -> None:
    page = "ja/tablet.html"
    (tmp_path / "site" / "ja").mkdir(parents=True)
    (tmp_path / "site" / page).write_bytes((built_city / "build" / "site" / page).read_bytes() + b" ")
    assert page in differing_elsewhere(built_city, tmp_path / "site", tmp_path)
