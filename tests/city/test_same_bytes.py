"""The city's site has the same bytes wherever and whenever it is built."""

from __future__ import annotations

from pathlib import Path

from bytes_gates import differing_elsewhere


def test_two_builds(content: Path, site: Path, tmp_path: Path) -> None:
    assert differing_elsewhere(content, site, tmp_path) == []
