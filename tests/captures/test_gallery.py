"""Every picture by manual and step, and what is to be done about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from planted import spoil
from walk_samples import changed, recorded, walk_of

from tebiki.captures.add import Wish, add
from tebiki.captures.drawn_pictures import draw_pictures
from tebiki.captures.gallery import Gallery, read_gallery
from tebiki.content.project import Project

ASK = "screenshots/tablet/ask.toml"
CARD = "docs/labels/tablet.toml"


def gallery(root: Path) -> Gallery:
    return read_gallery(Project(root))


def state(root: Path) -> str:
    (entry,) = gallery(root).entries["tablet"]
    return entry.state


def capture(root: Path, on: date) -> None:
    Image.new("RGB", (1080, 900), "white").save(root / "shot.png")
    box = (700, 500, 200, 80)
    wish = Wish("tablet/ask", root / "shot.png", "Tablet 1", "Sky 3", on, text_height=48, marks=(box,))
    add(Project(root), wish)


def test_a_drawing_that_nobody_has_compared_is_to_be_done(city: Path) -> None:
    found = gallery(city)
    (entry,) = found.entries["tablet"]
    assert (entry.place.step, entry.screen, entry.state) == (2, "tablet/ask", "unseen")
    assert found.open == found.all == (entry,)
    assert not found.problems


def test_a_walk_that_saw_it_so_leaves_nothing_to_do(city: Path) -> None:
    recorded(city)
    found = gallery(city)
    (entry,) = found.all
    assert entry.state == "seen"
    assert entry.verified is not None
    assert (entry.verified.by, entry.verified.os) == ("認証担当", "Sky 3")
    assert not found.open


def test_what_a_walk_saw_otherwise_is_told_with_its_words(city: Path) -> None:
    recorded(city, changed(walk_of(city), "tablet/ask", seen="differs", words="とけい"))
    (entry,) = gallery(city).open
    assert entry.state == "differs"
    assert entry.difference is not None
    assert entry.difference.entry.words == "とけい"


def test_words_that_nobody_has_read_are_told(city: Path) -> None:
    spoil(
        city / ASK, "verified = false", 'verified = {by = "係", device = "d", os = "Sky 3", on = 2031-01-01}'
    )
    assert state(city) == "seen"
    spoil(
        city / CARD,
        'ja = "はい"\nsource = "invented"\nverified = true',
        'ja = "はい"\nsource = "s"\nverified = false',
    )
    (entry,) = gallery(city).open
    assert (entry.state, entry.unread) == ("words", ("tablet.ask.ok",))


@pytest.mark.parametrize(("on", "told"), [(date(2030, 12, 31), "renew"), (date(2031, 1, 1), "captured")])
def test_a_capture_of_an_earlier_certificate_is_to_be_renewed(city: Path, on: date, told: str) -> None:
    capture(city, on)
    spoil(city / "screenshots/tablet/ask.typ", 'fact("certificate.file")', 'fact("certificate.stored_name")')
    assert state(city) == told


def test_where_the_validity_is_known_it_decides(city: Path) -> None:
    capture(city, date(2031, 2, 1))
    assert state(city) == "captured"
    spoil(city / "docs/editions/2031.toml", "[certificate]\n", "[certificate]\nnot_before = 2031-03-01\n")
    assert state(city) == "renew"
    spoil(city / "screenshots/tablet/ask.typ", '  fact("certificate.file"),\n', "")
    assert state(city) == "captured"


def test_an_illustration_has_nothing_to_compare(city: Path) -> None:
    spoil(city / ASK, 'kind = "screen"', 'kind = "illustration"')
    assert state(city) == "illustration"
    assert not gallery(city).open


def test_one_wrong_picture_hides_no_other(shiomi: Path) -> None:
    whole = gallery(shiomi)
    (shiomi / "screenshots/shared/request-form.toml").write_text("<<<<<<<\n", encoding="utf-8")
    found = gallery(shiomi)
    wrong = {one.place.name for one in found.all if one.state == "wrong"}
    assert wrong == {"shared/request-form"}
    assert all(one.problems for one in found.all if one.state == "wrong")
    assert [one.place for one in found.all] == [one.place for one in whole.all]


def test_a_picture_of_several_manuals_is_counted_once(shiomi: Path) -> None:
    found = gallery(shiomi)
    shared = next(one for one in found.all if one.screen == "shared/request-form")
    assert shared.manuals == tuple(found.entries)
    names = [one.place.name for one in found.all]
    assert len(names) == len(set(names)) < sum(map(len, found.entries.values()))


def test_a_screen_that_no_manual_shows_is_named(city: Path) -> None:
    for suffix in ("toml", "typ"):
        text = (city / f"screenshots/tablet/ask.{suffix}").read_text(encoding="utf-8")
        (city / f"screenshots/tablet/other.{suffix}").write_text(text, encoding="utf-8")
    found = gallery(city)
    assert found.unshown == ("tablet/other",)
    assert [one.code for one in found.problems] == ["screens/unshown"]


def test_pictures_are_drawn_as_long_as_somebody_waits(city: Path) -> None:
    project = Project(city)
    left = draw_pictures(project, "tablet", ["tablet/ask"], lambda: False)
    assert (left.pictures, left.left) == ({}, ("tablet/ask",))
    drawn = draw_pictures(project, "tablet", ["tablet/ask", "tablet/ask"])
    assert drawn.pictures["tablet/ask"].path.parent == project.cache
    assert not drawn.left
    kept = draw_pictures(project, "tablet", ["tablet/ask"], lambda: False)
    assert (kept.pictures, kept.left) == (drawn.pictures, ())


def test_a_picture_that_cannot_be_drawn_is_told(city: Path) -> None:
    spoil(city / "screenshots/tablet/ask.typ", "dialog(", "dialogue(")
    drawn = draw_pictures(Project(city), "tablet", ["tablet/ask"])
    assert [one.code for one in drawn.wrong["tablet/ask"]] == ["screens/typst"]


@pytest.mark.parametrize("spoilt", ["docs/labels/tablet.toml", "docs/walks/2031-tablet-1.toml"])
def test_what_all_of_them_need_is_told_once(city: Path, spoilt: str) -> None:
    (city / spoilt).parent.mkdir(exist_ok=True)
    (city / spoilt).write_text("<<<<<<<\n", encoding="utf-8")
    assert [one.code for one in gallery(city).problems] == ["toml/syntax"]
