"""What begins a year, without a terminal: mistakes by field, a plan, and the write of the command."""

from __future__ import annotations

import io
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from certificates import PASSWORD, SUBJECT, p12, planted, put

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.begin_year import (
    BeginAnswers,
    find_mistakes,
    find_warnings,
    plan_year,
    write_year,
)
from tebiki.editions.given_certificate import find_likely_slips, open_certificate
from tebiki.editions.history_sentences import on_one_line
from tebiki.errors import TebikiError

NAME = "YMB-2032-0301.pfx"
CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "bad" / "certificates").glob("*.toml"))
}
#: Those that no password opens; what the others hold is refused by the edition.
CLOSED = {name: case for name, case in CASES.items() if case["code"].startswith("certificate/")}


@pytest.fixture
def project(city: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(city)
    return Project(city)


def given(until: str = "2040-03-31", name: str = NAME) -> BeginAnswers:
    opened = open_certificate(p12("yamabe-2032", until), PASSWORD, name)
    return BeginAnswers("2032", given=opened, published="2032-03")


def codes(project: Project, answers: BeginAnswers) -> dict[str, list[str]]:
    return {name: [one.code for one in found] for name, found in find_mistakes(project, answers).items()}


def test_the_plan_is_what_the_command_writes(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = p12("yamabe-2032", "2040-03-31")
    answers = BeginAnswers("2032", given=open_certificate(data, PASSWORD, NAME), published="令和14年3月")
    plan = plan_year(project, answers)
    assert not plan.path.exists()
    file = put(tmp_path, NAME, data)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    arguments = ["--p12", str(file), "--password-stdin", "--published", "2032-03", "--yes"]
    assert main(["edition", "new", "2032", *arguments]) == 0
    assert plan.path.read_bytes() == plan.text.encode()
    plan.path.unlink()
    write_year(plan)
    assert plan.path.read_text(encoding="utf-8") == plan.text
    with pytest.raises(TebikiError, match="edition-command/exists"):
        write_year(plan)


def test_nothing_said_is_no_mistake_and_no_plan(project: Project) -> None:
    answers = BeginAnswers("2032")
    assert codes(project, answers) == {}
    with pytest.raises(TebikiError, match=r"no-certificate.*no-month"):
        plan_year(project, answers)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (BeginAnswers("2031"), {"year": ["edition-command/exists"]}),
        (BeginAnswers("../9"), {"year": ["cli/year"]}),
        (BeginAnswers("2032", certificate="YMB-2031-0228"), {"certificate": ["edition-command/used-last"]}),
        (
            BeginAnswers("2032", certificate="ymb-2032-0301", published="April"),
            {"certificate": ["edition-command/id-meant"], "published": ["edition-command/month"]},
        ),
        (
            BeginAnswers("2032", changes={"tablet": {"ja": " ", "xx": "?"}}),
            {"changes": ["edition-command/blank", "edition-command/changes-language"]},
        ),
        (BeginAnswers("2032", certificate="YMB-2033-0301"), {"other_year": ["edition-command/id-year"]}),
        (BeginAnswers("2032", certificate="YMB-2033-0301", other_year=True), {}),
        (BeginAnswers("2032", same_certificate=True), {}),
    ],
)
def test_mistakes_stand_by_their_field(
    answers: BeginAnswers, found: dict[str, list[str]], project: Project
) -> None:
    assert codes(project, answers) == found


def test_mistakes_of_the_file_stand_by_the_file(project: Project) -> None:
    assert codes(project, given(name="YMB-2032-0301 (1).pfx")) == {"file": ["edition-command/give-back"]}
    assert codes(project, given(until="2031-12-31")) == {"file": ["edition-command/expired"]}
    assert codes(project, given()) == {}
    within = replace(given(), given=open_certificate(p12(), PASSWORD, NAME, project.root / NAME))
    assert "secret/file" in codes(project, within)["file"]
    assert [one.code for one in find_warnings(project, given(until="2032-12-31"))] == [
        "certificate/ends-early",
        "certificate/name-not-id",
        "certificate/names-differ",
    ]


def test_a_name_that_a_browser_tells_is_no_path(project: Project) -> None:
    """The file lies in no folder that is known, least of all in the project where the studio runs."""
    assert codes(project, given()) == {}
    opened = open_certificate(p12(), PASSWORD, NAME)
    assert (str(opened.place), str(opened.shown_path)) == (NAME, NAME)


@pytest.mark.parametrize("case", CLOSED.values(), ids=CLOSED)
def test_what_no_password_opens(case: dict[str, Any]) -> None:
    with pytest.raises(TebikiError) as told:
        open_certificate(planted(case), case.get("password", PASSWORD), case.get("name", NAME))
    assert [one.code for one in told.value.problems] == [case["code"]]
    assert PASSWORD not in str(told.value)


def test_what_is_kept_of_a_file_holds_neither_password_nor_key() -> None:
    shown = repr(given())
    assert SUBJECT in shown
    assert PASSWORD not in shown
    assert "PRIVATE" not in shown


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("", ("nothing",)),
        ("abc ", ("blanks",)),
        ("\u3000abc", ("blanks", "full-width")),
        ("ａbc", ("full-width",)),
        ("abc0", ("zero-or-o",)),
        ("Oh1", ("zero-or-o", "one-or-l")),
        ("xyz", ()),
    ],
)
def test_what_people_mistype(password: str, found: tuple[str, ...]) -> None:
    assert find_likely_slips(password) == found


def test_the_history_speaks_each_language(
    shiomi: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shiomi)
    said = ("--certificate", "SHIO-AB123", "--published", "2042-05", "--yes")
    own = ("--changes", "図を変えました。", "--changes", "en=The pictures are new.")
    assert main(["edition", "new", "2042", *said, *own]) == 0
    assert "keys changes.en" not in capsys.readouterr().out
    row = Project(shiomi).edition_of("2042").manuals["chrome_book"].history[0]
    assert row.changes == {"ja": "図を変えました。", "en": "The pictures are new."}


def test_one_language_alone_leaves_the_others_ready_words(
    shiomi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shiomi)
    said = ("--certificate", "SHIO-AB123", "--published", "2042-05", "--yes", "--changes", "en=Other words.")
    assert main(["edition", "new", "2042", *said]) == 0
    row = Project(shiomi).edition_of("2042").manuals["chrome_book"].history[0]
    assert row.changes == {"ja": "新しい電子証明書に合わせました。", "en": "Other words."}


@pytest.mark.parametrize(
    ("own", "code", "said"),
    [
        (("fr=Des images.",), 1, "There is no language fr"),
        (("en=One.", "en=Two."), 2, "two sentences in en"),
        (("en= ",), 2, "is empty"),
        (("図", "en=A\u200bB"), 2, "--changes"),
    ],
)
def test_sentences_that_are_refused(  # noqa: PLR0917 -- a case has three parts
    own: tuple[str, ...],
    code: int,
    said: str,
    shiomi: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(shiomi)
    arguments = ("--certificate", "SHIO-AB123", "--published", "2042-05", "--yes")
    typed = [part for one in own for part in ("--changes", one)]
    assert main(["edition", "new", "2042", *arguments, *typed]) == code
    assert said in capsys.readouterr().err
    assert not (shiomi / "docs/editions/2042.toml").exists()


def test_line_breaks_of_a_field_are_none_of_the_sentence() -> None:
    assert on_one_line("ja", "図を\r\n変えました。\n") == "図を変えました。"
    assert on_one_line("en", "The pictures \n are new.") == "The pictures are new."
