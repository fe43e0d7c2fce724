"""The year after the repository's own newest one can be begun, and asks translators for nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from next_year import asked_of_translators, newest_year, read

from tebiki.content.settings import load_config


def certificate_of(year: str, last: str, pattern: str) -> str:
    """An id of the city's own pattern that names another year, where ids name one."""
    match = re.fullmatch(pattern, last)
    assert match is not None
    for name, text in {"year": year, "day": "01"}.items():  # a first is in every month's calendar
        if name in match.groupdict():
            start, end = match.span(name)
            last = last[:start] + text[start - end :] + last[end:]
    return last


def test_the_next_year_asks_for_no_new_translation(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "content"
    shutil.copytree(content, root, ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(root)
    last = read(root, newest_year(root))
    year = str(last.year + 1)
    pattern = load_config(root).settings.certificate_pattern
    certificate = certificate_of(year, last.certificate.id, pattern)
    assert asked_of_translators(root, year, certificate, f"{year}-04") == []
