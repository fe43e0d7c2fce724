"""A write of several files that is killed at any point leaves nothing half once a command has begun."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import crash_writes
import pytest
from crash_writes import LAST, NEW
from spoilt_disk import spoilt

from tebiki.cli.dispatch import main
from tebiki.content import write_files
from tebiki.content.write_files import write_together
from tebiki.content.write_intent import INTENTS, complete_writes
from tebiki.errors import TebikiError
from tebiki.processes import mark_of

CRASH = Path(crash_writes.__file__)
OLD = {"docs/a.toml": b"old a", "conf.py": b"# old"}


def lay(root: Path) -> Path:
    for name, data in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    (root / "folder").mkdir()
    return root


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.mark.parametrize("more", [(), ("fails",)], ids=["completed", "put back"])
def test_killed_anywhere_all_files_are_old_or_all_are_new(more: tuple[str, ...], tmp_path: Path) -> None:
    seen, half = set[str](), 0
    for point in range(1, 200):
        root = lay(tmp_path / str(point))
        ended = subprocess.run([sys.executable, CRASH, root, str(point), *more], check=False)
        now = files(root)
        half += {name: now.get(name) for name in NEW} not in (NEW, {**dict.fromkeys(NEW), **OLD})
        if (root / "folder").is_dir():  # what kept the last file from its place is gone when a command runs
            (root / "folder").rmdir()
        complete_writes(root)
        now = files(root)
        assert now in (OLD, {**OLD, **NEW}, {**OLD, **NEW, "folder": LAST}), point
        assert not (root / INTENTS).exists(), point
        seen.add("new" if now != OLD else "old")
        if ended.returncode == 0:
            break
    else:
        pytest.fail("the write never came to its end")
    assert half, "no kill fell between two files"
    assert seen == {"old", "new"}


def test_the_next_command_completes_what_was_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay(tmp_path)
    left = root / "docs" / ".tebiki-0-0"
    left.write_bytes(b"new a")
    note: dict[str, object] = {"pid": 0, "mark": None, "files": [["docs/.tebiki-0-0", "docs/a.toml"]]}
    note["last"] = "e75e9ef38b7d7d12a8f1d2a8c6f8d2d4"  # of something else: it is taken back
    (root / INTENTS).mkdir()
    (root / INTENTS / "0.json").write_text(json.dumps(note))
    assert main(["edition", "list", "--root", str(root)]) == 0
    assert capsys.readouterr().err == ""
    assert files(root) == OLD
    assert not (root / INTENTS).exists()


def test_a_write_of_a_process_that_runs_is_left_alone(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / INTENTS).mkdir()
    note = {"pid": os.getpid(), "mark": mark_of(os.getpid()), "files": [["docs/.tebiki-0", "docs/a.toml"]]}
    (root / INTENTS / "0.json").write_text(json.dumps({**note, "last": "0"}))
    assert complete_writes(root) == 0
    assert (root / INTENTS / "0.json").exists()


@pytest.mark.parametrize(
    "rows",
    [
        [["../.tebiki-0", "../a.toml"]],
        [["docs/a.toml", "docs/b.toml"]],
        [["docs/.tebiki-0", "conf.py"]],
        [["/.tebiki-0", "/a"]],
        [],
        [["docs/.tebiki-0"]],
        "docs",
    ],
)
def test_a_note_that_no_write_can_have_made_is_refused(rows: object, tmp_path: Path) -> None:
    root = lay(tmp_path / "project")
    (tmp_path / ".tebiki-0").write_bytes(b"")
    (root / INTENTS).mkdir()
    note = {"pid": 0, "mark": None, "files": rows, "last": "0"}
    (root / INTENTS / "0.json").write_text(json.dumps(note))
    with pytest.raises(TebikiError) as caught:
        complete_writes(root)
    assert caught.value.problems[0].code == "publish/intent"
    assert (tmp_path / ".tebiki-0").exists()


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay(tmp_path)
    stage = write_files._stage

    def fill(temporary: Path, data: bytes) -> None:
        if temporary.name.endswith("-1"):
            temporary.write_bytes(data[:3])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        stage(temporary, data)

    monkeypatch.setattr(write_files, "_stage", fill)
    with pytest.raises(TebikiError) as caught:
        write_together([(root / name, data) for name, data in NEW.items()])
    assert caught.value.problems[0].code == "publish/file"
    assert files(root) == OLD
    assert not (root / INTENTS).exists()


def test_what_cannot_be_put_back_is_completed_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(write_files, "_swap_back", full)
        with pytest.raises(TebikiError) as caught:
            write_together([*((root / name, data) for name, data in NEW.items()), (root / "folder", b"1")])
    assert caught.value.problems[0].code == "publish/unfinished"
    (root / "folder").rmdir()
    monkeypatch.setattr("tebiki.content.write_intent.runs", lambda *_: False)  # as if that process had ended
    assert complete_writes(root) == 1
    assert files(root) == {**OLD, **NEW, "folder": b"1"}


def test_a_file_that_goes_is_part_of_the_write(tmp_path: Path) -> None:
    """Killed once it has gone, the next command puts the rest in place."""
    (tmp_path / "conf.py").write_text("")
    gone, kept = tmp_path / "a.png", tmp_path / "a.toml"
    gone.write_bytes(b"old")
    kept.write_text("old")
    replaced = Path.replace

    class KilledError(BaseException):
        pass

    def kill(self: Path, target: Path) -> Path:
        if target == kept:
            raise KilledError
        return replaced(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", kill)
        patch.setattr("tebiki.content.write_intent.mark_of", lambda _: "another process")
        with pytest.raises(KilledError):
            write_together([(kept, b"new")], remove=[gone])
    assert (gone.exists(), kept.read_text()) == (False, "old")
    assert complete_writes(tmp_path) == 1
    assert (gone.exists(), kept.read_text()) == (False, "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "conf.py"]


def test_a_file_that_goes_comes_back_where_the_write_fails(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("")
    gone, kept = tmp_path / "a.png", tmp_path / "a.toml"
    gone.write_bytes(b"old")
    kept.write_text("old")
    replaced = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target == kept:
            raise OSError(28, "No space left on device")
        return replaced(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(TebikiError):
            write_together([(kept, b"new")], remove=[gone])
    assert (gone.read_bytes(), kept.read_text()) == (b"old", "old")


def test_what_was_told_holds_where_nothing_can_be_cleared_away(tmp_path: Path) -> None:
    """A disk takes nothing from any moment on, and later all again: the next write ends the one before."""
    new = {"docs/a.toml": b"new a", "conf.py": b"# new"}
    seen = set[str]()
    for room in range(40):
        root = lay(tmp_path / str(room))
        told = "done"
        with spoilt(root, "locked", room) as disk:
            try:
                write_together([(root / name, data) for name, data in new.items()])
            except TebikiError as error:
                told = error.problems[0].code
        seen.add(told)
        now = {name: (root / name).read_bytes() for name in OLD}
        assert (
            (now == OLD)
            if told == "publish/file"
            else (now == new)
            if told == "done"
            else now not in (OLD, new)
        )
        write_together([(root / "b.toml", b"next")])
        kept = files(root)
        for name in [name for name in kept if "/.tebiki-" in f"/{name}"]:
            # What was refused before it was noted leaves what could not be removed; nobody ever reads it.
            assert told == "publish/file"
            assert ".json" not in name
            del kept[name]
        assert kept == {**(OLD if told == "publish/file" else new), "b.toml": b"next"}
        if not disk.refused:
            break
    assert seen == {"publish/file", "publish/unfinished", "done"}


def test_outside_of_projects_the_rest_of_an_unfinished_write_is_kept_beside(tmp_path: Path) -> None:
    new = {"a.txt": b"new a", "b.txt": b"new b"}
    for room in range(40):
        root = tmp_path / str(room)
        root.mkdir()
        for name in new:
            (root / name).write_bytes(b"old")
        told = ""
        with spoilt(root, "locked", room) as disk:
            try:
                write_together([(root / name, data) for name, data in new.items()])
            except TebikiError as error:
                told = error.problems[0].code
        if told == "publish/unfinished":
            assert b"new b" in files(root).values()
            return
        if not disk.refused:
            break
    pytest.fail("no write was left unfinished")
