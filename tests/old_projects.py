"""A project that an older engine left, to be migrated, and what a test does to it."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import REPOSITORY

from tebiki.cli.dispatch import main

OLD = REPOSITORY / "tests" / "formats" / "cb68959-yamabe"
FACTS, SCREEN = "docs/editions/2031.toml", "screenshots/tablet/ask.toml"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def old_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city's project as an engine without numbers left it; the working folder."""
    root = tmp_path / "old"
    shutil.copytree(OLD, root)
    monkeypatch.chdir(root)
    return root


def held(root: Path) -> dict[str, bytes]:
    """Every file and what it holds."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def migrate(*options: str) -> int:
    return main(["migrate", *options])


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


RECORD = """\
[[release]]
number = 1
approved = 2031-03-20
approval = "山福 第1号"
commit = "{commit}"
tag = "edition-2031"
edition_sha256 = "{facts}"
engine_sha256 = "{commit}{commit:.24}"
tebiki = "0.1.0"
platform = "linux"

[release.manuals]
tablet = "1"
"""


def record(root: Path) -> None:
    """The record of a release of the facts that lie there."""
    facts = sha256((root / FACTS).read_bytes()).hexdigest()
    path = root / "docs" / "releases" / "2031.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(RECORD.format(commit="0" * 40, facts=facts), encoding="utf-8", newline="\n")
