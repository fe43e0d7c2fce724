"""Walks by keyboard that are wrong, as the browser tells them."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("playwright")

from tebiki.extras.browser.visit import criterion
from tebiki.extras.browser.walk import judge

CONTROLS = [("#a", "一"), ("#b", "二"), ("#c", "三")]


def step(number: int, top: int, left: int = 0, **more: Any) -> dict[str, Any]:
    place = CONTROLS[number][0] if number >= 0 else "#other"
    box = [left, top, left + 50, top + 20]
    return {"number": number, "place": place, "text": "", "box": box, "changed": True, "seen": True, **more}


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([step(0, 0), step(1, 30), step(2, 60), None], []),
        ([step(0, 0), step(1, 30), step(2, 60), step(0, 0)], []),
        ([step(0, 100), step(1, 0, 300), step(2, 130), None], []),
        ([step(0, 0), step(2, 60), None, step(0, 0)], [("keyboard", "#b")]),
        ([step(1, 30), step(0, 0), step(2, 60), None], [("focus-order", "#a")]),
        ([step(0, 200, 100), step(1, 30, 0), step(2, 230), None], [("focus-order", "#b")]),
        (
            [step(0, 0), step(0, 0), step(0, 0), step(0, 0)],
            [("keyboard-trap", "#a"), ("keyboard", "#b"), ("keyboard", "#c")],
        ),
        ([step(0, 0), step(1, 30), step(0, 0), step(1, 30)], [("keyboard-trap", "#a"), ("keyboard", "#c")]),
        ([step(0, 0), step(1, 30, changed=False), step(2, 60), None], [("focus-unseen", "#b")]),
        ([step(0, 0), step(1, 30, seen=False), step(2, 60), None], [("focus-hidden", "#b")]),
        ([None, None, None, None], [("keyboard", "#a"), ("keyboard", "#b"), ("keyboard", "#c")]),
    ],
)
def test_walk(steps: list[dict[str, Any] | None], found: list[tuple[str, str]]) -> None:
    assert [(kind, element) for kind, element, _ in judge(steps, CONTROLS)] == found


@pytest.mark.parametrize(
    ("tag", "number"), [("wcag143", "1.4.3"), ("wcag1410", "1.4.10"), ("wcag2aa", None), ("wcag21a", None)]
)
def test_criterion_of_a_tag(tag: str, number: str | None) -> None:
    assert criterion(tag) == number
