"""A walk is entered part by part and kept between; recorded, it is the file that the command writes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from planted import spoil
from walk_samples import TODAY, recorded, walk_of, with_marks

from tebiki.content.project import Project
from tebiki.editions.walk_draft import (
    WalkDraft,
    answer_part,
    begin_draft,
    change_draft_head,
    discard_draft,
    draft_path,
    find_draft,
    record_draft,
    walk_parts,
)
from tebiki.errors import TebikiError

FIELDS = {"device": "Tablet 1", "os": "Sky 3", "by": "認証担当", "on": "令和13年4月1日"}


def begun(root: Path, **fields: str) -> WalkDraft:
    return begin_draft(Project(root), "tablet", {**FIELDS, **fields}, TODAY)


def all_same(root: Path, draft: WalkDraft) -> WalkDraft:
    for part in walk_parts(draft.items):
        draft = answer_part(Project(root), draft, part, [("same", "")] * len(part.items))
    return draft


def found(root: Path) -> WalkDraft:
    draft = find_draft(Project(root), "tablet")
    assert draft is not None
    return draft


def refusal(error: pytest.ExceptionInfo[TebikiError]) -> list[tuple[str, str | None]]:
    return [(one.code, one.place.key if one.place else None) for one in error.value.problems]


def test_a_draft_changes_nothing_of_the_project(city: Path) -> None:
    before = {path: path.read_bytes() for path in city.rglob("*") if path.is_file()}
    all_same(city, begun(city))
    changed = {path for path in city.rglob("*") if path.is_file() and before.get(path) != path.read_bytes()}
    assert changed == {city / "build/studio/walks/2031-tablet.toml"}
    assert {path: path.read_bytes() for path in before} == before


def test_the_record_is_the_command_s_byte_for_byte(city: Path, tmp_path: Path) -> None:
    with_marks(city)
    other = shutil.copytree(city, tmp_path / "other")
    draft = all_same(city, begun(city))
    assert draft.open_part is None
    done = record_draft(Project(city), draft, TODAY)
    assert done.tested
    recorded(other, walk_of(other))
    for file in ("docs/walks/2031-tablet-1.toml", "docs/editions/2031.toml"):
        assert (city / file).read_bytes() == (other / file).read_bytes()
    assert not draft_path(Project(city), "tablet").exists()


def test_what_differs_is_kept_with_its_words(city: Path) -> None:
    draft = begun(city)
    part = next(one for one in walk_parts(draft.items) if one.step == 2)
    answer_part(Project(city), draft, part, [("differs", " とけい ")])
    (entry,) = found(city).entries(part)
    assert (entry.seen, entry.words) == ("differs", "とけい")
    answer_part(Project(city), found(city), part, [("absent", "とけい")])
    (entry,) = found(city).entries(part)
    assert (entry.seen, entry.words) == ("absent", "")


def test_a_part_answered_wrong_leaves_the_draft_as_it_was(city: Path) -> None:
    draft = begun(city)
    before = draft_path(Project(city), "tablet").read_bytes()
    part = walk_parts(draft.items)[0]
    for answers, told in (
        ([("differs", " ")], ("walk/differs-how", "words.0")),
        ([("perhaps", "")], ("walk/choice", "seen.0")),
    ):
        with pytest.raises(TebikiError) as caught:
            answer_part(Project(city), draft, part, answers)
        assert refusal(caught) == [told]
        assert draft_path(Project(city), "tablet").read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sheet", "1234-ABCD", "walk/other-sheet"),
        ("device", " ", "walk/blank"),
        ("os", "Sky", "walk/os"),
        ("by", "", "walk/blank"),
        ("by", "架空さん", "walk/person"),
        ("on", "2031-04-03", "walk/future"),
        ("on", "昨日", "screens/date"),
        ("on", "2031-02-30", "date/day"),
    ],
)
def test_each_field_is_refused_at_its_place(city: Path, field: str, value: str, code: str) -> None:
    with pytest.raises(TebikiError) as caught:
        begun(city, **{field: value})
    assert refusal(caught) == [(code, field)]
    assert not draft_path(Project(city), "tablet").exists()


def test_all_wrong_fields_are_told_at_once(city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        begun(city, device="", os="", on="")
    assert [key for _, key in refusal(caught)] == ["device", "os", "on"]


def test_a_second_draft_of_the_manual_is_refused_until_the_first_is_given_up(city: Path) -> None:
    begun(city)
    with pytest.raises(TebikiError) as caught:
        begun(city)
    assert refusal(caught) == [("walk/draft-there", None)]
    discard_draft(Project(city), "tablet")
    begun(city)


def test_the_head_is_changed_without_losing_answers(city: Path) -> None:
    draft = all_same(city, begun(city))
    change_draft_head(Project(city), draft, {**FIELDS, "os": "Sky 4", "browser": "Cloud 5"}, TODAY)
    again = found(city)
    assert (again.walk.os, again.walk.browser) == ("Sky 4", "Cloud 5")
    assert again.walk.seen == draft.walk.seen


def test_what_changed_since_is_open_again(city: Path) -> None:
    draft = all_same(city, begun(city))
    assert draft.open_part is None
    spoil(city / "docs/labels/tablet.toml", "はい", "すすむ")
    again = found(city)
    assert [item.name for item in again.changed] == ["tablet/ask"]
    assert again.open_part is not None
    assert again.open_part.step == 2
    assert sum(bool(entry.seen) for entry in again.walk.seen) == len(draft.walk.seen) - 1


def test_what_the_manual_shows_no_more_is_left_out(city: Path) -> None:
    with_marks(city)
    draft = all_same(city, begun(city))
    spoil(city / "docs/tablet.md", "はじめに、画面が暗くなります（参考）。", "")
    again = found(city)
    assert len(again.walk.seen) == len(draft.walk.seen) - 1
    assert record_draft(Project(city), again, TODAY).state == "walked"


def test_a_record_that_is_refused_keeps_the_draft(city: Path) -> None:
    draft = all_same(city, begun(city))
    with pytest.raises(TebikiError) as caught:
        record_draft(Project(city), draft, date(2031, 3, 31))
    assert [code for code, _ in refusal(caught)] == ["walk/future"]
    assert found(city).walk == draft.walk


def test_nothing_answered_is_no_record(city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        record_draft(Project(city), begun(city), TODAY)
    assert [code for code, _ in refusal(caught)] == ["walk/empty"]


def test_a_draft_of_another_manual_is_refused(city: Path) -> None:
    begun(city)
    spoil(draft_path(Project(city), "tablet"), 'manual = "tablet"', 'manual = "phone"')
    with pytest.raises(TebikiError) as caught:
        found(city)
    assert [code for code, _ in refusal(caught)] == ["walk/other-manual"]
