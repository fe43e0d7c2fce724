"""Whether a record has left this machine, as git itself knows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import begin, git

from tebiki.editions.sent_on import find_sent
from tebiki.messages import say

RECORD = "docs/releases/2031.toml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / RECORD).parent.mkdir(parents=True)
    begin(root)
    (root / RECORD).write_text("format = 2\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "record")
    return root


def told(root: Path) -> str:
    sent = find_sent(root, RECORD)
    assert sent is not None
    said = sent.told("edition-2031")
    return say(said.code, "en", **said.values)


def test_a_copy_without_another_place_says_so(project: Path) -> None:
    assert "knows of no place to send it to" in told(project)


def test_a_record_waits_until_it_is_sent_and_then_stays_sent(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "office.git")
    git(project, "remote", "add", "office", str(tmp_path / "office.git"))
    assert "Ask the maintainer to send it on to office" in told(project)
    git(project, "push", "-q", "office", "HEAD")
    assert told(project) == "The record (edition-2031) was sent on to office."
    (project / "later.txt").write_text("later", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "later")
    assert "was sent on" in told(project)  # the record itself is there


def test_what_is_no_repository_or_no_commit_is_not_told(project: Path, tmp_path: Path) -> None:
    assert find_sent(tmp_path, RECORD) is None
    assert find_sent(project, "docs/releases/2032.toml") is None
