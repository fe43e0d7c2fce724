"""How much of a page is translated, and what may be published."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tebiki.content.catalogs.translation import Kind, Message, Tally, Translation, has_words, tally
from tebiki.content.language_owner import Care


def message(msgid: str, kind: Kind = "text") -> Message:
    return Message("tablet", msgid, ("docs/tablet.md", 1), kind)


def rows(done: int, fuzzy: int = 0, missing: int = 0) -> Any:
    return {"done": done, "fuzzy": fuzzy, "missing": missing}


@pytest.mark.parametrize(
    ("msgid", "words"),
    [
        ("押す", True),
        ("{fact}`version`", False),
        ("{fact}`a` {fact}`b`", True),
        ("1 → 2", False),
        ("OK", True),
        ("{step}`3`～6", True),
        ("{step}`3`–6", False),
    ],
)
def test_what_has_words(msgid: str, words: bool) -> None:
    assert has_words(msgid) is words


def test_each_message_counts_once_and_as_vital_if_it_is_so_anywhere() -> None:
    found = [message("押す"), message("押す", "step"), message("読む"), message("待つ", "caution")]
    counted = tally(found, {"押す": "done", "読む": "fuzzy"}, frozenset())
    assert counted == Tally(rows(1, missing=1), rows(0, fuzzy=1))
    assert counted.open == 2


def test_a_label_without_words_in_the_language_is_vital() -> None:
    found = [message("{ui}`a.ok`か{ui}`a.no`を押す")]
    counted = tally(found, {found[0].msgid: "done"}, frozenset({"a.ok"}))
    assert (counted.vital, counted.rest) == (rows(1, missing=1), rows(1))
    assert not counted.released(0)


def test_what_has_no_words_is_not_asked_for() -> None:
    assert tally([message("{fact}`version`")], {}, frozenset()) == Tally(rows(0), rows(0))


@pytest.mark.parametrize(
    ("vital", "rest", "bar", "released"),
    [
        (rows(5), rows(19, missing=1), 95, True),
        (rows(5), rows(18, fuzzy=2), 95, False),
        (rows(4, fuzzy=1), rows(20), 0, False),
        (rows(4, missing=1), rows(20), 95, False),
        (rows(0), rows(0), 100, True),
        (rows(1), rows(0, missing=3), 0, True),
    ],
)
def test_the_bar(vital: Any, rest: Any, bar: int, released: bool) -> None:
    assert Tally(vital, rest).released(bar) is released


def test_states_and_reviews() -> None:
    care = Care.model_validate({"reviewed": {"2031": {"by": "Lan", "on": "2031-02-03"}}})
    known = Translation({"a": "b"}, frozenset({"c"}), None, care)
    assert [known.state(msgid) for msgid in "acd"] == ["done", "fuzzy", "missing"]
    assert (known.reviewed(2031), known.reviewed(2032)) == (True, False)


@pytest.mark.parametrize(
    "wrong", [{"bar": 101}, {"bar": -1}, {"reviewed": {"2031": {"by": "Lan"}}}, {"owners": "x"},
              {"reviewed": {"2031": {"by": "Lan", "on": "2031-02-30"}}}]
)  # fmt: skip
def test_care_is_strict(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Care.model_validate(wrong)
