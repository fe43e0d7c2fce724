"""``tebiki edition confirm`` and ``discard``: what a person says of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from ..content.edition import Edition
from ..content.project import Project
from ..content.toml_files import place_of
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..messages import say
from . import edition_file
from .prompt import Person


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was written; ``left`` is still unconfirmed."""

    path: Path
    keys: tuple[str, ...]
    left: tuple[str, ...]


def confirm(project: Project, year: str, keys: Sequence[str], by: str, on: date) -> Confirmed:
    """Record who has checked facts, and when. Raises `TebikiError`; then nothing was written."""
    edition, path, asked = project.edition_of(year), project.edition_file(year), tuple(dict.fromkeys(keys))
    if project.state(year) == "earlier":
        fail("edition-command/earlier", Place.of(path), year=year, current=project.current)
    if problems := [problem for key in asked for problem in _unfit(edition, path, key)]:
        raise TebikiError(problems)
    document = edition_file.read(path)
    array = edition_file.anything(document["unconfirmed"])
    said = edition_file.anything(document.setdefault("confirmed", tomlkit.table(is_super_table=True)))
    for key in asked:
        array.remove(key)
        row = tomlkit.table()
        row.update({"by": by, "on": on})
        said[key] = row
    left = edition_file.write(project, year, document).unconfirmed
    return Confirmed(path, asked, left)


def _unfit(edition: Edition, path: Path, key: str) -> Iterator[Problem]:
    """Why a fact cannot be confirmed: it is none, it was, or there is nothing to confirm."""
    if key not in edition.unconfirmed:
        place, seen = place_of(path, ["unconfirmed"]), edition.confirmed.get(key)
        if seen:
            values = {"key": key, "by": seen.by, "on": seen.on.isoformat()}
            yield Problem("edition-command/confirmed-before", place, values)
        else:
            values = {"key": key, "known": ", ".join(edition.unconfirmed) or "-"}
            yield Problem("edition-command/not-open", place, values)
    elif edition.fact_at(key) in (None, ()):
        yield Problem("edition-command/no-value", place_of(path, key.split(".")), {"key": key})


def discard(project: Project, year: str, person: Person, *, yes: bool) -> bool:
    """Remove the file of a draft and nothing else; False where the person did not agree.

    Raises `TebikiError` for an edition that is or was current, or that a newer one has begun from.
    """
    path, newest = project.edition_file(year), project.years[-1]
    if project.state(year) != "draft":
        fail("edition-command/no-draft", Place.of(path), year=year, current=project.current)
    if year != newest:
        fail("edition-command/not-newest", Place.of(path), year=year, newest=newest)
    if not yes and not person.there:
        values = {"options": "--yes"}
        raise UsageError([Problem("edition-command/needs", Place("tebiki edition discard"), values)])
    if not yes and not person.agrees(say("edition-command/ask-discard", file=Place.of(path).file)):
        return False
    path.unlink()
    return True
