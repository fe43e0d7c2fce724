"""``tebiki required``: what asks for a look, and recording that somebody has looked."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from planted import spoil

from tebiki.cli.dispatch import main

LOOKED = ("required", "looked")
BY = ("--by", "窓口係", "--on", "2031-04-09")
LINE = "みまもりネットに入る手順です。"


@pytest.fixture
def table(required_city: Path) -> Path:
    return required_city / "docs" / "required.toml"


@pytest.fixture
def page(required_city: Path) -> Path:
    return required_city / "docs" / "tablet.md"


def looks(table: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(table.read_text(encoding="utf-8"))["looked"]
    return found


def look(table: Path, row: str, manual: str) -> dict[str, Any]:
    (found,) = [one for one in looks(table) if one["row"] == row and manual in one["manuals"]]
    return found


@pytest.mark.usefixtures("table")
def test_nothing_asks_for_a_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["required"]) == 0
    assert capsys.readouterr().out == "No sentence has to be read again.\n"


@pytest.mark.usefixtures("table")
def test_what_asks_for_a_look_is_listed_then_and_now(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(page, LINE, "みまもりネットに入る方法です。")
    assert main(["required"]) == 0
    assert capsys.readouterr().out.splitlines()[:6] == [
        "Sentences to be read again: 1",
        "",
        "docs/tablet.md:5 (manuals: tablet)",
        "    A1: 何の手引か",
        "    then: みまもりネットに入る【手順】です。 (2031-03-02 みまもり係)",
        "    now: みまもりネットに入る【方法】です。",
    ]


@pytest.mark.usefixtures("table")
def test_errors_are_told_beside_the_list(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(page, "% A3\n", "")
    assert main(["required"]) == 1
    assert "the row A3" in capsys.readouterr().err


def test_a_look_is_recorded_and_all_else_stays(
    table: Path, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = table.read_text(encoding="utf-8")
    spoil(page, LINE, "みまもりネットに入る方法です。")
    assert main([*LOOKED, "A1", "--manual", "tablet", *BY]) == 0
    assert "A1 (tablet)" in capsys.readouterr().out
    found = look(table, "A1", "tablet")
    assert found["role"] == "窓口係"
    assert found["on"].isoformat() == "2031-04-09"
    assert found["messages"][0] == "みまもりネットに入る方法です。"
    assert look(table, "A1", "phone")["role"] == "みまもり係"
    after = table.read_text(encoding="utf-8")
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    assert gone == ['  "みまもりネットに入る手順です。",']
    assert "]\n[[looked]]" not in after
    assert after.startswith("# An invented city's table")
    assert main(["required"]) == 0
    assert main(["check"]) == 0


def test_a_look_at_all_manuals_of_several_rows(table: Path) -> None:
    assert main([*LOOKED, "A2", "A4", *BY]) == 0
    for row in ("A2", "A4"):
        assert look(table, row, "tablet") == look(table, row, "phone")
        assert look(table, row, "tablet")["role"] == "窓口係"
    assert [one["row"] for one in looks(table)] == ["A1", "A1", "A2", "A3", "A4", "A5"]


def test_a_look_at_one_of_two_manuals(table: Path) -> None:
    assert main([*LOOKED, "A4", "--manual", "phone", *BY]) == 0
    assert look(table, "A4", "phone")["manuals"] == ["phone"]
    assert look(table, "A4", "tablet")["manuals"] == ["tablet"]


def test_the_first_look_of_all(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    table.write_text(text[: text.index("[[looked]]")], encoding="utf-8")
    assert main([*LOOKED, "A1", "A2", "A3", "A4", "A5", *BY]) == 0
    assert main(["required"]) == 0
    assert look(table, "A4", "tablet")["manuals"] == ["tablet", "phone"]


REFUSED = [
    (["A9", *BY], 2, "no row A9"),
    (["A1", "A9", *BY], 2, "no row A9"),
    (["A1", "--manual", "watch", *BY], 2, "no manual watch"),
    (["A3", "--manual", "phone", *BY], 2, "A3 is not one of that manual"),
    (["B1", *BY], 2, "need not be said any more (手引は、紙で配らないため)"),
    (["A1", "--by", " ", "--on", "2031-04-09"], 2, "--by is empty"),
    (["A1", "--by", "窓口係", "--on", "2031-02-30"], 2, "no such date: 2031-02-30 (month 2 has 28 days)"),
    (["A1", "--on", "2031-04-09"], 2, "--by"),
]


@pytest.mark.parametrize(("words", "code", "text"), REFUSED)
def test_what_cannot_be_recorded(
    table: Path, words: list[str], code: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()
    assert main([*LOOKED, *words]) == code
    assert text in capsys.readouterr().err
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("% A3\n", ""), ("{fact}`certificate.file`", "申込書"), (":::{screen} tablet/ask", ":::{info} 画面")],
)
def test_a_row_that_is_wrong_is_not_recorded(
    table: Path, page: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()
    spoil(page, old, new)
    assert main([*LOOKED, "A3", *BY]) == 1
    assert "A3" in capsys.readouterr().err
    assert table.read_bytes() == before
    assert main([*LOOKED, "A1", *BY]) == 0  # of another row nothing is wrong


def test_a_row_of_a_wrong_table_is_not_recorded(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(table, '"certificate.file"', '"certificate.flie"')
    before = table.read_bytes()
    assert main([*LOOKED, "A3", *BY]) == 1
    assert "certificate.flie" in capsys.readouterr().err
    assert table.read_bytes() == before


def test_a_content_without_a_table(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.unlink()
    assert main(["required"]) == 1
    assert "no table of what its manuals must say" in capsys.readouterr().err


def test_the_help_asks_for_a_role(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*LOOKED, "--help"])
    assert "no person's name" in " ".join(capsys.readouterr().out.split())
