"""Which rows ask for a look: what they stand on has changed since somebody read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..content.required import Looked
from ..errors import Place
from .required_text import Change, changes
from .subjects.required import RequiredManual


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence to be read again, or a row that nobody has read yet (no ``change``, no ``last``).

    ``rows``: what each must say, by id. ``place``: the sentence, or the mark where it stood.
    """

    place: Place
    change: Change | None
    last: Looked | None
    rows: dict[str, str] = field(default_factory=dict)
    manuals: dict[str, None] = field(default_factory=dict)


def looks(manuals: Iterable[RequiredManual]) -> tuple[Look, ...]:
    """Each sentence once, with all rows and manuals that it is of, in the order of the manuals."""
    found: dict[tuple[object, ...], Look] = {}
    for manual in manuals:
        for row, one in _of(manual):
            change, last = one.change, one.last
            same = (change.then, change.now) if change else row
            who = (last.role, last.on) if last else None
            kept = found.setdefault((one.place, same, who), one)
            kept.rows[row] = manual.rows[row].says
            kept.manuals[manual.name] = None
    return tuple(found.values())


def _of(manual: RequiredManual) -> Iterator[tuple[str, Look]]:
    for row in manual.rows:
        there, last = manual.marked.get(row), manual.required.last_look(row, manual.name)
        if there is None or not there.passages:
            continue  # that is an error
        mark = there.marks[0].place
        if last is None:
            yield row, Look(mark, None, None)
            continue
        for change in changes(last.messages, there.texts):
            yield row, Look(change.at.place if change.at else mark, change, last)
