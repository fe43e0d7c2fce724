"""The studio's journal: what changed, whole after a kill, taken back only where nothing came after."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from tebiki.errors import TebikiError
from tebiki.studio import journal as module
from tebiki.studio.journal import OUTSIDE, Journal

KILLED = Path(__file__).with_name("killed_journal.py")
NINE = datetime.fromisoformat("2026-03-17T09:00:00+09:00")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "conf.py").write_bytes(b"")
    (docs / "a.md").write_bytes(b"old a\n")
    (docs / "b.md").write_bytes(b"old b\n")
    return tmp_path


@pytest.fixture
def journal(root: Path) -> Journal:
    made = Journal(root, now=lambda: NINE)
    made.settle()
    return made


def save(journal: Journal, name: str, text: str, label: str = "facts/changed") -> int:
    with journal.begin(label, {"fact": name}):
        (journal.root / "docs" / name).write_text(text, encoding="utf-8")
    return journal.entries[-1].number


def codes(error: pytest.ExceptionInfo[TebikiError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_an_entry_holds_bytes_before_and_after(journal: Journal) -> None:
    save(journal, "a.md", "new a\n")
    (entry,) = journal.entries
    (change,) = entry.files
    assert (entry.number, entry.label, entry.values, entry.at) == (1, "facts/changed", {"fact": "a.md"}, NINE)
    assert change.file == "docs/a.md"
    assert change.before is not None
    assert change.after is not None
    assert journal.kept.read(change.before) == b"old a\n"
    assert journal.kept.read(change.after) == b"new a\n"


def test_files_that_come_and_go(journal: Journal) -> None:
    with journal.begin("x", {}):
        (journal.root / "docs" / "a.md").unlink()
        (journal.root / "docs" / "c.md").write_bytes(b"")
    gone, came = journal.entries[0].files
    assert (gone.file, gone.after, came.file, came.before) == ("docs/a.md", None, "docs/c.md", None)
    journal.take_back(1)
    assert (journal.root / "docs" / "a.md").read_bytes() == b"old a\n"
    assert not (journal.root / "docs" / "c.md").exists()
    journal.take_back(2)
    assert (journal.root / "docs" / "c.md").read_bytes() == b""


def test_nothing_changed_makes_no_entry(journal: Journal) -> None:
    with journal.begin("x", {}):
        pass
    assert journal.entries == ()


def test_an_act_that_failed_after_a_change_is_noted(journal: Journal) -> None:
    with pytest.raises(FileNotFoundError), journal.begin("x", {}):
        journal.root.joinpath("docs", "a.md").rename(journal.root / "docs" / "c.md").rename(
            journal.root / "gone" / "c.md"
        )
    assert [one.label for one in journal.entries] == ["x"]


def test_within_another_entry_it_is_a_part_of_it(journal: Journal) -> None:
    with journal.begin("whole", {}):
        save_into = journal.root / "docs"
        with journal.begin("part", {}):
            (save_into / "a.md").write_bytes(b"1")
        (save_into / "b.md").write_bytes(b"2")
    assert [(one.label, len(one.files)) for one in journal.entries] == [("whole", 2)]


def test_what_changed_outside_is_an_entry_of_its_own(journal: Journal) -> None:
    (journal.root / "docs" / "b.md").write_bytes(b"by an editor\n")
    save(journal, "a.md", "new a\n")
    assert [(one.label, one.files[0].file) for one in journal.entries] == [
        (OUTSIDE, "docs/b.md"),
        ("facts/changed", "docs/a.md"),
    ]


def test_what_changed_while_it_was_closed(journal: Journal) -> None:
    save(journal, "a.md", "new a\n")
    (journal.root / "docs" / "a.md").write_bytes(b"git pull\n")
    again = Journal(journal.root)
    again.settle()
    assert [one.label for one in again.entries] == ["facts/changed", OUTSIDE]


def test_a_file_of_the_same_size_and_time_is_seen(journal: Journal) -> None:
    save(journal, "a.md", "one")
    save(journal, "a.md", "two")
    assert len(journal.entries) == 2


def test_take_back_is_an_entry_that_can_be_taken_back(journal: Journal) -> None:
    number = save(journal, "a.md", "new a\n")
    journal.take_back(number)
    assert (journal.root / "docs" / "a.md").read_bytes() == b"old a\n"
    last = journal.entries[-1]
    assert (last.label, last.values["number"]) == ("history/taken-back", "1")
    journal.take_back(last.number)
    assert (journal.root / "docs" / "a.md").read_bytes() == b"new a\n"


def test_take_back_refuses_what_changed_since(journal: Journal) -> None:
    number = save(journal, "a.md", "new a\n")
    save(journal, "a.md", "newer a\n")
    with pytest.raises(TebikiError) as error:
        journal.take_back(number)
    assert codes(error) == ["journal/changed"]
    assert (journal.root / "docs" / "a.md").read_bytes() == b"newer a\n"


def test_take_back_refuses_what_an_editor_changed_since(journal: Journal) -> None:
    number = save(journal, "a.md", "new a\n")
    (journal.root / "docs" / "a.md").write_bytes(b"by an editor\n")
    with pytest.raises(TebikiError) as error:
        journal.take_back(number)
    assert codes(error) == ["journal/changed"]


def test_take_back_refuses_all_where_one_file_changed(journal: Journal) -> None:
    with journal.begin("x", {}):
        for name in ("a.md", "b.md"):
            (journal.root / "docs" / name).write_bytes(b"new\n")
    save(journal, "b.md", "newer\n")
    with pytest.raises(TebikiError):
        journal.take_back(1)
    assert (journal.root / "docs" / "a.md").read_bytes() == b"new\n"


def test_take_back_refuses_lost_bytes(journal: Journal) -> None:
    number = save(journal, "a.md", "new a\n")
    before = journal.entries[0].files[0].before
    assert before is not None
    (journal.kept.folder / before).write_bytes(b"other\n")
    with pytest.raises(TebikiError) as error:
        journal.take_back(number)
    assert codes(error) == ["journal/lost"]


def test_take_back_refuses_an_unknown_number(journal: Journal) -> None:
    with pytest.raises(TebikiError) as error:
        journal.take_back(7)
    assert codes(error) == ["journal/none"]


def test_state_after_an_entry(journal: Journal) -> None:
    first = save(journal, "a.md", "1")
    after = journal.state
    save(journal, "a.md", "2")
    save(journal, "b.md", "3")
    assert journal.state_after(first) == after


def test_this_morning_stays_until_the_next_day(root: Path) -> None:
    clock = [NINE]
    journal = Journal(root, now=lambda: clock[0])
    journal.snapshot()
    before = journal.state
    save(journal, "a.md", "new a\n")
    journal.snapshot()
    assert journal.morning is not None
    assert (journal.morning.day, journal.morning.files) == (date(2026, 3, 17), before)
    clock[0] = datetime.fromisoformat("2026-03-18T00:30:00+09:00")
    now = journal.state
    save(journal, "b.md", "over midnight\n")  # the studio was left open
    assert (journal.morning.day, journal.morning.files) == (date(2026, 3, 18), now)


@pytest.mark.parametrize("key", ["by", "role", "password", "token"])
def test_no_person_and_no_password_is_noted(journal: Journal, key: str) -> None:
    with pytest.raises(ValueError, match=key), journal.begin("x", {key: "invented"}):
        pass


def test_a_private_key_among_the_sources_is_not_kept(journal: Journal) -> None:
    with journal.begin("x", {}):
        (journal.root / "docs" / "mail.p12").write_bytes(b"invented")
    assert journal.entries == ()
    assert not any(path.read_bytes() == b"invented" for path in journal.kept.folder.iterdir())


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_refuses_before_anything_changes(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(TebikiError) as error, journal.begin("x", {}):
        (journal.root / "docs" / "a.md").write_bytes(b"new\n")
    assert codes(error) == ["journal/write"]
    assert (journal.root / "docs" / "a.md").read_bytes() == b"old a\n"


def test_a_disk_that_fills_up_meanwhile(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        saving = journal.begin("x", {"fact": "links.form"})
        saving.__enter__()
        (journal.root / "docs" / "a.md").write_bytes(b"new\n")
        patch.setattr(module, "write_whole", full)
        with pytest.raises(TebikiError) as error:
            saving.__exit__(None, None, None)
        assert codes(error) == ["journal/unnoted"]
        assert not [*journal.entries]
    journal.settle()
    entry = journal.entry(1)
    assert len(journal.entries) == 1
    assert (entry.label, entry.values, entry.cut_short) == ("x", {"fact": "links.form"}, True)


def test_a_damaged_entry_is_told(journal: Journal) -> None:
    save(journal, "a.md", "new a\n")
    (path,) = (journal.root / "build" / "studio" / "journal").iterdir()
    path.write_text("{", encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        _ = Journal(journal.root).entries
    assert codes(error) == ["journal/damaged"]


def test_killed_at_every_moment(root: Path) -> None:
    """Whatever was written by then is in one entry, and what was there before can be put back."""
    moments, seen = 0, set()
    while True:
        moments += 1
        project = root.parent / f"killed-{moments}"
        (project / "docs").mkdir(parents=True)
        for name in ("a.md", "b.md"):
            (project / "docs" / name).write_bytes(b"old\n")
        ended = subprocess.run([sys.executable, KILLED, project, str(moments)], check=False).returncode
        seen.add(_told(project, killed=ended != 0))
        if ended == 0:
            break
        assert ended == -9
    assert moments > 5
    assert {(), ("docs/a.md",), ("docs/a.md", "docs/b.md")} <= seen


def _told(project: Path, *, killed: bool) -> tuple[str, ...]:
    """The files of the entry after the next start, held against the disk; then all is taken back."""
    changed = tuple(
        f"docs/{name}" for name in ("a.md", "b.md") if (project / "docs" / name).read_bytes() != b"old\n"
    )
    journal = Journal(project)
    journal.settle()
    assert [(one.label, tuple(change.file for change in one.files)) for one in journal.entries] == (
        [("facts/confirmed", changed)] if changed else []
    )
    assert not killed or not changed or journal.entries[0].values == {"fact": "links.form"}
    if changed:
        journal.take_back(1)
    assert {(project / "docs" / name).read_bytes() for name in ("a.md", "b.md")} == {b"old\n"}
    assert not (project / "build" / "studio" / "open.json").exists()
    return changed


def test_entries_are_plain_data_without_a_path(journal: Journal) -> None:
    save(journal, "a.md", "new a\n")
    (path,) = (journal.root / "build" / "studio" / "journal").iterdir()
    text = path.read_text(encoding="utf-8")
    assert str(journal.root) not in text
    assert set(json.loads(text)) == {"at", "cut_short", "files", "label", "number", "values"}
