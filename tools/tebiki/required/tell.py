"""What ``tebiki required`` says to people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..check.looks import Look
from ..check.required import shown
from ..errors import Place
from ..messages import say
from .looked import Recorded

_AREA = "required-command"


def looks_text(looks: Sequence[Look]) -> str:
    """The sentences to be read again, then and now, and how to record that somebody has."""
    if not looks:
        return say(f"{_AREA}/nothing")
    lines = [line for look in looks for line in _look(look)]
    return "\n".join((say(f"{_AREA}/list", count=len(looks)), "", *lines, say(f"{_AREA}/how")))


def _look(look: Look) -> Iterator[str]:
    yield say(f"{_AREA}/look", place=look.place, manuals=", ".join(look.manuals))
    yield from (f"    {row}: {says}" for row, says in look.rows.items())
    if look.change is None or look.last is None:
        yield "    " + say(f"{_AREA}/never")
    else:
        then, now = shown(look.change.then or "", look.change.now or "")
        yield "    " + say(f"{_AREA}/then", text=then or "―", role=look.last.role, on=look.last.on)
        yield "    " + say(f"{_AREA}/now", text=now or "―")
    yield ""


def recorded_text(found: Recorded) -> str:
    """What was recorded, and how many rows still ask for a look."""
    rows = "\n".join(f"  {row} ({', '.join(manuals)})" for row, manuals in found.rows)
    file = Place.of(found.path).file
    left = say(f"{_AREA}/left", count=found.left) if found.left else say(f"{_AREA}/nothing")
    return "\n".join((say(f"{_AREA}/recorded", file=file), rows, left))
