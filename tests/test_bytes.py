"""Same input, same bytes: whatever the folder, the time, the time zone, the locale, the hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Another day, place and order of sets than those of the other tests, whatever these are.
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4242",
    "SOURCE_DATE_EPOCH": "86400",
}


def build_at(root: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Build in a process of its own; gives every file of the site."""
    ended = subprocess.run(
        [sys.executable, "-m", "tebiki", "build"],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return files_of(root / "build" / "site")


def files_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_two_builds(content: Path, site: Path, tmp_path: Path) -> None:
    root = tmp_path / "深い フォルダー" / "r"
    shutil.copytree(content, root, ignore=shutil.ignore_patterns("build"))
    for number, path in enumerate(sorted(root.rglob("*"))):
        os.utime(path, (1_000_000_000 + number * 77, 1_000_000_000 + number * 77))
    first, second = files_of(site), build_at(root, ELSEWHERE)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
