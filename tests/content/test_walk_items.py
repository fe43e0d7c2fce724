"""What somebody compares: each screen, each step without one, each sentence that nobody has confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import spoil
from walk_samples import with_marks

from tebiki.content.project import Project
from tebiki.content.walk_items import WalkItem, marked_sentences, marks_in


def items(root: Path, manual: str = "tablet") -> tuple[WalkItem, ...]:
    return Project(root).walk_source.items(manual)


def look(root: Path) -> str:
    return next(one.look for one in items(root) if one.kind == "screen")


def test_a_manual_in_its_order(city: Path) -> None:
    with_marks(city)
    assert [(one.kind, one.place, one.name) for one in items(city)] == [
        ("step", "step-1", ""),
        ("sentence", "step-1", "フォームを開きます（参考）。"),
        ("screen", "step-2", "tablet/ask"),
        ("sentence", "trouble", "はじめに、画面が暗くなります（参考）。"),
    ]
    first, _, screen, _ = items(city)
    assert (first.title, first.step, first.needed) == ("申し込む", 1, True)
    assert list(screen.words) == ["tablet.ask.title", "tablet.ask.ok"]


def test_shared_chapters_are_read(shiomi: Path) -> None:
    found = items(shiomi, "chrome_book")
    assert {one.name for one in found if one.kind == "screen"} >= {
        "shared/request-form",
        "chrome_book/import-pass",
    }


def test_what_facts_leave_out_is_not_asked(city: Path) -> None:
    page = city / "docs" / "tablet.md"
    spoil(page, "新しい証明書は{fact}`new_valid_from`からです。", "からです（参考）。")
    spoil(page, "いつからかは、聞いてください。", "聞いてください（参考）。")
    assert [one.name for one in items(city) if one.kind == "sentence"] == ["聞いてください（参考）。"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("screenshots/tablet/ask.typ", "label(", "label( "),
        ("docs/labels/tablet.toml", 'ja = "はい"', 'ja = "うん"'),
    ],
)
def test_another_drawing_or_label_is_another_look(city: Path, file: str, old: str, new: str) -> None:
    before = look(city)
    spoil(city / file, old, new)
    assert look(city) != before


def test_another_year_is_the_same_look(city: Path) -> None:
    before = look(city)
    spoil(city / "docs/editions/2031.toml", 'stored_name = "yamabe-kaigo"', 'stored_name = "yamabe-shin"')
    assert look(city) == before


def test_marks_that_are_spoken_of_mark_nothing() -> None:
    text = "あ（参考）。「（参考）」は説明です。い（参考）"
    assert len(marks_in(text, "（参考）")) == 2
    assert list(marked_sentences(text, "（参考）")) == ["あ（参考）。", "い（参考）"]
