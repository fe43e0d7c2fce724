"""``tebiki screens walk`` as a person uses it: asked step by step, or with a file of answers."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from walk_samples import TODAY, walk_of, with_marks

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.walk_draft import answer_part, begin_draft, draft_path, walk_parts
from tebiki.editions.walk_record import walk_text

Told = pytest.CaptureFixture[str]
HEAD = ("", "Tablet 1", "Sky 3", "", "認証担当", "2021-04-01")


@pytest.fixture
def project(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with_marks(city)
    monkeypatch.chdir(city)
    return city


def run(*words: str) -> int:
    return main(["screens", "walk", *words])


def test_a_person_is_asked_step_by_step(project: Path, typed: Callable[..., None], capsys: Told) -> None:
    typed(*HEAD, "1", "1", "１", "", "y")
    assert run("tablet") == 0
    said = capsys.readouterr()
    assert "Recorded in docs/walks/2031-tablet-1.toml." in said.out
    assert "tablet is now walked through on Sky 3." in said.out
    assert "手順2 入れる" in said.err
    assert "The picture (tablet/ask) says: みずうみ" not in said.err  # the kit's word, not a label's
    assert "はい" in said.err
    assert Project(project).walks.manual("tablet", 2031) == "walked"
    assert not list((project / "build" / "walks").iterdir())


def test_wrong_answers_are_asked_again(project: Path, typed: Callable[..., None], capsys: Told) -> None:
    typed("1234-ABCD", "", "", "Tablet 1", "Sky", "Sky 3", "", "認証担当", "2999-01-01", "昨日", "2021-04-01",
          "1", "1", "yes", "2", "", "よろしいですか", "", "y")  # fmt: skip
    assert run("tablet") == 0
    said = capsys.readouterr()
    for words in (
        "is not the number",
        "Nothing was written.",
        "is no system",
        "lies after today",
        "none of the answers",
    ):
        assert words in said.err
    assert "1 part differs." in said.out
    assert Project(project).walks.manual("tablet", 2031) == "partly"


def test_a_no_keeps_the_answers(project: Path, typed: Callable[..., None], capsys: Told) -> None:
    typed(*HEAD, "1", "1", "1", "1", "n")
    assert run("tablet") == 0
    file = "build/walks/2031-tablet-answers.toml"
    assert f"tebiki screens walk tablet --from {file}" in capsys.readouterr().out
    assert not (project / "docs" / "walks").exists()
    assert run("tablet", "--from", file) == 0
    assert Project(project).walks.manual("tablet", 2031) == "walked"


def test_what_was_answered_before_somebody_stopped_is_kept(project: Path, typed: Callable[..., None]) -> None:
    typed(*HEAD, "1", "1")
    assert run("tablet") == 130
    text = (project / "build/walks/2031-tablet-answers.toml").read_text(encoding="utf-8")
    assert text.count('seen = "same"') == 2


@pytest.mark.usefixtures("project")
def test_without_a_terminal_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run("tablet") == 2
    assert "--from FILE" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_manual_that_is_not_there_is_told(capsys: Told) -> None:
    assert run("phone") == 2
    assert "tablet" in capsys.readouterr().err


def test_answers_of_another_manual_are_told(project: Path, capsys: Told) -> None:
    walk = walk_of(project).model_copy(update={"manual": "phone"})
    (project / "a.toml").write_text(walk_text(walk), encoding="utf-8")
    assert run("tablet", "--from", "a.toml") == 1
    assert "a.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('look = "', 'look = "x', "edited it"),
        ('os = "Sky 3"', f'os = "{"x" * 500}"', "…"),
        ('os = "Sky 3"', f"os = {'[' * 3000}", "nested too deeply"),
    ],
)
def test_answers_that_nobody_could_mean_are_told(
    project: Path, capsys: Told, old: str, new: str, word: str
) -> None:
    text = walk_text(walk_of(project))
    assert old in text
    (project / "a.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run("tablet", "--from", "a.toml") == 1
    said = capsys.readouterr().err
    assert word in said
    assert max(map(len, said.splitlines())) < 400
    assert not (project / "docs" / "walks").exists()


@pytest.mark.usefixtures("project")
def test_a_name_that_a_console_would_obey_is_spelt_out(capsys: Told) -> None:
    assert run("x\x1b[31m") == 2
    assert "\x1b" not in capsys.readouterr().err


def test_answers_that_are_wrong_are_all_told(project: Path, capsys: Told) -> None:
    walk = walk_of(project).model_copy(update={"os": "Sky", "by": "架空さん"})
    (project / "a.toml").write_text(walk_text(walk), encoding="utf-8")
    assert run("tablet", "--from", "a.toml") == 1
    said = capsys.readouterr().err
    assert [word in said for word in ("a.toml:", "no system", "a role")] == [True] * 3
    assert not (project / "docs" / "walks").exists()


def begin(root: Path) -> Path:
    """A walk begun in the studio, of which the first part was answered; where it lies."""
    fields = {"device": "Tablet 7", "os": "Sky 9", "by": "認証担当", "on": "2021-04-01"}
    draft = begin_draft(Project(root), "tablet", fields, TODAY)
    part = walk_parts(draft.items)[0]
    answer_part(Project(root), draft, part, [("same", "")] * len(part.items))
    return draft_path(Project(root), "tablet")


def test_a_walk_begun_in_the_studio_is_gone_on_with(
    project: Path, typed: Callable[..., None], capsys: Told
) -> None:
    kept = begin(project)
    typed("y", "1", "", "y")
    assert run("tablet") == 0
    assert "A walk begun in the studio is kept (Tablet 7, Sky 9, 2021-04-01)" in capsys.readouterr().err
    assert not kept.exists()
    assert Project(project).walks.manual("tablet", 2031) == "walked"


def test_it_may_be_left_alone(project: Path, typed: Callable[..., None]) -> None:
    kept = begin(project)
    before = kept.read_bytes()
    typed("n", *HEAD, "1", "1", "1", "", "y")
    assert run("tablet") == 0
    assert kept.read_bytes() == before
