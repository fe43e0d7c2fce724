"""Slips in manuals' text: each kind is told at its line with the line to write, and nothing that is right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from catalogs import TESTS, cases, rules
from conftest import ROOTS

from tebiki.checks.manual_text import check_text
from tebiki.content.markdown.constructs import constructs
from tebiki.errors import Problem
from tebiki.messages import LANGUAGES, area, tell

BAD, GOOD = TESTS / "bad" / "manuals", TESTS / "good" / "manuals"
FAULTY = [case for path in sorted(BAD.glob("*.toml")) for case in cases(path)]
HONEST = [case for path in sorted(GOOD.glob("*.toml")) for case in cases(path)]
#: Codes whose ``write`` takes the place of the whole line.
WHOLE = frozenset(
    f"source/{name}"
    for name in (
        *("address-line", "box-close", "box-line", "comment-line", "heading-line"),
        *("heading-level", "heading-first", "list-line", "mark-line", "option-line", "option-name", "unseen"),
    )
)


def told(problem: Problem) -> str:
    """A problem as the files of cases write it."""
    assert problem.place is not None
    write = problem.values.get("write")
    return f"{problem.place.line} {problem.code.removeprefix('source/')}" + (f" → {write}" if write else "")


def beginning(case: dict[str, Any]) -> str:
    """The first line of a case."""
    return ascii(case["text"].strip().partition("\n")[0])[:50]


@pytest.mark.parametrize("case", FAULTY, ids=beginning)
def test_a_slip_is_told_at_its_line(case: dict[str, Any]) -> None:
    assert [told(one) for one in check_text(case["text"])] == case["told"]


@pytest.mark.parametrize("case", HONEST, ids=beginning)
def test_a_right_text_passes(case: dict[str, Any]) -> None:
    assert check_text(case["text"]) == []


@pytest.mark.parametrize(
    "case", [case for case in FAULTY if not case["text"].startswith("---")], ids=beginning
)
def test_lines_are_counted_from_the_head_of_the_file(case: dict[str, Any]) -> None:
    """The same slips, further down by what stands above them."""
    above = "文です。\n\n:::{info}\n囲みです。\n:::\n\n"
    lines = [one.place.line for one in check_text(case["text"]) if one.place and one.place.line]
    moved = [one.place.line for one in check_text(above + case["text"]) if one.place and one.place.line]
    assert moved == [line + 6 for line in lines]


@pytest.mark.parametrize("case", FAULTY, ids=beginning)
def test_who_writes_what_is_told_is_told_no_more_of_it(case: dict[str, Any]) -> None:
    lines = case["text"].split("\n")
    obeyed = set()
    for problem in check_text(case["text"]):
        if problem.code in WHOLE and "…" not in str(problem.values["write"]):
            assert problem.place is not None
            obeyed.add((problem.code, problem.place.line))
            lines[(problem.place.line or 0) - 1] = str(problem.values["write"])
    again = {(one.code, one.place.line) for one in check_text("\n".join(lines)) if one.place}
    assert not obeyed & again


def test_every_slip_is_planted_and_has_words() -> None:
    """No kind without a faulty text; what is told says what to do, in both languages."""
    sources = [*(Path(check_text.__code__.co_filename).parent / "slips").glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    kinds = set(re.findall(r'\bslip\(\s*"([a-z-]+)"', text)) | set(re.findall(r'"source/([a-z-]+)"', text))
    kinds |= set(re.findall(r'yield \w+(?:\.start\(\))?, "([a-z-]+)", \{', text))
    planted = {row.split(" ")[1] for case in FAULTY for row in case["told"]}
    assert len(kinds) > 40
    assert kinds <= planted | {"reading"}  # of やさしい日本語: below
    for case in FAULTY:
        for problem in check_text(case["text"]):
            assert set(area("source")[problem.code.removeprefix("source/")]) >= {"ja", "en"}
            assert all("→" in tell(problem, language) for language in LANGUAGES), problem.code


@pytest.mark.parametrize("one", constructs(), ids=lambda one: f"{one.kind}-{one.key}")
def test_the_table_of_constructs_is_what_is_told(one: Any) -> None:
    """Every accepted example passes; every refused one is told at its line, in the table's words."""
    problems = check_text(one.example + "\n")
    if one.accepted:
        assert problems == []
    else:
        assert [problem.place.line for problem in problems if problem.place][:1] == [1]
        assert one.instead
        if problems[0].code == "source/refused":
            assert one.instead["ja"] in tell(problems[0], "ja")


@pytest.mark.parametrize(
    "path", sorted(ROOTS.rglob("docs/**/*.md")), ids=lambda path: path.relative_to(ROOTS).as_posix()
)
def test_the_invented_cities_texts_pass(path: Path) -> None:
    assert check_text(path.read_text(encoding="utf-8"), path=path) == []


def test_a_place_names_the_file(tmp_path: Path) -> None:
    (problem,) = check_text("##　題名\n", path=tmp_path / "tablet.md")
    assert str(problem.place).endswith("tablet.md:1")


def test_line_ends_and_a_mark_of_the_encoding_change_nothing() -> None:
    text = "\ufeff文です。\r\n\r\n##　題名\r\n"
    assert [told(one) for one in check_text(text)] == ["3 heading-line → ## 題名"]


def test_readings_belong_to_plain_japanese() -> None:
    assert check_text("｜漢字《かんじ》です。\n", language="ja_simple") == []
    (problem,) = check_text("文です。\n｜漢字《かんじです。\n", language="ja_simple")
    assert told(problem) == "2 reading"
    assert "→" in tell(problem, "ja")


def test_names_are_looked_up_where_they_are_known() -> None:
    names = {"fact": ["version"], "ui": ["tablet.ok"], "url": ["form"], "remedy": ["nothing"]}
    text = (
        "{fact}`version`と{ui}`tablet.ok`。\n{fact}`versoin`と\n{ui}`tablet.no`、{step}`9`、{remedy}`x`。\n"
    )
    assert check_text(text) == []
    assert [told(one) for one in check_text(text, names=names)] == ["2 fact", "3 label", "3 remedy"]


def test_facts_typed_by_hand_are_told_where_the_edition_is_known() -> None:
    text = "文です。\n\nYMB-2031-0228を入れます。\n"
    assert check_text(text) == []
    assert [told(one) for one in check_text(text, publication=rules())] == ["3 typed-fact"]


def test_many_boxes_that_are_not_closed_are_told_and_stop_nothing() -> None:
    problems = check_text(":::{caution}\n" * 2000)
    assert {one.code for one in problems} == {"source/box-open"}
    assert len(problems) == 2000
