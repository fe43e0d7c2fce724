"""``tebiki todo``: what it prints, as text and as JSON; the handbook's steps stand in the tasks' order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.editions.year_state import TaskName
from tebiki.editions.year_state.arrange import RULES
from tebiki.editions.year_state.model import TASKS

REPOSITORY = Path(__file__).parents[2]
Told = pytest.CaptureFixture[str]


def todo(root: Path, *words: str) -> int:
    return main(["todo", *words, "--root", str(root)])


def test_it_tells_what_is_next_all_tasks_and_other_years(shiomi: Path, capsys: Told) -> None:
    assert todo(shiomi, "--fast") == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert lines[0].startswith("FY 2041 Ver. 3・7 [not released yet]: ")
    assert lines[1].startswith("Next: ")
    assert "1 Begin the year" in lines
    assert [line[0] for line in lines if re.match(r"\d ", line)] == ["1", "2", "3", "4"]
    assert lines[-1] == "Other edition: FY 2040 Ver. 2・6 [earlier edition]"


def test_it_speaks_japanese(shiomi: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    assert todo(shiomi, "--fast") == 0
    said = capsys.readouterr().out
    assert said.startswith("令和23年度（2041）Ver.3・7［発行前］ 11のうち")
    assert "次にすること: " in said


def test_it_waits_until_translations_are_counted(bilingual: Path, capsys: Told) -> None:
    assert todo(bilingual, "--fast", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pending"] == ["translations"]
    assert todo(bilingual, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["pending"] == []
    [task] = [one for group in told["groups"] for one in group["tasks"] if one["name"] == "translate"]
    assert isinstance(task["total"], int)


def test_json_holds_names_and_sentences(city: Path, capsys: Told) -> None:
    assert todo(city, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["edition"], told["kind"], told["publication"]) == ("2031", "unreleased", "2031-03-01")
    tasks = {one["name"]: one for group in told["groups"] for one in group["tasks"]}
    assert [*tasks] == [name for name in TASKS if name != "compare"]  # there is nothing to compare with
    assert tasks["release"]["needs"] == ["papers", "approval"]
    assert tasks["papers"]["blocks"][0]["code"] == "release/no-review"
    assert told["next"] == "papers"


def test_a_year_that_there_is_not_is_refused(city: Path, capsys: Told) -> None:
    assert todo(city, "--edition", "2040") == 2
    assert "tebiki todo" in capsys.readouterr().err


def test_wrong_sources_hide_nothing_else(bilingual: Path, capsys: Told) -> None:
    (bilingual / "docs" / "tablet.md").write_text("{fact}`none`\n", encoding="utf-8")
    assert todo(bilingual) == 1
    said = capsys.readouterr()
    assert "Complete the translations" in said.out
    assert said.err


def chapter(name: str, heading: str) -> str:
    """A chapter of a README, without its later sections."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    return re.split(r"(?m)^##", text.partition(f"\n## {heading}\n")[2])[0]


def first_named(text: str, command: str) -> int:
    """Where a chapter first names a command in a line of its own."""
    found = re.search(rf"(?m)^ *\.venv/bin/{re.escape(command)}\b", text)
    assert found is not None, command
    return found.start()


@pytest.mark.parametrize(("name", "heading"), [("README.ja.md", "新しい年度"), ("README.md", "A new year")])
def test_the_handbook_has_the_tasks_order(name: str, heading: str) -> None:
    text = chapter(name, heading)
    steps: tuple[TaskName, ...] = ("certificate", "facts", "compare", "papers", "release")
    assert steps == tuple(task for task in TASKS if task in steps)
    words = [" ".join(RULES[task].command.split()[:3]).partition(" {")[0] for task in steps]
    places = [first_named(text, command) for command in words]
    assert places == sorted(places)
    assert text.rindex("`dist/2026`") > places[-1]  # what was made is handed over last
    assert "tebiki todo" in text


@pytest.mark.parametrize(
    ("name", "heading"), [("README.ja.md", "公開したものの訂正"), ("README.md", "A correction")]
)
def test_so_has_the_handbooks_correction(name: str, heading: str) -> None:
    text = chapter(name, heading)
    commands = ("tebiki edition revise", "tebiki edition compare", "tebiki edition review", "tebiki release")
    places = [first_named(text, command) for command in commands]
    assert places == sorted(places)
