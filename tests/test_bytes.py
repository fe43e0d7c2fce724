"""Same input, same bytes: whatever the folder, the time, the time zone, the locale, the hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SURROUNDINGS = (
    {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": ""},
    {
        "TZ": "America/Lima",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "86400",
    },
)


def build_at(root: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Build in a process of its own; gives every file of the site."""
    ended = subprocess.run(
        [sys.executable, "-m", "tebiki", "build"],
        cwd=root,
        env={**os.environ, **{k: v for k, v in environment.items() if v}},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    site = root / "build" / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_two_builds(content: Path, tmp_path: Path) -> None:
    outputs = []
    for number, environment in enumerate(SURROUNDINGS):
        root = tmp_path / f"{'深い フォルダー/' * number}r{number}"
        shutil.copytree(content, root, ignore=shutil.ignore_patterns("build"))
        for path in root.rglob("*"):
            os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number * 77))
        outputs.append(build_at(root, environment))
    first, second = outputs
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
