"""``tebiki edition revise``: a correction has its own number, day and line of the history."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.edition import load_edition
from tebiki.content.settings import load_config


@pytest.fixture
def root(shiomi: Path) -> Path:
    """An invented city's project: two manuals, two languages, an earlier edition."""
    return shiomi


def revise(root: Path, *more: str, year: str = "2041", on: str = "2041-09-10") -> int:
    options = [f"--root={root}", "--reason=誤字を直しました。", f"--on={on}", "--yes", *more]
    return main(["edition", "revise", year, *options])


def test_a_correction_counts_within_its_version(root: Path) -> None:
    assert revise(root, "--manual=meeting_room") == 0
    assert revise(root, "--manual=meeting_room", on="2041-10-01") == 0
    edition = load_edition(root / "docs" / "editions", "2041", load_config(root).settings)
    room = edition.manuals["meeting_room"]
    assert [row.number for row in room.history] == ["7-2", "7-1", "7", "6"]
    assert room.history[0].changes["ja"] == "誤字を直しました。"
    assert room.history[0].changes["en"] == "Corrected."
    assert (room.number, str(room.corrected), str(room.published)) == ("7-2", "2041-10-01", "2041-05")
    assert edition.manuals["chrome_book"].number == "3"


def test_a_correction_may_count_as_a_version(root: Path) -> None:
    conf = root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(
        text.replace('"site": None,', '"site": None, "corrections": "version",'), encoding="utf-8"
    )
    assert revise(root, "--manual=meeting_room") == 0
    edition = load_edition(root / "docs" / "editions", "2041", load_config(root).settings)
    room = edition.manuals["meeting_room"]
    assert (room.number, str(room.published), str(room.corrected)) == ("8", "2041-09", "2041-09-10")


def test_the_next_year_begins_without_correction(root: Path) -> None:
    assert revise(root, "--manual=meeting_room") == 0
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={root}"]
    assert main(["edition", "new", "2042", *new]) == 0
    edition = load_edition(root / "docs" / "editions", "2042", load_config(root).settings)
    assert edition.manuals["meeting_room"].number == "8"
    assert edition.manuals["meeting_room"].corrected is None


@pytest.mark.parametrize(
    ("options", "year", "on", "said"),
    [
        (["--manual=meeting_room"], "2051", "2041-09-10", "2051"),
        (["--manual=mac"], "2041", "2041-09-10", "There is no manual mac"),
        (["--manual=meeting_room"], "2041", "2041-04-30", "before 2041-05-01"),
        (["--manual=meeting_room"], "2041", "soon", "soon"),
        ([], "2041", "2041-09-10", "--manual"),
    ],
)
def test_what_is_refused(  # noqa: PLR0917 -- a case has four parts
    root: Path,
    options: list[str],
    year: str,
    on: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (root / "docs" / "editions" / "2041.toml").read_bytes()
    assert revise(root, *options, year=year, on=on) in (1, 2)
    assert said in capsys.readouterr().err
    assert (root / "docs" / "editions" / "2041.toml").read_bytes() == before


def test_a_draft_needs_no_correction(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={root}"]
    assert main(["edition", "new", "2042", *new]) == 0
    assert revise(root, "--manual=meeting_room", year="2042", on="2042-09-10") == 1
    assert "still a draft" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r"correction = 1", "correction = 2", "leaves out a correction"),
        (r"corrected = 2041-09-10\n", "", "needs its day"),
        (r"corrected = 2041-09-10", "corrected = 2041-03-10", "was corrected before"),
    ],
)
def test_a_history_must_be_in_order(
    root: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert revise(root, "--manual=meeting_room") == 0
    path = root / "docs" / "editions" / "2041.toml"
    path.write_text(re.sub(old, new, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["edition", "list", f"--root={root}"]) == 1
    assert said in capsys.readouterr().err
