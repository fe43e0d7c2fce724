"""The tour's pictures and what is known of them; the year by clicks compares their words."""

from __future__ import annotations

import json

import pytest
import studio_tour
from studio_tour import HOW_TO_TAKE, PICTURES, SEEN, Tour, styles

KEPT = json.loads(SEEN.read_text(encoding="utf-8"))


def test_each_picture_is_of_a_stop_of_the_year() -> None:
    assert {f"studio-{stop}.png" for stop in KEPT} == {path.name for path in PICTURES.glob("studio-*")}


@pytest.mark.parametrize("stop", KEPT)
def test_the_styles_are_those_of_the_pictures(stop: str) -> None:
    assert styles(KEPT[stop]["room"]) == KEPT[stop]["styles"], HOW_TO_TAKE


def test_what_changes_is_told_by_its_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    tour = Tour()
    assert tour.grown_old().keys() == KEPT.keys()
    tour.seen = {**KEPT}
    assert tour.grown_old() == {}
    first, second, *_ = KEPT
    words = KEPT[first]["words"]
    tour.seen[first] = {**KEPT[first], "words": [*words, "新しい行"]}
    monkeypatch.setattr(studio_tour, "STATIC", PICTURES)
    tour.seen[second] = {**KEPT[second], "styles": styles("year")}
    assert tour.grown_old() == {first: ["新しい行"], second: ["styles, or the order of words"]}
