"""What a release leaves alone: work that goes on meanwhile, people's files, a folder on no branch."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from certificates import p12
from release_samples import YEAR, open_next, prepare
from repositories import git
from signed_papers import signed

from tebiki.cli.dispatch import main
from tebiki.content.releases import load_releases
from tebiki.content.sums import SUMS
from tebiki.editions.git import Repository
from tebiki.editions.release import release as steps
from tebiki.editions.release.make import sums
from tebiki.editions.release.options import Wish

APPROVED = ["--approved", "2031-02-20", "--number", "12"]


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to be released, whose files are made at once: they are no part of these tests."""
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    monkeypatch.setattr(steps, "made_by_commit", make)
    return root


def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
    folder = Path(wish.output)
    (folder / "index.html").write_text('<meta name="generator" content="tebiki">', encoding="utf-8")
    (folder / "site.zip").write_text(wish.commit, encoding="utf-8")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")


def meanwhile(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Have something happen while the files are made."""

    def made(root: Path, wish: Wish, folder: Path, told: object) -> None:
        make(root, wish, folder, told)
        do()

    monkeypatch.setattr(steps, "made_by_commit", made)


def run(root: Path, *words: str) -> int:
    return main(["release", *words, *signed(root, words), "--root", str(root)])


def test_what_is_edited_meanwhile_is_no_part_of_it(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ready / "docs" / "tablet.md"
    before = page.read_bytes()

    def edit() -> None:
        page.write_bytes(before + "\n今日の文です。\n".encode())
        (ready / "notes.txt").write_text("x")

    meanwhile(monkeypatch, edit)
    assert run(ready, *APPROVED) == 0
    repository = Repository.of(ready)
    assert repository.changed() == ["docs/tablet.md", "notes.txt"]
    assert repository.read(repository.head(), "docs/tablet.md") == before
    assert "今日の文です" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("late", [False, True], ids=["before", "meanwhile"])
def test_somebodys_file_in_dist_stays(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], late: bool
) -> None:
    assert run(ready, *APPROVED) == 0
    head, dist = Repository.of(ready).head(), ready / "dist" / YEAR
    open_next(ready)

    def put() -> None:
        (dist / "memo.txt").write_text("x")
        (dist / "site.zip").write_text("changed")

    if late:
        meanwhile(monkeypatch, put)
    else:
        put()
    assert run(ready, *APPROVED) == 1
    said = capsys.readouterr().err
    assert "memo.txt: No release has made this file" in said
    assert "site.zip: No release has made this file" in said
    assert (dist / "memo.txt").read_text() == "x"
    assert Repository.of(ready).head() == head


def test_on_no_branch_nothing_is_released(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(ready, "checkout", "-q", "--detach")
    assert run(ready, *APPROVED) == 1
    assert "on no branch" in capsys.readouterr().err
    assert not (ready / "dist" / YEAR).exists()


def test_stopped_before_the_tag_the_next_run_sets_it(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(Repository, "tag", stop)
        assert run(ready, *APPROVED) == 130
    [record] = load_releases(ready / "docs", YEAR)
    assert Repository.of(ready).resolve(record.tag) is None
    assert run(ready, *APPROVED) == 1  # it is released: nothing else is to be done
    assert Repository.of(ready).resolve(record.tag) == record.commit


def test_with_other_packages_nothing_is_claimed(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(ready))
    (ready / "requirements.lock").write_text("typst==0.0.1\n")
    git(ready, "add", "requirements.lock")
    git(ready, "commit", "-qm", "lock")
    assert run(ready, *APPROVED) == 0
    assert run(ready, "verify") == 3
    assert "typst 0.0.1" in capsys.readouterr().err


def test_a_review_that_names_no_file_proves_nothing(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = ready / "docs" / "releases" / f"review-{YEAR}.toml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.partition("[files]")[0] + "[files]\n", encoding="utf-8")
    assert run(ready, *APPROVED) == 1
    assert "No draft of the edition 2031 was made" in capsys.readouterr().err
    record.unlink()
    assert run(ready, *APPROVED) == 1


def test_what_people_keep_beside_the_records_stays(ready: Path) -> None:
    records = ready / "docs" / "releases"
    scan, ours = records / "2031年度の承認書.pdf", records / "2031-1" / "ja" / "tablet.json"
    scan.write_bytes(b"%PDF-")
    ours.parent.mkdir(parents=True)
    for path in (ours, records / f"{YEAR}.toml", records / "pictures" / f"{'0' * 64}.png"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")  # of a release that was stopped
    assert run(ready, *APPROVED) == 0
    assert scan.read_bytes() == b"%PDF-"
    assert not ours.exists()
    assert not any((records / "pictures").iterdir())
    assert len(load_releases(ready / "docs", YEAR)) == 1


def test_a_shallow_clone_says_what_it_lacks(
    ready: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ready, *APPROVED) == 0
    open_next(ready)
    git(ready, "commit", "-qam", "a correction is open")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{ready}", "shallow")
    shallow = tmp_path / "shallow"
    capsys.readouterr()
    assert run(shallow, *APPROVED) == 3
    assert main(["build", "--edition", YEAR, "--root", str(shallow)]) == 3
    assert capsys.readouterr().err.count("fetch the whole history") == 2
    assert not (shallow / "dist").exists()


def test_what_a_killed_write_leaves_is_committed_by_nobody(ready: Path) -> None:
    records = ready / "docs" / "releases"
    lefts = [records / ".tebiki-left", records / "2031-1" / "ja" / ".tebiki-left"]
    for left in lefts:
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_text("half")
    (ready / ".tebiki-left").write_text("half")
    assert run(ready, *APPROVED) == 0
    repository = Repository.of(ready)
    assert not [name for name in repository.files(repository.head()) if ".tebiki-" in name]
    assert not any(left.exists() for left in lefts)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("docs/notes.xlsx", b"PK\x05\x06" + bytes(18), "kind"),
        ("docs/notes.txt", b"x", "kind"),
        ("docs/Thumbs.db", b"x", "kind"),
        ("docs/parts/old.md.bak", b"x", "kind"),
        ("docs/README", b"x", "kind"),
        ("screenshots/tablet/ask.jpg", b"\xff\xd8\xff", "kind"),
        ("screenshots/tablet/ask.psd", b"8BPS", "kind"),
        ("docs/releases/mail.eml", b"Subject: x\n\nx", "kind"),
        ("screenshots/tablet/other.png", b"GIF89a", "other-kind"),
        ("docs/other.md", b"a\0b", "other-kind"),
    ],
)
def test_kinds_of_files_that_nothing_is_made_of(
    ready: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, code: str
) -> None:
    """They would stay in a history for ever; nothing is committed."""
    (ready / name).parent.mkdir(parents=True, exist_ok=True)
    (ready / name).write_bytes(data)
    head = Repository.of(ready).head()
    assert run(ready, *APPROVED) == 1
    told = capsys.readouterr().err
    assert f"{Path(name).name}: " in told
    assert ("No manual is made of" if code == "kind" else "is of another kind") in told
    assert Repository.of(ready).head() == head


def test_an_archive_with_a_key_is_in_no_commit(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in the branch nor in what a release prepares: git keeps that as well."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("YMB-2031-0228.p12", p12())
    (ready / "docs" / "mail.zip").write_bytes(packed.getvalue())
    assert run(ready, *APPROVED) == 1
    assert "YMB-2031-0228.p12" in capsys.readouterr().err
    objects = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch-check"],
        cwd=ready,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    blob = sha1(b"blob %d\0" % len(packed.getvalue()) + packed.getvalue(), usedforsecurity=False).hexdigest()
    assert blob not in objects


def test_what_git_ignores_and_papers_beside_the_records_are_no_matter(ready: Path) -> None:
    """A file that no commit takes, and a scan of an approval."""
    (ready / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    git(ready, "add", ".gitignore")
    git(ready, "commit", "-qm", "ignored")
    (ready / "docs" / "x.tmp").write_bytes(b"\0")
    (ready / "docs" / "releases").mkdir(exist_ok=True)
    (ready / "docs" / "releases" / "承認.pdf").write_bytes(b"%PDF-1.7")
    assert run(ready, *APPROVED) == 0
