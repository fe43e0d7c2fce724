"""What somebody says of a walk, read word by word: device, system, role, day, the sheet in hand.

The terminal asks for one after the other, a form gives all at once; both refuse the same things.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeVar

from ..content.dates import read_day
from ..content.decisions import looks_like_person
from ..content.device_walks import DeviceWalk, Seen, WalkEntry, is_system
from ..content.project import Project
from ..content.text_files import shown
from ..content.walk_items import sheet_number
from ..errors import Place, Problem, TebikiError
from .walk_record import blank_entry

T = TypeVar("T")
#: The fields of a form that begins a walk; ``sheet``: the number of a printed sheet, empty without one.
HEAD_FIELDS: Final = ("sheet", "device", "os", "browser", "by", "on")


def read_words(answer: str) -> str:
    """A text that must say something. Raises `TebikiError` (``walk/blank``)."""
    if not answer.strip():
        raise TebikiError([Problem("walk/blank")])
    return answer.strip()


def read_system(answer: str) -> str:
    """A system with its version, in narrow letters. Raises `TebikiError` (``walk/os``)."""
    plain = unicodedata.normalize("NFKC", answer).strip()
    if not is_system(plain):
        raise TebikiError([Problem("walk/os", None, {"value": shown(answer)})])
    return plain


def read_role(answer: str) -> str:
    """Who walked, as a role. Raises `TebikiError` (``walk/blank``, ``walk/person``)."""
    role = read_words(answer)
    if looks_like_person(role):
        raise TebikiError([Problem("walk/person", None, {"value": shown(role)})])
    return role


def read_walk_day(today: date, answer: str) -> date:
    """The day of a walk, not after ``today``. Raises `TebikiError`."""
    found = read_day(answer)
    if isinstance(found, date):
        if found > today:
            raise TebikiError([Problem("walk/future", None, {"on": found.isoformat(), "today": today})])
        return found
    if found is not None:
        raise TebikiError([Problem(found.why, None, {"text": found.text, **found.values})])
    raise TebikiError([Problem("screens/date", None, {"value": shown(answer)})])


def check_sheet(number: str, answer: str) -> None:
    """Hold the number of the sheet in hand to today's; without a sheet it is empty. Raises `TebikiError`."""
    plain = unicodedata.normalize("NFKC", answer).upper()
    if plain.strip() and re.sub(r"[^0-9A-Z]", "", plain) != number.replace("-", ""):
        raise TebikiError([Problem("walk/other-sheet", None, {"value": shown(answer), "number": number})])


def read_head(project: Project, manual: str, fields: Mapping[str, str], today: date) -> DeviceWalk:
    """A walk of which nothing has been compared yet, from the fields of `HEAD_FIELDS`.

    Raises `TebikiError` with everything that is wrong; the key of each place is the field.
    """
    items = project.walk_source.items(manual)
    form = _Form(fields)
    form.read("sheet", lambda answer: check_sheet(sheet_number(items), answer))
    device, system = form.read("device", read_words), form.read("os", read_system)
    role, day = form.read("by", read_role), form.read("on", lambda answer: read_walk_day(today, answer))
    if form.problems or device is None or system is None or role is None or day is None:
        raise TebikiError(form.problems)
    return DeviceWalk(
        edition=project.edition.year,
        manual=manual,
        version=project.edition.manuals[manual].number,
        device=device,
        os=system,
        browser=fields.get("browser", "").strip() or None,
        by=role,
        on=day,
        seen=tuple(map(blank_entry, items)),
    )


class _Form:
    """Reads fields and gathers what is wrong with them."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self.problems: list[Problem] = []

    def read(self, field: str, read: Callable[[str], T]) -> T | None:
        """What ``read`` makes of a field; None where it refuses."""
        try:
            return read(self._fields.get(field, ""))
        except TebikiError as error:
            place = Place("", key=field)
            self.problems += [Problem(one.code, place, one.values) for one in error.problems]
            return None


def answered(entry: WalkEntry, seen: Seen, words: str, field: str) -> WalkEntry:
    """The entry with what somebody saw. Raises `TebikiError` (``walk/differs-how``) at ``field``."""
    if seen == "differs" and not words.strip():
        raise TebikiError([Problem("walk/differs-how", Place("", key=field))])
    return entry.model_copy(update={"seen": seen, "words": words.strip() if seen == "differs" else ""})
