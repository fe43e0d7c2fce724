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


def differing_elsewhere(root: Path, site: Path, folder: Path) -> list[str]:
    """Files that differ, or are missing, in a second build of a copy, whose files have other times."""
    copy = folder / "深い フォルダー" / "r"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build"))
    for number, path in enumerate(sorted(copy.rglob("*"))):
        os.utime(path, (1_000_000_000 + number * 77, 1_000_000_000 + number * 77))
    first, second = files_of(site), build_at(copy, ELSEWHERE)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
