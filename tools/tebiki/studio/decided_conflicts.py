"""Conflicts that somebody has decided, as the history tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from .conflicts import Conflict, conflicts
from .desk import Desk
from .words import room_words


def decided_on(desk: Desk, year: str, day: date) -> Iterator[tuple[datetime, Conflict]]:
    """Those of an edition that were decided on a day, the newest first, each with its time."""
    for one in conflicts(desk):
        if one.year == year and one.decided and (at := datetime.fromisoformat(one.decided)).date() == day:
            yield at, one


def left_out_words(conflict: Conflict) -> Iterator[tuple[str, str]]:
    """Each field with the text that nobody chose; both changes in one leave nothing out."""
    for clash in conflict.clashes:
        text = clash.left_out(conflict.chosen[clash.field])
        if text is None:
            yield clash.label, room_words("history", "all-chosen")
        else:
            yield (
                clash.label,
                room_words("history", "not-chosen", text=text or room_words("history", "empty")),
            )
