"""点検: everything that is wrong, each with its place and its remedy; the check itself runs elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from ...errors import TebikiError
from ...messages import language, say
from ..checking.checker import Checker, FoundRow
from ..checking.room_address import room_address
from ..place_words import PlaceWords
from ..plain_words import plain_words
from ..reply import Go, Page, Part, Reply
from ..room import RailItem, act, view
from ..visit import Visit
from ..words import day_words, room_texts, room_words

ROOM: Final = "check"
#: Findings of one kind that stand below each other; more are one row that opens.
_EACH: Final = 3
#: What only whoever edits files can follow.
_FOR_MAINTAINERS: Final = re.compile(
    r"\btebiki |\bmake\b|\bdocs/|\.toml|\bconf\.py|screenshots/|\[\[?\w|\{\w"
)


def checker_of(visit: Visit, year: str) -> Checker:
    """The checker of an edition, the same for all tabs."""
    desk = visit.desk
    return desk.beside(Checker, year, lambda: Checker(visit.root, desk.own, year, desk.now))


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in words. ``address``: of the room that puts it right, or empty; ``log``: its file."""

    place: str
    sentence: str
    message: str
    remedy: str
    address: str
    log: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind: a few, or many that open. ``head`` says what they share, ``address`` where."""

    findings: tuple[ShownFinding, ...]
    head: str
    address: str

    @property
    def many(self) -> bool:
        """Whether they stand in a row that opens."""
        return len(self.findings) > _EACH


def show_check(visit: Visit) -> Reply:
    """All findings; a check begins by itself where the files have changed."""
    checker = checker_of(visit, visit.year)
    checker.refresh()
    return Page("check.html", room_words(ROOM, "title"), _values(visit, checker))


def show_findings(visit: Visit) -> Reply:
    """The same, asked for again while a check runs."""
    return Part("check_findings.html", _values(visit, checker_of(visit, visit.year)))


def check_again(visit: Visit) -> Reply:
    """Look at everything once more, whatever has changed."""
    checker_of(visit, visit.year).refresh(anew=True)
    return Go(f"/{visit.year}/check")


def count_stopping(visit: Visit) -> int | None:
    """How many findings stop the release, as far as the last check knows."""
    try:
        year = visit.year or visit.project.worked_on
    except TebikiError:
        return None
    checker = checker_of(visit, year)
    if visit.desk.looks_ahead:
        checker.refresh()
    found = checker.result
    return len(found.stopping) or None if found else None


def _values(visit: Visit, checker: Checker) -> dict[str, object]:
    found = checker.result
    groups = [] if found is None else [("stop", found.stopping), ("look", found.to_look)]
    return {
        "state": checker.state,
        "why": checker.why,
        "result": found,
        "day": "" if found is None else _when(visit, found.at),
        "groups": [(kind, len(rows), tuple(_groups(visit, rows))) for kind, rows in groups],
        "looked": [] if found is None else list(_looked(found.looked)),
        "address": f"/{visit.year}/check",
    }


def _when(visit: Visit, at: datetime) -> str:
    key = "at-today" if at.date() == visit.today else "at-day"
    return room_words(ROOM, key, day=day_words(at.date()), time=f"{at:%H:%M}")


def _looked(looked: Mapping[str, int]) -> Iterator[str]:
    yield from (say(f"check/looked-{name}", count=count) for name, count in looked.items() if count)


def _groups(visit: Visit, rows: Sequence[FoundRow]) -> Iterator[FindingGroup]:
    """Findings of one kind together, in the order in which kinds first stand."""
    order = {rule: at for at, rule in reversed([*enumerate(row.rule for row in rows)])}
    for _, same in groupby(sorted(rows, key=lambda row: order[row.rule]), key=lambda row: row.rule):
        yield _group(visit, tuple(same))


def _group(visit: Visit, rows: Sequence[FoundRow]) -> FindingGroup:
    shown = tuple(_shown(visit, row) for row in rows)
    key, count = f"many-{rows[0].rule}", len(rows)
    own = room_words(ROOM, key, count=count) if key in room_texts(ROOM) else ""
    head = own or room_words(ROOM, "many", count=count, message=shown[0].message)
    return FindingGroup(shown, head, _shared_room(visit.year, [one.address for one in shown]))


def _shared_room(year: str, addresses: Sequence[str]) -> str:
    """The room of all of them; empty where they have none or several."""
    rooms = {"/".join(address.split("/")[:3]) for address in addresses}
    found = rooms.pop() if len(rooms) == 1 else ""
    return f"{found}?show=todo" if found == f"/{year}/facts" else found


def _shown(visit: Visit, row: FoundRow) -> ShownFinding:
    place = row.place
    return ShownFinding(
        place=PlaceWords(visit).of(place),
        sentence=plain_words(visit.project, place.text) if place.kind in ("text", "translation") else "",
        message=_own_words(f"say-{row.rule}") or plain_words(visit.project, row.message[language()]),
        remedy=_own_words(f"do-{row.rule}") or _without_command(row.remedy[language()]),
        address=room_address(visit.year, place, row.rule),
        log="\n".join(text for text in (f"{row.where} [{row.rule}]", row.remedy[language()]) if text),
    )


def _own_words(key: str) -> str:
    """What the studio says of a rule in place of what the command says; empty where it says the same."""
    return room_words(ROOM, key) if key in room_texts(ROOM) else ""


def _without_command(remedy: str) -> str:
    """A remedy that names a command or a file is for the log: neither is anywhere here."""
    return room_words(ROOM, "in-log") if _FOR_MAINTAINERS.search(remedy) else remedy


RAIL: Final = RailItem(60, ROOM, "/{year}/check", count_stopping)
ROUTES: Final = (
    view("/{year}/check", show_check),
    view("/{year}/check/findings", show_findings),
    act("/{year}/check", check_again),
)
