"""What follows from walks: screens and labels verified, sentences confirmed, manuals walked through."""

from __future__ import annotations

from pathlib import Path

from planted import spoil
from walk_samples import changed, recorded, walk_of, with_marks

from tebiki.captures.overview import overview
from tebiki.content.project import Project
from tebiki.content.walk_states import WalkStates

SCREEN = "tablet/ask"


def states(root: Path) -> WalkStates:
    return Project(root).walks


def verified(root: Path) -> bool:
    [row] = [row for row in overview(Project(root)).rows if row.name == SCREEN]
    return row.verified is not None


def unread(root: Path) -> set[str]:
    return {label.key for label in overview(Project(root)).labels if not label.verified}


def test_nobody_has_walked(city: Path) -> None:
    assert states(city).manual("tablet", 2031) == "none"
    assert not verified(city)


def test_a_whole_walk_verifies_all_that_it_saw(city: Path) -> None:
    spoil(city / "docs/labels/tablet.toml", "verified = true", "verified = false")
    before = unread(city)
    recorded(city)
    assert states(city).manual("tablet", 2031) == "walked"
    assert states(city).systems("tablet", 2031) == ("Sky 3",)
    assert verified(city)
    seen = states(city).screens[SCREEN]
    assert (seen.by, seen.device, seen.os, seen.on.isoformat()) == (
        "認証担当",
        "Tablet 1",
        "Sky 3",
        "2031-04-01",
    )
    assert before
    assert not unread(city) & {"tablet.ask.title", "tablet.ask.ok"}


def test_a_walk_of_last_year_says_nothing_of_this_years_manual(city: Path) -> None:
    recorded(city)
    assert states(city).manual("tablet", 2032) == "none"


def test_what_differs_is_not_verified_and_stays_open(city: Path) -> None:
    walk = changed(walk_of(city), SCREEN, seen="differs", words="よろしいですか")
    done = recorded(city, walk)
    assert (done.state, done.tested, len(done.otherwise)) == ("partly", False, 1)
    assert not verified(city)
    assert [one.entry.words for one in states(city).differences] == ["よろしいですか"]
    assert "tablet.ask.ok" not in states(city).label_texts


def test_what_does_not_appear_is_not_verified(city: Path) -> None:
    recorded(city, changed(walk_of(city), SCREEN, seen="absent"))
    assert not verified(city)
    assert states(city).manual("tablet", 2031) == "partly"


def test_a_difference_that_somebody_settled_is_not_open(city: Path) -> None:
    walk = changed(walk_of(city), SCREEN, seen="absent", settled="この端末では聞かれない。手順にそう書いた。")
    assert recorded(city, walk).state == "walked"
    assert not states(city).differences
    assert not verified(city)


def test_the_next_walk_on_that_system_closes_a_difference(city: Path) -> None:
    recorded(city, walk_of(city, seen="differs"))
    assert recorded(city, walk_of(city, day=2)).state == "walked"
    assert not states(city).differences
    assert verified(city)


def test_a_later_difference_takes_back_what_a_walk_had_shown(city: Path) -> None:
    recorded(city)
    assert recorded(city, walk_of(city, seen="differs", day=2)).state == "partly"
    assert not verified(city)


def test_another_system_that_differs_leaves_the_first_one_walked(city: Path) -> None:
    recorded(city)
    assert recorded(city, walk_of(city, seen="absent", os="Sky 2")).state == "walked"
    assert states(city).systems("tablet", 2031) == ("Sky 3",)
    assert not verified(city)


def test_a_changed_drawing_is_unverified_again(city: Path) -> None:
    recorded(city)
    spoil(city / "screenshots/tablet/ask.typ", "label(", "label( ")
    assert not verified(city)
    assert states(city).manual("tablet", 2031) == "partly"


def test_a_changed_label_is_unverified_again(city: Path) -> None:
    recorded(city)
    spoil(city / "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "うん"')
    assert not verified(city)
    assert "うん" not in states(city).label_texts["tablet.ask.ok"]
    assert states(city).manual("tablet", 2031) == "partly"


def test_a_new_step_was_not_walked_through(city: Path) -> None:
    recorded(city)
    spoil(city / "docs/tablet.md", "(trouble)=", "(step-3)=\n### 閉じる\n\n閉じます。\n\n(trouble)=")
    assert states(city).manual("tablet", 2031) == "partly"


def test_steps_in_another_order_were_not_walked_through(city: Path) -> None:
    walk = walk_of(city)
    recorded(city, walk.model_copy(update={"seen": walk.seen[::-1]}))
    assert states(city).manual("tablet", 2031) == "partly"


def test_a_walk_that_was_not_finished_is_no_walk(city: Path) -> None:
    done = recorded(city, changed(walk_of(city), SCREEN, seen=""))
    assert (done.state, done.tested) == ("partly", False)


def test_sentences_are_confirmed_one_by_one(city: Path) -> None:
    with_marks(city)
    dark, form = "はじめに、画面が暗くなります（参考）。", "フォームを開きます（参考）。"
    walk = changed(walk_of(city), dark, seen="")
    assert recorded(city, walk).state == "walked"  # a sentence is no step
    assert states(city).sentences("tablet") == {form}
    assert states(city).sentences("phone") == frozenset()
    recorded(city, changed(walk_of(city, day=2), form, seen="differs", words="開かない"))
    assert states(city).sentences("tablet") == {dark}
    assert [one.entry.sentence for one in states(city).differences] == [form]
