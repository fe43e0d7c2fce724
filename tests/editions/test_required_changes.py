"""The table of what the manuals must say: its changes are in the approver's papers, no row goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import table_city
from release_samples import YEAR, open_next, reviewed, write
from repositories import begin, git
from signed_papers import signed
from web_gates import unmarked

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.release import release as steps
from tebiki.editions.release.options import Wish
from tebiki.editions.required_changes import changes_since_release, deleted_rows
from tebiki.editions.review import review
from tebiki.errors import TebikiError

#: Nobody follows the manuals of an invented city.
UNWALKED = '\n[[decisions]]\nabout = "walked.{name}"\nrole = "係長"\nday = 2031-02-01\nreason = "架空"\n'
RELEASE = ["release", "--approved=2031-02-20", "--number=12"]


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city with a table, released once; its files are no part of these tests."""
    root = tmp_path / "project"
    root.mkdir()
    table_city(root)
    with (root / "docs" / "editions" / "2031.toml").open("a", encoding="utf-8", newline="\n") as facts:
        facts.writelines(UNWALKED.format(name=name) for name in ("tablet", "phone"))
    (root / ".gitignore").write_text("/build/\n/dist/\n")
    begin(root)
    git(root, "add", ".gitignore")
    git(root, "commit", "-qm", "ignore")
    reviewed(root)

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)

    monkeypatch.setattr(steps, "made_by_commit", make)
    assert main([*RELEASE, *signed(root), f"--root={root}"]) == 0
    return root


def edit(root: Path, old: str, new: str) -> None:
    path = root / "docs" / "required.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(root: Path) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    changes = changes_since_release(Project(root), YEAR)
    assert changes is not None
    return [(one.row, one.kind, list(one.fields)) for one in changes]


def test_nothing_has_changed(released: Path) -> None:
    assert told(released) == []
    assert list(deleted_rows(Project(released), YEAR)) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            'says = "終わりを知らせる"',
            'says = "終わりを告げる"',
            ("A4", "changed", [("says", "終わりを知らせる", "終わりを告げる")]),
        ),
        (
            'facts = ["title", "version"]',
            'facts = ["title"]',
            ("A1", "changed", [("facts", "title, version", "title")]),
        ),
        (
            'says = "終わりを知らせる"',
            'says = "終わりを知らせる"\nretired = "窓口で言うため"',
            ("A4", "retired", [("retired", "", "窓口で言うため")]),
        ),
        (
            'retired = "手引は、紙で配らないため"\n',
            "",
            ("B1", "returned", [("retired", "手引は、紙で配らないため", "")]),
        ),
        (
            "[rows.B1]",
            '[rows.C1]\nsays = "窓口を知らせる"\nmanuals = ["tablet"]\n\n[rows.B1]',
            ("C1", "added", [("says", "", "窓口を知らせる"), ("manuals", "", "tablet")]),
        ),
    ],
)
def test_each_kind_of_change(released: Path, old: str, new: str, change: tuple[object, ...]) -> None:
    edit(released, old, new)
    assert told(released) == [change]
    git(released, "add", "docs")
    git(released, "commit", "-qm", "a change of the table")
    assert told(released) == [change]


def test_a_look_is_no_change(released: Path) -> None:
    edit(released, 'role = "みまもり係"', 'role = "別の係"')
    assert told(released) == []


@pytest.mark.parametrize("committed", [False, True])
def test_a_deleted_row_is_refused(
    released: Path, committed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(released, '[rows.A4]\nsays = "終わりを知らせる"\nmanuals = ["tablet", "phone"]\n\n', "")
    if committed:
        git(released, "add", "docs")
        git(released, "commit", "-qm", "a row less")
    open_next(released)
    assert main([*RELEASE, *signed(released), f"--root={released}"]) == 1
    said = capsys.readouterr().err
    assert "docs/required.toml" in said
    assert "The row A4 (終わりを知らせる) is gone" in said
    with pytest.raises(TebikiError) as error:
        review(Project(released), YEAR, lambda _: None)
    assert [problem.code for problem in error.value.problems] == ["release/row-deleted"]


def test_a_table_that_is_gone_is_refused_with_all_its_rows(released: Path) -> None:
    (released / "docs" / "required.toml").unlink()
    rows = [problem.values["row"] for problem in deleted_rows(Project(released), YEAR)]
    assert rows == ["A1", "A2", "A3", "A4", "A5", "B1"]


def test_before_any_release_the_last_commit_counts(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    table_city(root)
    assert list(deleted_rows(Project(root), YEAR)) == []
    begin(root)
    git(root, "add", "docs")
    git(root, "commit", "-qm", "the table")
    edit(root, '[rows.A5]\nsays = "何も起きないとき"\nmanuals = ["tablet"]\n', "")
    assert [problem.values["row"] for problem in deleted_rows(Project(root), YEAR)] == ["A5"]
    assert told(root) == []


def test_where_git_refuses_its_reason_is_told_and_no_row_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    table_city(root)
    begin(root)
    git(root, "add", "docs")
    git(root, "commit", "-qm", "the table")
    edit(root, '[rows.A5]\nsays = "何も起きないとき"\nmanuals = ["tablet"]\n', "")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(TebikiError) as error:
        list(deleted_rows(Project(root), YEAR))
    assert [problem.code for problem in error.value.problems] == ["history/owner"]


@pytest.mark.usefixtures("forked")
def test_the_checklist_shows_them(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(released, 'says = "終わりを知らせる"', 'says = "終わりを告げる"')
    edit(released, "[rows.B1]", '[rows.C1]\nsays = "窓口を知らせる"\nmanuals = ["tablet"]\n\n[rows.B1]')
    monkeypatch.setattr("tebiki.editions.review._wish", lambda *_: None)
    done = review(Project(released), YEAR, lambda _: None)
    page = unmarked((done.bundle / "index.html").read_text(encoding="utf-8"))
    for words in (
        "マニュアルで言うことの表の変更",
        "A4（変えた行）",
        "言うこと: 前「終わりを知らせる」今「終わりを告げる」",
        "C1（加えた行）",
        "言うこと: 「窓口を知らせる」",
    ):
        assert words in page
    assert "A1（" not in page
    assert "みまもり係" not in page
