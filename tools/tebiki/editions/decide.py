"""``tebiki edition decide``: whose decision it is to release an edition although something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from ..content.decisions import Decision
from ..content.edition import Edition
from ..content.fact_names import name_facts
from ..content.needs import decision_about, unmet_needs
from ..content.project import Project
from ..content.ruby import plain
from ..content.settings import in_language
from ..content.walk_states import MANUAL_DECISION
from ..messages import LANGUAGES, InLanguages, say
from . import edition_file
from .closed_edition import refuse_closed_edition


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps an edition from being released unless somebody decides so.

    ``keys``: facts any one of which would do; none for a manual that nobody has walked through.
    """

    about: str
    name: InLanguages
    keys: tuple[str, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The row that was written; ``before``: the decision about the same that held until now."""

    path: Path
    row: Decision
    before: Decision | None


def lacks(project: Project, edition: Edition) -> Iterator[Lack]:
    """Everything that is missing, decided or not: ways to reach the office, then manuals without a walk."""
    settings = project.settings
    for about, keys in unmet_needs(edition, settings.needed).items():
        name = name_facts(edition, settings, keys, "facts/or")
        yield Lack(about, name, keys, decision_about(edition, about))
    for manual, _ in project.seen_with(edition).walks.unwalked(edition):
        about = f"{MANUAL_DECISION}{manual}"
        yield Lack(about, _walk_of(edition, manual), (), decision_about(edition, about))


def _walk_of(edition: Edition, manual: str) -> InLanguages:
    texts = edition.manuals[manual].platform
    platforms = {code: plain(in_language(dict(texts), code)) for code in LANGUAGES}
    return InLanguages({code: say("set-facts/walk", code, platform=name) for code, name in platforms.items()})


def decide(  # noqa: PLR0913 -- about what, who, when, why
    project: Project, year: str, about: str, *, role: str, on: date, reason: str
) -> Decided:
    """Write a decision at the end of the year's file; of several about the same the last one holds.

    Raises `TebikiError` with what the file's reader refuses (``decisions.<n>.role``, …); then nothing was
    written.
    """
    refuse_closed_edition(project, year)
    path, before = project.edition_file(year), decision_about(project.edition_of(year), about)
    document = edition_file.read(path)
    row = tomlkit.table()
    row.update({"about": about, "role": role, "day": on, "reason": reason})
    edition_file.add_row(document, "decisions", row)
    edition = edition_file.write(project, year, document)
    return Decided(path, edition.decisions[-1], before)
