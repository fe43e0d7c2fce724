from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from repositories import git

from tebiki.editions.git import Repository
from tebiki.errors import TebikiError
from tebiki.messages import tell


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a subfolder of a repository, with one commit."""
    root = tmp_path / "日本 語"
    (root / "docs").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("outside")
    (root / "conf.py").write_bytes(b"a = 1\n")
    (root / "docs" / "\u624b\u5f15\u304d.md").write_bytes(b"crlf\r\n\xff\x00\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return root


def code(error: pytest.ExceptionInfo[TebikiError]) -> str:
    return error.value.problems[0].code


def test_export_gives_the_bytes_of_the_project_alone(project: Path, tmp_path: Path) -> None:
    here = Repository.of(project)
    (project / "conf.py").write_text("changed")
    out = tmp_path / "out"
    here.export(here.head(), out)
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} == {
        "conf.py",
        "docs/手引き.md",
    }
    assert (out / "conf.py").read_bytes() == b"a = 1\n"
    assert (out / "docs" / "手引き.md").read_bytes() == b"crlf\r\n\xff\x00\n"
    assert here.read(here.head(), "conf.py") == b"a = 1\n"
    assert here.read(here.head(), "nothing") is None


def test_changed_names_new_changed_and_removed_files(project: Path, tmp_path: Path) -> None:
    here = Repository.of(project)
    assert here.changed() == []
    (project / "conf.py").unlink()
    (project / "docs" / "new.md").write_text("x")
    (tmp_path / "outside.txt").write_text("x")
    assert here.changed() == ["../outside.txt", "conf.py", "docs/new.md"]


#: Names that a careless reader of git's output takes apart, or for others.
ODD = (
    "a b.md",
    "手引き 二.md",
    'say "x".md',
    "it's.md",
    "back\\slash.md",
    "tab\there.md",
    " lead.md",
    "->.md",
)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", [*ODD, "line\nbreak.md"])
def test_changed_files_have_their_own_names(project: Path, tmp_path: Path, name: str) -> None:
    docs = project / "docs"
    (docs / name).write_text("untracked")
    assert Repository.of(project).changed_files() == (Path("docs") / name,)
    git(tmp_path, "add", "-A")
    assert Repository.of(project).changed_files() == (Path("docs") / name,)  # staged only
    git(tmp_path, "commit", "-qm", "second")
    assert Repository.of(project).changed_files() == ()
    (docs / name).write_text("changed")
    assert Repository.of(project).changed_files() == (Path("docs") / name,)
    (docs / name).unlink()
    assert Repository.of(project).changed_files() == ()


def test_a_changed_file_that_got_another_name(project: Path, tmp_path: Path) -> None:
    """By the new one alone, whatever git is told of renames."""
    git(tmp_path, "config", "status.renames", "copies")
    git(tmp_path, "mv", str(project / "docs" / "手引き.md"), str(project / "docs" / "new name.md"))
    assert Repository.of(project).changed_files() == (Path("docs/new name.md"),)
    (project / "docs" / "new name.md").rename(project / "docs" / "third.md")
    assert Repository.of(project).changed_files() == (Path("docs/third.md"),)


def test_changed_files_are_the_projects_own_files(project: Path, tmp_path: Path) -> None:
    """None above it, no other repository within it, no folder; what a link leads to counts as a file."""
    (tmp_path / "outside.txt").write_text("x")
    git(tmp_path, "init", "-q", str(project / "docs" / "other"))
    (project / "docs" / "other" / "own.md").write_text("x")
    (project / "docs" / "deep" / "er").mkdir(parents=True)
    (project / "docs" / "deep" / "er" / "page.md").write_text("x")
    (project / "to-file.md").symlink_to(tmp_path / "outside.txt")
    (project / "to-folder").symlink_to(tmp_path)
    (project / "to-nothing").symlink_to(tmp_path / "nothing")
    own = (Path("docs/deep/er/page.md"), Path("to-file.md"))
    assert Repository.of(project).changed_files() == own


def test_a_submodule_is_no_changed_file(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "elsewhere")
    git(tmp_path / "elsewhere", "commit", "-q", "--allow-empty", "-m", "a")
    where = str(tmp_path / "elsewhere")
    git(project, "-c", "protocol.file.allow=always", "submodule", "add", "-q", where, "docs/part")
    # git keeps its own list of them at the top of the repository, above the project.
    assert Repository.of(project).changed_files() == ()
    git(tmp_path, "commit", "-qm", "second")
    (project / "docs" / "part" / "page.md").write_text("x")
    assert Repository.of(project).changed_files() == ()


def test_changed_files_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "staged.md").write_text("x")
    git(tmp_path, "add", "-A")
    (tmp_path / "new.md").write_text("x")
    assert Repository.of(tmp_path).changed_files() == (Path("new.md"), Path("staged.md"))


@pytest.mark.parametrize("name", ["a b", " lead", "手引き"])
def test_a_project_in_a_folder_with_an_odd_name(tmp_path: Path, name: str) -> None:
    root = tmp_path / name / "project"
    root.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    (root / "new.md").write_text("x")
    assert Repository.of(root).changed_files() == (Path("new.md"),)


def test_another_repository_in_the_surroundings_is_not_asked(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of git's has such variables."""
    (project / "docs" / "new.md").write_text("x")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nothing"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other-index"))
    assert Repository.of(project).changed_files() == (Path("docs/new.md"),)


def test_a_git_that_cannot_be_run_or_does_not_answer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Repository(project, str(project / "no-git"))
    with pytest.raises(TebikiError) as error:
        here.changed_files()
    assert code(error) == "history/git"
    assert "No such file" in str(error.value.problems[0].values["why"])

    def late(line: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(line, 600)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(TebikiError) as error:
        Repository.of(project)
    assert code(error) == "history/git"


def test_lines_that_windows_ends_are_no_change(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", "-c", "core.safecrlf=true", str(tmp_path), "pc")
    root = tmp_path / "pc" / project.name
    assert (root / "conf.py").read_bytes() == b"a = 1\r\n"
    (root / "conf.py").write_bytes(b"a = 1\r\n")
    here = Repository.of(root)
    assert here.changed() == []
    (root / "conf.py").write_bytes(b"a = 1\r\nb = 2\r\n")
    (root / "docs" / "new.md").write_bytes(b"new\r\n")
    assert here.changed() == ["conf.py", "docs/new.md"]
    made = here.commit(["conf.py", "docs"], "changed")
    assert here.read(made, "conf.py") == b"a = 1\nb = 2\n"
    assert here.read(made, "docs/new.md") == b"new\n"
    assert here.changed() == []


def test_an_index_that_was_left_behind_is_brought_up(project: Path) -> None:
    here = Repository.of(project)
    made = here.prepare([], "new", {"docs/new.md": b"x", "docs/other.md": b"y"})
    git(project, "update-ref", "HEAD", made)  # as a process that is killed before the index follows
    (project / "docs" / "new.md").write_bytes(b"x")
    assert here.changed() == ["docs/new.md", "docs/new.md", "docs/other.md"]
    here.unstage(["docs/new.md"])
    assert here.changed() == ["docs/other.md"]
    assert (project / "docs" / "new.md").read_bytes() == b"x"


def test_commit_takes_the_paths_and_nothing_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")  # as a hook of another repository would set it
    here = Repository.of(project)
    (project / "docs" / "new.md").write_text("x")
    (project / "conf.py").write_text("y")
    first = here.head()
    made = here.commit(["docs", "no-such-folder"], "new page")
    assert made != first
    assert here.changed() == ["conf.py"]
    assert here.is_ancestor(first)
    assert here.commit(["docs"], "again") == made
    assert here.commit(["not-there"], "nothing") == made
    assert here.commit([], "nothing") == made
    assert here.changed() != []


def test_what_is_prepared_nobody_sees_until_it_advances(project: Path) -> None:
    here = Repository.of(project)
    first = here.head()
    (project / "docs" / "new.md").write_text("x")
    made = here.prepare(["docs"], "later", {"conf.py": b"a = 2\n"})
    assert here.head() == first
    assert here.changed() == ["docs/new.md"]
    assert here.read(made, "conf.py") == b"a = 2\n"
    assert here.read(made, "docs/new.md") == b"x"
    here.advance(made)
    assert here.head() == made
    assert here.changed() == ["conf.py"]  # the working copy is not written
    (project / "conf.py").write_bytes(b"a = 2\n")
    assert here.prepare(["docs", "conf.py"], "nothing") == made
    other = here.prepare([], "one", {"conf.py": b"a = 3\n"})
    here.advance(here.prepare([], "two", {"conf.py": b"a = 4\n"}))
    with pytest.raises(TebikiError) as error:
        here.advance(other)
    assert code(error) == "history/moved"


def test_somebody_without_a_name_can_commit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("EMAIL", "")
    here = Repository.of(project)
    (project / "conf.py").write_text("y")
    here.commit(["conf.py"], "x")
    assert here.changed() == []


def test_a_tag_stays_where_it_is(project: Path) -> None:
    here = Repository.of(project)
    first = here.head()
    here.tag("edition-2025", first, "Ver.4")
    here.tag("edition-2025", first, "again")
    assert here.resolve("edition-2025") == first
    (project / "conf.py").write_text("y")
    with pytest.raises(TebikiError) as error:
        here.tag("edition-2025", here.commit(["conf.py"], "x"), "Ver.5")
    assert code(error) == "history/tag"


def test_names_that_are_no_commit(project: Path) -> None:
    here = Repository.of(project)
    for name in ("", "no-such", "--help", "HEAD:conf.py"):
        assert here.resolve(name) is None


def test_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    here = Repository.of(project)
    (project / "docs" / "link.md").symlink_to("/etc/passwd")
    commit = here.commit(["docs"], "link")
    with pytest.raises(TebikiError) as error:
        here.export(commit, tmp_path / "out")
    assert code(error) == "history/link"
    assert not (tmp_path / "out").exists()
    here.export(commit, tmp_path / "out", below=["conf.py"])
    assert (tmp_path / "out" / "conf.py").exists()


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TebikiError) as error:
        Repository.of(tmp_path)
    assert code(error) == "history/no-repository"
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(TebikiError) as error:
        Repository.of(tmp_path)
    assert code(error) == "history/no-git"
    git(tmp_path, "init", "-q")
    monkeypatch.undo()
    with pytest.raises(TebikiError) as error:
        Repository.of(tmp_path).head()
    assert code(error) == "history/no-commit"


def told(error: pytest.ExceptionInfo[TebikiError]) -> str:
    """What people read of the only problem."""
    (problem,) = error.value.problems
    return tell(problem, "en")


def gits_folder(project: Path) -> Path:
    """Where the record lies, at or above the project."""
    return next(above / ".git" for above in (project, *project.parents) if (above / ".git").is_dir())


def test_a_folder_of_somebody_else_is_told_with_gits_own_remedy(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shared folder, or one that an administrator has copied; git itself has the variable for its tests."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(TebikiError) as error:
        Repository.of(project)
    assert code(error) == "history/owner"
    assert "dubious ownership" in told(error)
    assert f'git config --global --add safe.directory "{gits_folder(project).parent.as_posix()}"' in told(
        error
    )


def test_settings_that_git_cannot_read_are_told_as_that(project: Path) -> None:
    """It is a repository all the same: nobody is to be sent for another clone."""
    (gits_folder(project) / "config").write_text("[core\n", encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        Repository.of(project)
    assert code(error) == "history/damaged"
    assert "bad config line 1" in told(error)


def test_a_repository_of_a_newer_git_is_told_in_gits_words(project: Path) -> None:
    """What nobody foresaw is git's to say."""
    git(project, "config", "core.repositoryformatversion", "1")
    git(project, "config", "extensions.ofTomorrow", "true")
    with pytest.raises(TebikiError) as error:
        Repository.of(project)
    assert code(error) == "history/git"
    assert "oftomorrow" in told(error).lower()


def test_gits_own_folder_is_no_project(project: Path) -> None:
    """There is a repository, and no files of it."""
    with pytest.raises(TebikiError) as error:
        Repository.of(gits_folder(project))
    assert code(error) == "history/no-repository"


def test_a_lock_that_was_left_is_told(project: Path) -> None:
    """As after a computer that went off."""
    (gits_folder(project) / "index.lock").touch()
    with pytest.raises(TebikiError) as error:
        Repository.of(project).unstage(["conf.py"])
    assert code(error) == "history/locked"
    assert "index.lock" in told(error)
