"""`tebiki check` tells what a walk saw otherwise, and manuals that nobody has walked through."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, spoil
from walk_samples import changed, recorded, walk_of

EDITION = "docs/editions/2031.toml"
RECORD = "docs/walks/2031-tablet-1.toml"


def rules(root: Path) -> set[tuple[str, str, str | None]]:
    wanted = ("walk/", "picture/unverified")
    return {(code, file, key) for code, file, _, key in found(root, outputs=False) if code.startswith(wanted)}


UNWALKED = ("walk/unwalked", EDITION, "manuals.tablet")
UNSEEN = ("picture/unverified", "screenshots/tablet/ask.toml", "verified")


def test_a_manual_that_nobody_walked_through(city: Path) -> None:
    assert rules(city) == {UNWALKED, UNSEEN}


def test_a_walk_leaves_nothing_to_tell_but_the_decision_that_went_before(city: Path) -> None:
    recorded(city)
    assert rules(city) == {("walk/decision", EDITION, "decisions.0")}
    text = (city / EDITION).read_text(encoding="utf-8")
    left = text.partition("[[decisions]]")[0]  # they stand last
    (city / EDITION).write_text(left, encoding="utf-8", newline="\n")
    assert rules(city) == set()


@pytest.mark.parametrize("seen", ["differs", "absent"])
def test_what_a_device_showed_otherwise_is_told_until_it_is_settled(city: Path, seen: str) -> None:
    recorded(city, changed(walk_of(city), "tablet/ask", seen=seen, words="よろしいですか"))
    assert rules(city) == {("walk/differs", RECORD, "seen.1"), UNWALKED, UNSEEN}
    spoil(city / RECORD, f'seen = "{seen}"', f'seen = "{seen}"\nsettled = "手順にそう書いた。"')
    assert rules(city) == {("walk/decision", EDITION, "decisions.0"), UNSEEN}


def test_a_change_after_the_walk_is_told(city: Path) -> None:
    recorded(city)
    spoil(city / "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "うん"')
    assert rules(city) == {UNWALKED, UNSEEN}


def test_a_record_that_is_wrong_hides_nothing_else(city: Path) -> None:
    recorded(city)
    spoil(city / RECORD, 'os = "Sky 3"', "os = 3")
    codes = {(code, file) for code, file, *_ in found(city, outputs=False)}
    assert {("toml/string", RECORD), ("picture/unverified", "screenshots/tablet/ask.toml")} <= codes
