"""Every fact of an edition as somebody works on it: to be confirmed, not known, done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..content.edition import Edition
from ..content.fact_forms import facts_to_write
from ..content.fact_names import name_fact
from ..content.language_owner import Confirmation
from ..content.project import Project
from ..content.settings import Settings
from ..messages import InLanguages

#: ``todo``: it has a value that nobody has confirmed; ``unknown``: it is asked for and has none; ``done``:
#: somebody has confirmed it; ``settled``: the year's file does not ask for a look.
FactState = Literal["todo", "unknown", "done", "settled"]
FACT_STATES: Final[tuple[FactState, ...]] = ("todo", "unknown", "done", "settled")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its state. ``needed``: a release without it needs a decision."""

    key: str
    name: InLanguages
    state: FactState
    confirmation: Confirmation | None
    needed: bool
    #: Whether its value can be written, by `tebiki.editions.set_facts`.
    writable: bool


def fact_rows(edition: Edition, settings: Settings) -> Iterator[FactRow]:
    """Every fact once: those to be confirmed as the file lists them, then what lacks, done, the rest."""
    writable = [*facts_to_write(edition)]
    needed = [key for keys in settings.needed.values() for key in keys if edition.names(key)]
    asked = [*edition.unconfirmed, *(key for key in needed if edition.is_empty(key)), *edition.confirmed]
    for key in dict.fromkeys([*asked, *(key for key in writable if not edition.is_empty(key))]):
        yield FactRow(
            key,
            name_fact(edition, settings, key),
            state_of_fact(edition, settings, key),
            edition.confirmed.get(key),
            key in needed,
            key in writable,
        )


def state_of_fact(edition: Edition, settings: Settings, key: str) -> FactState:
    """How far a fact is."""
    needed = any(key in keys for keys in settings.needed.values())
    if edition.is_empty(key) and (needed or key in edition.unconfirmed):
        return "unknown"
    if key in edition.unconfirmed:
        return "todo"
    return "done" if key in edition.confirmed else "settled"


def count_facts(project: Project) -> Mapping[FactState, int]:
    """How many facts of the edition in view are in each state. Raises `TebikiError`."""
    found = Counter(row.state for row in fact_rows(project.edition, project.settings))
    return {state: found[state] for state in FACT_STATES}
