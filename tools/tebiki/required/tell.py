"""What ``tebiki required`` says to people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..check.required import Change, shown
from ..errors import Place
from ..messages import say
from .looked import Recorded
from .project import Look

_AREA = "required-command"


def looks_text(looks: Sequence[Look]) -> str:
    """The rows that ask for a look, each with what has changed; how to record one."""
    if not looks:
        return say(f"{_AREA}/nothing")
    lines = [line for look in looks for line in _look(look)]
    return "\n".join((say(f"{_AREA}/list", count=len(looks)), "", *lines, "", say(f"{_AREA}/how")))


def _look(look: Look) -> Iterator[str]:
    yield say(f"{_AREA}/look", row=look.row, manual=look.manual, says=look.says, place=look.place)
    if not look.changes:
        yield "    " + say(f"{_AREA}/never")
    for change in look.changes:
        yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    then, now = shown(change.then or "", change.now or "")
    if then:
        yield "    " + say(f"{_AREA}/then", text=then)
    if now:
        place = change.at.place if change.at else ""
        yield "    " + say(f"{_AREA}/now", text=now, place=place)


def recorded_text(found: Recorded) -> str:
    """What was recorded, and how many rows still ask for a look."""
    rows = "\n".join(f"  {row} ({', '.join(manuals)})" for row, manuals in found.rows)
    file = Place.of(found.path).file
    left = say(f"{_AREA}/left", count=found.left) if found.left else say(f"{_AREA}/nothing")
    return "\n".join((say(f"{_AREA}/recorded", file=file), rows, left))
