"""The sheet for a walk: all that is to be compared, with boxes and room to write, on numbered pages."""

from __future__ import annotations

import re
from pathlib import Path

import pdf_gates
import pytest
from planted import spoil
from walk_samples import with_marks

from tebiki.cli.dispatch import main
from tebiki.content.message_text import plain_label
from tebiki.content.phrases import find_breaks
from tebiki.content.project import Project
from tebiki.content.walk_items import sheet_number
from tebiki.editions.walk_record import read_answers
from tebiki.editions.walk_sheet import WalkSheet, write_sheet
from tebiki.errors import TebikiError


def squeezed(path: Path) -> str:
    return "".join("".join(pdf_gates.text(path)).split())


@pytest.fixture
def sheet(city: Path) -> WalkSheet:
    return write_sheet(Project(with_marks(city)), "tablet")


def test_all_that_is_to_be_compared_is_there(city: Path, sheet: WalkSheet) -> None:
    project, text = Project(city), squeezed(sheet.pdf)
    items = project.walk_source.items("tablet")
    here = project.publication("ja")
    for item in items:
        words = [plain_label(key, here, "tablet") for key in item.words]
        words += [item.name] if item.kind == "sentence" else []
        assert all("".join(word.split()) in text for word in words), item
    assert "シートの番号" + sheet_number(items) in text
    assert text.count("□") == 0  # boxes are drawn, no letters that a font may lack
    assert (text.count("出ない"), text.count("そのとおり")) == (2, 4)  # once in the rules, a sentence each


def test_lines_break_between_phrases(city: Path) -> None:
    long = "出ている名前は、そのままにしておき、空のときだけ、配られた紙を見ながら入力してください（参考）。"
    spoil(city / "docs" / "tablet.md", "もう一度押します。", long)
    made = write_sheet(Project(city), "tablet")
    written = [line.strip() for text in pdf_gates.text(made.pdf) for line in text.splitlines()]
    lines = [line for line in written if line and line in long]
    assert "".join(lines) == long
    assert len(lines) > 1
    at, breaks = 0, find_breaks(long)
    for line in lines[:-1]:
        at += len(line)
        assert at in breaks, line


def test_it_passes_the_gates_of_every_pdf(sheet: WalkSheet) -> None:
    findings = [one for one in pdf_gates.everything(sheet.pdf) if not one.startswith("fill")]
    assert findings == []
    assert len(pdf_gates.text(sheet.pdf)) == sheet.pages


def test_pages_are_numbered(shiomi: Path) -> None:
    made = write_sheet(Project(shiomi), "chrome_book")
    for number, text in enumerate(pdf_gates.text(made.pdf), 1):
        assert re.search(rf"{number}\s*/\s*{made.pages}", text)


def test_no_row_is_torn_and_the_heads_are_repeated(city: Path) -> None:
    page = city / "docs" / "tablet.md"
    long = "\n\n".join(f"{number}番目の画面が出ます（参考）。" for number in range(1, 40))
    spoil(page, "もう一度押します。", long)
    made = write_sheet(Project(city), "tablet")
    pages = ["".join(text.split()) for text in pdf_gates.text(made.pdf)]
    assert made.pages == len(pages) >= 3
    for text in pages[:-1]:
        assert "見比べる言葉" in text
    for number in range(1, 40):
        whole = re.compile(rf"(?<!\d){number}番目の画面が出ます（参考）。")
        assert sum(len(whole.findall(text)) for text in pages) == 1


def test_the_same_sheet_twice(city: Path, sheet: WalkSheet) -> None:
    before = sheet.pdf.read_bytes()
    assert write_sheet(Project(city), "tablet").pdf.read_bytes() == before


def test_a_change_gives_another_number(city: Path) -> None:
    before = sheet_number(Project(city).walk_source.items("tablet"))
    spoil(city / "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "うん"')
    assert sheet_number(Project(city).walk_source.items("tablet")) != before


def test_answers_lie_beside_it_to_be_filled_in(sheet: WalkSheet) -> None:
    with pytest.raises(TebikiError):
        read_answers(sheet.answers)
    assert sheet.answers.read_text(encoding="utf-8").count('seen = ""') == 4


def test_the_command_says_where_it_is(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    assert main(["screens", "walk", "tablet", "--sheet"]) == 0
    said = capsys.readouterr().out
    assert "build/walks/2031-tablet-sheet.pdf" in said
    assert "build/walks/2031-tablet-answers.toml" in said
    assert main(["screens", "walk", "tablet", "--sheet", "--from", "a.toml"]) == 2
