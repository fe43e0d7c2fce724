"""Next April: other facts, and what was unknown is known. No translation goes stale."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tebiki.build.messages import extract

#: In the edition's file: what the year changes.
CHANGES = {
    r"(?m)^year = 2025": "year = 2026",
    r"KNPKI250301": "KNPKI260302",
    r"(?m)^version = 4": "version = 5",
    r"(?m)^published = \"2025-04\"": 'published = "2026-04"',
    r"https://forms\.gle/\w+": "https://forms.gle/next2026",
    r'(?m)^ja = ""': 'ja = "令和8年3月1日"',
    r"15から18まで": "16から26まで",
    r'(?m)^os = "Android OS"': 'os = "Android"',
}


def test_next_editions_facts_leave_no_message_stale(content: Path, tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(content, root, ignore=shutil.ignore_patterns("build"))
    editions = root / "docs" / "editions"
    text = (editions / "2025.toml").read_text(encoding="utf-8")
    for pattern, new in CHANGES.items():
        text, count = re.subn(pattern, new, text)
        assert count, pattern
    (editions / "2026.toml").write_text(text, encoding="utf-8", newline="\n")
    conf = (root / "conf.py").read_text(encoding="utf-8")
    (root / "conf.py").write_text(
        conf.replace('tebiki_edition = "2025"', 'tebiki_edition = "2026"'), encoding="utf-8", newline="\n"
    )
    assert extract(root) == extract(content)
