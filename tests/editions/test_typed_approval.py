"""An approval is typed once, kept, released from there; each slip is told at its field."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Shared
from release_samples import write
from release_years import YEAR, prepare, review
from repositories import git
from signed_papers import OTHER, number_on_papers

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.content.releases import load_releases
from tebiki.editions.office_notes import load_approval, load_handed
from tebiki.editions.release import release as steps
from tebiki.editions.release.half_released import mark_public
from tebiki.editions.release.options import Wish
from tebiki.editions.typed_approval import read_approval
from tebiki.errors import TebikiError

TODAY = date(2031, 3, 2)
Command = Callable[..., int]


@pytest.fixture
def reviewed(shared: Shared, tmp_path: Path) -> Path:
    """A project whose papers an approver has; its own copy."""

    def make(root: Path) -> None:
        prepare(root)
        review(root, YEAR)

    return shutil.copytree(shared("reviewed for approval", make), tmp_path / "project")


@pytest.fixture
def unmade(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release of a few files in place of those that take seconds."""

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)

    monkeypatch.setattr(steps, "made_by_commit", make)


def typed(root: Path, **other: str) -> dict[str, str]:
    right = {"approved": "2031-02-20", "number": "福第12号", "by": "課長"}
    return {**right, "check_number": number_on_papers(root, YEAR), **other}


def tebiki(root: Path, *words: str) -> int:
    return main(["release", *words, "--root", str(root)])


@pytest.mark.parametrize("day", ["2/20", "2031-02-20", "令和13年2月20日"])
def test_what_is_right_is_read_in_any_form(day: str, reviewed: Path) -> None:
    number = number_on_papers(reviewed, YEAR).lower().replace("-", " ")
    found = read_approval(Project(reviewed), YEAR, typed(reviewed, approved=day, check_number=number), TODAY)
    assert (found.approved, found.approval, found.by) == (date(2031, 2, 20), "福第12号", "課長")
    assert found.check_number == number_on_papers(reviewed, YEAR)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("approved", "", "approval/no-day"),
        ("approved", "きのう", "approval/day"),
        ("approved", "2031-02-30", "date/day"),
        ("approved", "2031-03-03", "approval/later"),
        ("approved", "1970-01-01", "date/early"),
        ("number", " ", "approval/no-number"),
        ("number", "福第12\u200b号", "text/unseen"),
        ("number", "福" * 61, "approval/long"),
        ("check_number", "", "approval/no-check-number"),
        ("check_number", "7K4M-2Q9C", "approval/check-number"),
        ("check_number", OTHER, "approval/other-papers"),
        ("by", "手引花子さん", "approval/person"),
    ],
)
def test_a_slip_is_told_at_its_field(field: str, text: str, code: str, reviewed: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        read_approval(Project(reviewed), YEAR, typed(reviewed, **{field: text}), TODAY)
    told = [(problem.place.file if problem.place else "", problem.code) for problem in caught.value.problems]
    assert told == [(field, code)]


def test_all_slips_are_told_at_once(reviewed: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        read_approval(Project(reviewed), YEAR, {}, TODAY)
    assert {problem.code for problem in caught.value.problems} == {
        "approval/no-day",
        "approval/no-number",
        "approval/no-check-number",
    }


@pytest.mark.usefixtures("unmade")
def test_what_was_kept_is_released(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = number_on_papers(reviewed, YEAR)
    options = ["--approved", "2031-02-20", "--number", "福第12号", "--check-number", number, "--by", "課長"]
    assert tebiki(reviewed, YEAR) == 2  # nobody has approved it
    assert tebiki(reviewed, "approve", YEAR, *options) == 0
    assert number in capsys.readouterr().out
    assert load_approval(Project(reviewed), YEAR) is not None
    assert tebiki(reviewed, YEAR) == 0
    (released,) = load_releases(reviewed / "docs", YEAR)
    assert (released.approval, released.by, released.check_number) == ("福第12号", "課長", number)
    assert load_approval(Project(reviewed), YEAR) is None
    assert tebiki(reviewed, "handed", YEAR, "--on", "2031-03-01", "--by", "ホームページ担当") == 0
    handed = load_handed(Project(reviewed), YEAR)
    assert handed is not None
    assert (handed.release, handed.on) == (1, date(2031, 3, 1))


def test_nothing_is_handed_over_before_it_is_released(reviewed: Path) -> None:
    assert tebiki(reviewed, "handed", YEAR, "--on", "2031-03-01", "--by", "係") == 1
    assert load_handed(Project(reviewed), YEAR) is None


def test_what_a_stopped_release_left_is_taken_back(reviewed: Path) -> None:
    before = mark_public(reviewed)
    left = reviewed / "dist" / f".{YEAR}.tebiki-new-999999"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half")
    record = reviewed / "docs" / "releases" / f"{YEAR}.toml"
    record.write_text("half")
    assert tebiki(reviewed, "take-back", YEAR) == 0
    assert not left.exists()
    assert not record.exists()
    assert mark_public(reviewed) == before


def test_the_mark_changes_with_commits_and_released_files(reviewed: Path) -> None:
    marks = [mark_public(reviewed)]
    git(reviewed, "commit", "-q", "--allow-empty", "-m", "more")
    marks.append(mark_public(reviewed))
    (reviewed / "dist" / YEAR).mkdir(parents=True)
    (reviewed / "dist" / YEAR / "SHA256SUMS").write_text("")
    marks.append(mark_public(reviewed))
    assert len(set(marks)) == 3
