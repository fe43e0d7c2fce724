"""A form was made from something that has changed since: mine, the file's, or both joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

from ...errors import Problem, fail
from ..conflicts import (
    CHOICES,
    Choice,
    Clash,
    Conflict,
    close_conflict,
    conflicts,
    read_conflict,
    refresh_conflict,
    room_of,
    state_hash,
)
from ..jobs_shown import edition_words
from ..join_texts import TextPiece, changed_pieces
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_ROOM: Final = "conflict"


@dataclass(frozen=True, slots=True)
class ClashView:
    """A field with both changes marked, and the text of each choice."""

    clash: Clash
    mine: tuple[TextPiece, ...]
    theirs: tuple[TextPiece, ...]
    results: Mapping[Choice, str]
    chosen: str
    problem: bool


def show_conflict(visit: Visit) -> Reply:
    """Both sides of every field that differs; nothing is chosen beforehand."""
    return _page(visit, read_conflict(visit.desk, visit.params["number"]))


def list_conflicts(visit: Visit) -> Reply:
    """Everything that was put to somebody, the newest first: what was not chosen is found here."""
    values = {"conflicts": [*conflicts(visit.desk)], "edition_of": partial(edition_words, visit)}
    return Page("conflict_list.html", room_words(_ROOM, "list"), values)


def _page(visit: Visit, conflict: Conflict, problems: tuple[Problem, ...] = ()) -> Page:
    asked = visit.form if problems else conflict.chosen
    values = {
        "conflict": conflict,
        "made_from": state_hash(conflict.clashes),
        "clashes": [_clash(one, asked, sent=bool(problems)) for one in conflict.clashes],
        "problems": problems,
        "back": room_of(conflict).conflict_address(conflict),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return Page("conflict.html", room_words(_ROOM, "title", name=conflict.name), values, status)


def _clash(one: Clash, asked: Mapping[str, str], *, sent: bool) -> ClashView:
    results = {choice: text for choice in CHOICES if (text := one.value(choice)) is not None}
    chosen = asked.get(f"choice.{one.field}", asked.get(one.field, ""))
    mine, theirs = changed_pieces(one.before, one.mine), changed_pieces(one.before, one.theirs)
    return ClashView(one, mine, theirs, results, chosen, sent and chosen not in results)


def settle(visit: Visit) -> Reply:
    """Write what was chosen, unless the file has changed once more."""
    conflict = read_conflict(visit.desk, visit.params["number"])
    if not conflict.is_open:
        fail("studio/decided", None, name=conflict.name)
    room = room_of(conflict)
    with visit.desk.writer:
        now = room.values_now(visit, conflict)
        if visit.form.get("made_from") != state_hash(conflict.clashes):  # another tab has seen a newer state
            return _page(visit, conflict, (Problem("studio/changed-again", None, {}),))
        if any(now.get(one.field) != one.theirs for one in conflict.clashes):
            changed = refresh_conflict(visit.desk, conflict, now)
            return _page(visit, changed, (Problem("studio/changed-again", None, {}),))
        chosen = {one.field: visit.form.get(f"choice.{one.field}", "") for one in conflict.clashes}
        results = {one.field: _result(one, chosen[one.field]) for one in conflict.clashes}
        if any(text is None for text in results.values()):
            return _page(visit, conflict, (Problem("studio/not-chosen", None, {}),))
        values = {one.field: str(results[one.field]) for one in conflict.clashes}
        changed_values = {name: text for name, text in values.items() if text != now.get(name)}
        with visit.saving(f"{conflict.room}/changed", about=conflict.subject):
            if changed_values:
                room.settle_conflict(visit, conflict, changed_values)
            close_conflict(visit.desk, conflict, {name: _choice(one) for name, one in chosen.items()})
    return Go(room.conflict_address(conflict))


def _result(one: Clash, choice: str) -> str | None:
    """The text that a choice stands for; None where nothing, or what there is not, was chosen."""
    return one.value(_choice(choice)) if choice in CHOICES else None


def _choice(text: str) -> Choice:
    return next(one for one in CHOICES if one == text)


ROUTES: Final = (
    view("/conflicts", list_conflicts),
    view("/conflicts/{number}", show_conflict),
    act("/conflicts/{number}/settle", settle),
)
