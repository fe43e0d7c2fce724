"""The project in the zip: a repository that is whole, clean and the same bytes each time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from office_samples import make_project
from repositories import git

from office.history import take_snapshot
from tebiki.errors import TebikiError
from tebiki.messages import tell


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def ask(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def unpack(files: dict[str, bytes], folder: Path) -> Path:
    """As a zip does: no empty folders."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(TebikiError) as raised:
        call()
    assert all(tell(one, language) for one in raised.value.problems for language in ("ja", "en"))
    return [one.code for one in raised.value.problems]


def test_it_is_a_whole_clean_repository_with_all_that_led_to_it(project: Path, tmp_path: Path) -> None:
    snapshot = take_snapshot(project)
    copy = unpack(snapshot.files, tmp_path / "unpacked")
    assert ask(copy, "status", "--porcelain") == ""
    assert ask(copy, "fsck", "--strict").strip() == ""
    assert ask(copy, "log", "--format=%s").splitlines() == ["a page", "begin"]
    assert ask(copy, "branch", "--show-current").strip() == snapshot.branch == "main"
    assert ask(copy, "tag").strip() == "2031"
    assert ask(copy, "remote") == ""
    assert ask(copy, "rev-parse", "HEAD").strip() == snapshot.commit
    assert (copy / "go.bat").read_bytes() == b"@echo off\r\n"
    assert (copy / "docs" / "てびき.md").read_text(encoding="utf-8") == "# てびき\n"


def test_one_goes_on_from_there(project: Path, tmp_path: Path) -> None:
    copy = unpack(take_snapshot(project).files, tmp_path / "unpacked")
    (copy / "conf.py").write_text("# other settings\n", encoding="ascii")
    git(copy, "commit", "-q", "-a", "-m", "on the office PC")
    git(project, "pull", "-q", str(copy), "main")
    assert ask(project, "log", "-1", "--format=%s").strip() == "on the office PC"


def test_the_same_history_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    first = take_snapshot(project)
    assert take_snapshot(project) == first
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(project), str(clone))
    git(clone, "gc", "-q")
    assert take_snapshot(clone).files == first.files


def test_neither_other_branches_nor_their_tags_nor_settings_go_along(project: Path, tmp_path: Path) -> None:
    git(project, "config", "remote.origin.url", "https://somewhere.example/secret")
    git(project, "switch", "-q", "-c", "trial")
    (project / "trial.txt").write_text("not yet\n", encoding="ascii")
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", "a trial")
    git(project, "tag", "not-yet")
    git(project, "switch", "-q", "main")
    files = take_snapshot(project).files
    copy = unpack(files, tmp_path / "unpacked")
    assert ask(copy, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main", "refs/tags/2031"]
    assert "a trial" not in ask(copy, "log", "--all", "--format=%s")
    assert not any(b"somewhere.example" in data for data in files.values())
    assert not [name for name in files if name.startswith((".git/hooks", ".git/logs"))]


def test_what_is_not_committed_is_refused(project: Path) -> None:
    (project / "new.txt").touch()
    assert codes(lambda: take_snapshot(project)) == ["office/uncommitted"]


def test_a_commit_without_a_branch_is_refused(project: Path) -> None:
    git(project, "switch", "-q", "--detach")
    assert codes(lambda: take_snapshot(project)) == ["office/detached"]


def test_half_a_history_is_refused(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", project.as_uri(), str(tmp_path / "shallow"))
    assert codes(lambda: take_snapshot(tmp_path / "shallow")) == ["office/shallow"]


def test_a_folder_below_the_root_is_refused(project: Path) -> None:
    assert codes(lambda: take_snapshot(project / "docs")) == ["office/not-root"]


def test_no_repository_is_told_in_gits_words(tmp_path: Path) -> None:
    assert codes(lambda: take_snapshot(tmp_path)) == ["office/git"]


def test_a_link_is_refused(project: Path) -> None:
    blob = ask(project, "hash-object", "-w", "conf.py").strip()
    git(project, "update-index", "--add", "--cacheinfo", f"120000,{blob},link")
    git(project, "commit", "-q", "-m", "a link")
    git(project, "reset", "-q", "--hard")
    assert codes(lambda: take_snapshot(project)) == ["office/link"]


def test_a_computer_without_git(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert codes(lambda: take_snapshot(project)) == ["office/no-git"]
