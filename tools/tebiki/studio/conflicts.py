"""A form was made from something that has changed since: both are kept until somebody decides.

Another tab and an editor are the same case. Each open conflict is a file below ``build/studio``; one that
was decided stays there with what was not chosen. The room that a form belongs to gives the values as they
are now and writes those that were chosen: `ConflictRoom`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Final, Literal, Protocol, cast

from ..content.write_files import write_together
from ..errors import fail
from .desk import Desk
from .join_texts import join_texts
from .visit import Visit

Choice = Literal["mine", "theirs", "joined"]
CHOICES: Final[tuple[Choice, ...]] = ("mine", "theirs", "joined")


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that differs. ``before``: as the form was made; ``theirs``: as it stands now.

    ``whole``: an address or a number, of which no two changes can be joined.
    """

    field: str
    label: str
    before: str
    mine: str
    theirs: str
    whole: bool = False

    @property
    def joined(self) -> str | None:
        """Both changes in one; None where they overlap."""
        if self.mine == self.before:
            return self.theirs
        if self.theirs in (self.before, self.mine):
            return self.mine
        return None if self.whole else join_texts(self.before, self.mine, self.theirs)

    def left_out(self, choice: Choice) -> str | None:
        """The text that a choice leaves out; None where both changes are in."""
        sides = {"mine": self.theirs, "theirs": self.mine, "joined": None}
        return None if sides[choice] == self.value(choice) else sides[choice]

    def value(self, choice: Choice) -> str | None:
        """What a choice stands for."""
        return {"mine": self.mine, "theirs": self.theirs, "joined": self.joined}[choice]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody has to decide. ``subject``: what it is about, as its room knows it; ``name``: in words.

    ``chosen``: by field, empty while nobody has decided; ``decided``: when somebody did, as ISO 8601.
    """

    room: str
    year: str
    subject: str
    name: str
    clashes: tuple[Clash, ...]
    chosen: Mapping[str, Choice] = field(default_factory=dict)
    number: int = 0
    decided: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.chosen


class ConflictRoom(Protocol):
    """What the module of a room offers whose forms can conflict."""

    def conflict_address(self, conflict: Conflict) -> str:
        """Where somebody goes back to."""

    def values_now(self, visit: Visit, conflict: Conflict) -> Mapping[str, str]:
        """The fields as they stand now."""

    def settle_conflict(self, visit: Visit, conflict: Conflict, values: Mapping[str, str]) -> None:
        """Write what was chosen. Raises `TebikiError`; then nothing was written."""


def room_of(conflict: Conflict) -> ConflictRoom:
    """The room whose form it was."""
    return cast("ConflictRoom", import_module(f"{__package__}.rooms.{conflict.room}"))


def keep_conflict(desk: Desk, found: Conflict) -> Conflict:
    """Keep what was typed beside what stands there, to be decided now or later; it gets the next number."""
    with desk.writer:
        numbers = [int(path.stem) for path in _folder(desk).glob("[0-9]*.json")]
        conflict = replace(found, number=max(numbers, default=0) + 1)
        _write(desk, conflict)
    return conflict


def read_conflict(desk: Desk, number: str) -> Conflict:
    """A conflict by its number. Raises `TebikiError` (``studio/no-conflict``) where there is none."""
    try:
        path = _folder(desk) / f"{int(number)}.json"
        table = json.loads(path.read_text(encoding="utf-8"))
        clashes = tuple(Clash(**one) for one in table["clashes"])
        return Conflict(**{**table, "clashes": clashes})
    except (OSError, ValueError, TypeError, KeyError):
        fail("studio/no-conflict", None, number=number)


def conflicts(desk: Desk) -> Iterator[Conflict]:
    """Every conflict that was kept, the newest first."""
    numbers = sorted((int(path.stem) for path in _folder(desk).glob("[0-9]*.json")), reverse=True)
    yield from (read_conflict(desk, str(number)) for number in numbers)


def open_conflicts(desk: Desk, room: str, year: str) -> list[Conflict]:
    """Those of a room and an edition that nobody has decided."""
    return [one for one in conflicts(desk) if one.is_open and (one.room, one.year) == (room, year)]


def close_conflict(desk: Desk, conflict: Conflict, chosen: Mapping[str, Choice]) -> None:
    """Note what was chosen; what was not stays in the same file."""
    _write(desk, replace(conflict, chosen=dict(chosen), decided=desk.now().isoformat()))


def refresh_conflict(desk: Desk, conflict: Conflict, now: Mapping[str, str]) -> Conflict:
    """The conflict with the fields as they stand now, kept in its place."""
    clashes = tuple(replace(one, theirs=now.get(one.field, one.theirs)) for one in conflict.clashes)
    changed = replace(conflict, clashes=clashes)
    _write(desk, changed)
    return changed


def refuse_other_edition(visit: Visit) -> None:
    """Raise ``studio/other-edition`` for a form that was made on a page of another edition."""
    sent = visit.form.get("edition", "")
    if sent != visit.year:
        fail("studio/other-edition", None, sent=sent or "-", open=visit.year)


def state_hash(*parts: object) -> str:
    """A hash of what a form shows and would replace: it goes with the form as ``made_from``."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def refuse_other_state(visit: Visit, *parts: object) -> None:
    """Raise ``studio/changed`` where ``parts`` are no longer what the form was made from."""
    if visit.form.get("made_from") != state_hash(*parts):
        fail("studio/changed")


def _folder(desk: Desk) -> Path:
    return desk.own / "conflicts"


def _write(desk: Desk, conflict: Conflict) -> None:
    text = json.dumps(asdict(conflict), ensure_ascii=False, indent=1)
    write_together([(_folder(desk) / f"{conflict.number}.json", text.encode())])
