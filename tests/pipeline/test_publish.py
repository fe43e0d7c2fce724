from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, area, tell
from tebiki.pipeline import swap
from tebiki.pipeline.publish import publish, recover, staging_folder

PAGE = '<!doctype html><meta content="tebiki" name="generator"><p>{0}</p>'


def write(folder: Path, text: str) -> None:
    (folder / "ja").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE.format(text), encoding="utf-8")
    (folder / "ja" / "android.pdf").write_bytes(text.encode())


def build(target: Path, text: str, project: Path | None = None, *, exchange: bool = True) -> None:
    root = project or target.parent / "project"
    with staging_folder(target, project=root, on_wait=pytest.fail) as staged:
        write(staged, text)
        publish(staged, target, exchange_folders=exchange)


def content(target: Path) -> dict[str, bytes]:
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}


def code(call: Callable[[], object]) -> str:
    with pytest.raises(TebikiError) as caught:
        call()
    problem = caught.value.problems[0]
    assert all(tell(problem, language) for language in LANGUAGES)
    return problem.code


@pytest.mark.parametrize("exchange", [True, False])
def test_replaces_the_old_output_and_leaves_nothing_beside(tmp_path: Path, exchange: bool) -> None:
    target = tmp_path / "出力 先[1]" / "site"
    build(target, "one", exchange=exchange)
    (target / "ja" / "gone.html").write_text("from an older version", encoding="utf-8")
    build(target, "two", exchange=exchange)
    assert content(target) == {"index.html": PAGE.format("two").encode(), "ja/android.pdf": b"two"}
    assert list(target.parent.iterdir()) == [target]


def test_a_build_that_fails_leaves_the_old_output(tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(target, "one")
    before = content(target)

    def fail_half_way() -> None:
        with staging_folder(target, project=tmp_path / "project", on_wait=pytest.fail) as staged:
            write(staged, "half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert content(target) == before
    assert list(tmp_path.iterdir()) == [target]


def test_modes_do_not_depend_on_umask_or_source(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with staging_folder(target, project=tmp_path / "project", on_wait=pytest.fail) as staged:
        write(staged, "one")
        (staged / "index.html").chmod(0o400)
        publish(staged, target)
    build(target, "two")
    if os.name == "posix":
        modes = {p.stat().st_mode & 0o777 for p in target.rglob("*") if p.is_file()}
        assert modes == {0o644}


def test_a_link_in_place_of_the_target_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "site"
    real.mkdir()
    try:
        link.symlink_to(real, target_is_directory=True)
    except OSError:
        pytest.skip("this user may not make links")
    build(link, "one", tmp_path / "project")
    assert link.is_symlink()
    assert "index.html" in content(real)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("project", "publish/around"),
        (".", "publish/around"),
        ("project/docs", "publish/sources"),
        ("project/docs/site", "publish/sources"),
        ("project/screenshots/new", "publish/sources"),
        ("project/.git/site", "publish/sources"),
        ("file", "publish/not-folder"),
        ("file/site", "publish/parent"),
        ("photos", "publish/foreign"),
        ("website", "publish/foreign"),
        ("deep", "publish/foreign"),
    ],
)
def test_refuses_targets_that_are_not_for_output(tmp_path: Path, place: str, expected: str) -> None:
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"mine")
    (tmp_path / "website").mkdir()
    (tmp_path / "website" / "index.html").write_text('<meta name="generator" content="other">')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "index.html").write_text(PAGE.format("<div>" * 1000))
    before = content(tmp_path)
    assert code(lambda: build(tmp_path / place, "x", project)) == expected
    assert content(tmp_path) == before


def test_the_home_folder_is_no_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home" / "me")
    assert code(lambda: build(tmp_path / "home", "x", tmp_path / "project")) == "publish/around"


def test_an_empty_folder_and_one_of_languages_are_targets(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    build(tmp_path / "empty", "x")
    write(tmp_path / "languages", "old")
    (tmp_path / "languages" / "index.html").rename(tmp_path / "languages" / "ja" / "index.html")
    build(tmp_path / "languages", "x")
    assert content(tmp_path / "languages") == content(tmp_path / "empty")


def test_read_only_output_is_named_and_stays(tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(target, "one")
    held = target / "ja" / "android.pdf"
    held.chmod(0o444)
    with pytest.raises(TebikiError) as caught:
        build(target, "two")
    held.chmod(0o644)
    problem = caught.value.problems[0]
    assert problem.code == "publish/protected"
    assert problem.place is not None
    assert problem.place.file.endswith("ja/android.pdf")
    assert content(target)["ja/android.pdf"] == b"one"


def _refuse(of: Path) -> Callable[[Path, Path], Path]:
    rename = Path.rename

    def refusing(self: Path, destination: Path) -> Path:
        if self == of:
            raise PermissionError(13, "held by a viewer", str(self))
        return rename(self, destination)

    return refusing


@pytest.mark.parametrize("which", ["target", "staged"])
def test_a_file_held_open_leaves_the_old_output(
    tmp_path: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    build(target, "one")
    before = content(target)
    monkeypatch.setattr(swap, "_TRIES", 1)
    refused = {"target": target, "staged": tmp_path / f".site.tebiki-new-{os.getpid()}"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", _refuse(refused[which]))
        assert code(lambda: build(target, "two", exchange=False)) == "publish/in-use"
    assert content(target) == before
    assert list(tmp_path.iterdir()) == [target]
    build(target, "three", exchange=False)
    assert content(target)["ja/android.pdf"] == b"three"


def test_the_held_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    build(target, "one")
    opened = Path.open

    def held(self: Path, mode: str = "r", *args: object, **rest: object) -> object:
        if self.name == "android.pdf" and self.parent.parent == target:
            raise PermissionError(13, "sharing violation", str(self))
        return opened(self, mode, *args, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(swap, "_TRIES", 1)
    monkeypatch.setattr(Path, "rename", _refuse(target))
    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(TebikiError) as caught:
        build(target, "two", exchange=False)
    place = caught.value.problems[0].place
    assert place is not None
    assert place.file.endswith("ja/android.pdf")
    assert "Acrobat" in tell(caught.value.problems[0], "ja")


@pytest.mark.parametrize("state", ["journal", "renamed", "placed"])
def test_recovers_from_each_state_of_the_two_renames(tmp_path: Path, state: str) -> None:
    target, new, old = tmp_path / "site", tmp_path / ".site.tebiki-new-7", tmp_path / ".site.tebiki-old-7"
    write(target, "old")
    write(new, "new")
    (tmp_path / ".site.tebiki-journal").write_text(f'{{"new": "{new.name}", "old": "{old.name}"}}')
    if state != "journal":
        target.rename(old)
    if state == "placed":
        new.rename(target)
    recover(target)
    assert content(target)["ja/android.pdf"] == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_dead_build_left_goes_and_neighbours_stay(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(tmp_path / ".site.tebiki-new-999999", "half")
    write(tmp_path / ".site2.tebiki-new-999999", "of another target")
    build(target, "one")
    assert {p.name for p in tmp_path.iterdir()} == {"site", ".site2.tebiki-new-999999"}


SECOND = """
import sys
from pathlib import Path
from tebiki.pipeline.publish import publish, staging_folder
target = Path(sys.argv[1])
say = lambda pid: print("waits for", pid, flush=True)
with staging_folder(target, project=target.parent / "project", on_wait=say) as staged:
    (staged / "index.html").write_text('<meta name="generator" content="tebiki">second')
    publish(staged, target)
"""


def test_a_second_build_says_so_and_waits(tmp_path: Path) -> None:
    target = tmp_path / "site"
    line = [sys.executable, "-c", SECOND, str(target)]
    with staging_folder(target, project=tmp_path / "project", on_wait=pytest.fail) as staged:
        second = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert second.stdout.readline().split() == ["waits", "for", str(os.getpid())]
        write(staged, "first")
        publish(staged, target)
        assert content(target)["ja/android.pdf"] == b"first"
    with second:
        assert second.wait() == 0
    assert b"second" in content(target)["index.html"]
    assert list(tmp_path.iterdir()) == [target]


def test_messages_have_all_words() -> None:
    for words in area("publish").values():
        assert {"ja", "en"} <= set(words)
        assert ("do_ja" in words) == ("do_en" in words)
