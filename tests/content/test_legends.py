"""The words below a picture, read from a manual's source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.legends import Legend, first_marks, legend_of, legends_of
from tebiki.content.project import Project

ROOTS = Path(__file__).resolve().parent.parent / "roots"
CASES = {
    "two items": (
        (
            ":::{screen} tablet/ask\n:alt: A\n\n1. 甲を押します。\n2. {ui}`tablet.ask.ok`を\n   押します。\n"
            ":::\n\n次の段落。\n"
        ),
        ("甲を押します。", "「はい」を 押します。"),
    ),
    "a longer fence with what a fact decides": (
        (
            "::::{screen} tablet/ask\n:alt: A\n\n1. :::{known} mail_wait\n   乙を見ます。\n   :::\n\n"
            "   :::{unknown} mail_wait\n   丙を見ます。\n   :::\n2. 丁。\n::::\n"
        ),
        ("丙を見ます。", "丁。"),
    ),
    "no legend": (":::{screen} tablet/ask\n:alt: A\n:::\n\n1. 戊。\n", ()),
}


@pytest.mark.parametrize("case", CASES)
def test_the_items_in_their_order(case: str, city: Path) -> None:
    source, items = CASES[case]
    path = city / "docs/tablet.md"
    text = path.read_text(encoding="utf-8")
    start = text.index(":::{screen} tablet/ask")
    path.write_text(text[:start] + source + text[text.index(":::{differs}", start) :], encoding="utf-8")
    assert legends_of(Project(city), "tablet/ask") == (Legend("tablet", 2, "入れる", items),)


def test_a_chapter_of_several_manuals() -> None:
    project = Project(ROOTS / "shiomi")
    found = legends_of(project, "shared/request-form")
    assert [legend.manual for legend in found] == ["chrome_book", "meeting_room"]
    assert {legend.items for legend in found} == {("「学校の名前」を選びます。", "「送る」を押します。")}
    own = legend_of(project, "meeting_room/room-check")
    assert own is not None
    assert (own.manual, own.step) == ("meeting_room", 2)


def test_pictures_of_a_step_count_on(city: Path) -> None:
    path = city / "docs/tablet.md"
    shown = ":::{screen} tablet/ask\n:alt: A\n\n1. {ui}`tablet.ask.ok`を押します。\n:::\n"
    text = path.read_text(encoding="utf-8").replace(
        ":::{screen} tablet/ask", f"{shown}\n:::{{screen}} tablet/two"
    )
    path.write_text(text, encoding="utf-8")
    found = [legend_of(Project(city), name) for name in ("tablet/ask", "tablet/two")]
    assert [legend.first for legend in found if legend] == [1, 2]
    assert first_marks(Project(city), "tablet") == {"tablet/ask": 1, "tablet/two": 2}


def test_a_screen_that_no_manual_shows(city: Path) -> None:
    assert legend_of(Project(city), "tablet/none") is None
