"""This city's manuals hold no slip, looked at as text alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.checks.manual_text import check_text
from tebiki.content.sources import sources

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("path", sources(DOCS), ids=lambda path: path.name)
def test_no_slip(path: Path) -> None:
    assert check_text(path.read_text(encoding="utf-8"), path=path) == []
