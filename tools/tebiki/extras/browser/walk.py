"""The walk by keyboard: Tab from the top to the end, and what was met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from playwright.sync_api import Error, Page

from .observations import Fault, Seen

#: One stop: ``number`` (-1: no control that was expected), ``place``, ``box`` (px), ``changed``, ``seen``.
Step = dict[str, Any]


class Left(Exception):  # noqa: N818 -- it ends the looks at a page, and is no mistake of ours
    """The page has gone while the focus only moved."""


def walk(page: Page, seen: Seen, setting: str) -> None:
    """Press Tab until every control should have been met, and note what is wrong. Raises `Left`."""
    address = page.url.partition("#")[0]
    count: int = page.evaluate("tebiki.begin()")
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        try:
            page.evaluate("tebiki.step()")
        except Error as error:
            # What we had asked is gone with the page that it was asked in.
            if "context was destroyed" not in str(error) and "tebiki is not defined" not in str(error):
                raise
            seen.faults.append(Fault("focus-change", None, address.rpartition("/")[2], setting))
            raise Left from None
    found = page.evaluate("tebiki.walked()")
    faults = judge(found["steps"], [tuple(control) for control in found["controls"]])
    seen.faults.extend(Fault(kind, element, what, setting) for kind, element, what in faults)


def judge(
    steps: Sequence[Step | None], controls: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a walk: kind, element, words. None among the steps: the focus was on no element."""
    met = [step for step in steps if step is not None]
    yield from _trapped(steps, len(controls))
    reached = {step["number"] for step in met}
    for number, (element, words) in enumerate(controls):
        if number not in reached:
            yield "keyboard", element, words
    last = _first_round(met)
    for before, after in pairwise(last):
        if not _natural(before, after):
            yield "focus-order", after["place"], after["text"]
    for step in last:
        if not step["changed"]:
            yield "focus-unseen", step["place"], step["text"]
        if not step["seen"]:
            yield "focus-hidden", step["place"], step["text"]


def _trapped(steps: Sequence[Step | None], count: int) -> Iterator[tuple[str, str, str]]:
    """The focus that Tab does not move on, and one that comes back before all was met."""
    for before, after in pairwise(steps):
        if before and after and count > 1 and before["place"] == after["place"]:
            yield "keyboard-trap", after["place"], after["text"]
            return
    numbers = [step["number"] for step in steps[:count] if step]
    for place, number in enumerate(numbers):
        if number in numbers[:place]:
            yield "keyboard-trap", steps[place]["place"], ""  # type: ignore[index]  # steps of numbers are met
            return


def _first_round(met: Sequence[Step]) -> list[Step]:
    """The steps until one comes again: behind the last control, Tab begins anew."""
    found: list[Step] = []
    for step in met:
        if any(step["place"] == other["place"] for other in found):
            break
        found.append(step)
    return found


def _natural(before: Step, after: Step) -> bool:
    """Whether the focus went on as one reads: later in the page, and down, or into a column to the right."""
    if 0 <= after["number"] < before["number"]:
        return False
    left, top = before["box"][:2]
    there_left, there_top, _, there_bottom = after["box"]
    return bool(there_top >= top - 1 or there_bottom > top or there_left > left)
