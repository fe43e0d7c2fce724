"""``tebiki edition confirm``: what a person says of the facts of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import tomlkit

from ..content.edition import Edition
from ..content.fact_names import name_fact, names_of
from ..content.project import Project
from ..content.toml_files import place_of
from ..errors import Place, Problem, TebikiError, fail
from ..messages import InLanguages
from . import edition_file
from .edition_file import EditionDraft

_NO_VALUE: Final = "edition-command/no-value"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was written; ``left`` is still unconfirmed. ``without``: asked for, and there is no value yet."""

    path: Path
    keys: tuple[str, ...]
    left: tuple[str, ...]
    without: tuple[str, ...] = ()
    #: What people call all of them.
    names: Mapping[str, InLanguages] = field(default_factory=dict)


def confirm(  # noqa: PLR0913 -- what, by whom, when, by which source
    project: Project,
    year: str,
    keys: Sequence[str],
    by: str,
    on: date,
    *,
    source: str | None = None,
    draft: EditionDraft | None = None,
) -> Confirmed:
    """Record who has checked facts, when and by which source; those without a value are left out.

    ``draft``: what has been changed in the year's file and not yet written; it is written with the record.
    Raises `TebikiError`; then nothing was written: for what is no open fact, and where none has a value.
    """
    draft, path = draft or edition_file.open_draft(project, year), project.edition_file(year)
    edition, document = draft.edition, draft.document
    asked = tuple(dict.fromkeys(_keys_of(project, edition, keys)))
    if project.state(year) == "earlier":
        fail("edition-command/earlier", Place.of(path), year=year, current=project.current)
    problems = {key: [*_unfit(project, edition, path, key)] for key in asked}
    without = tuple(key for key in asked if [one.code for one in problems[key]] == [_NO_VALUE])
    if len(without) == len(asked) or any(problems[key] for key in asked if key not in without):
        raise TebikiError(problem for key in asked for problem in problems[key])
    asked = tuple(key for key in asked if key not in without)
    array = edition_file.anything(document["unconfirmed"])
    said = edition_file.anything(document.setdefault("confirmed", tomlkit.table(is_super_table=True)))
    for key in asked:
        array.remove(key)
        row = tomlkit.table()
        row.update({"by": by, "on": on} | ({"source": source} if source else {}))
        said[key] = row
    left = edition_file.write(project, year, document).unconfirmed
    names = names_of(edition, project.settings, (*asked, *left, *without))
    return Confirmed(path, asked, left, without, names)


def _keys_of(project: Project, edition: Edition, asked: Sequence[str]) -> Iterator[str]:
    """Facts as they are typed: by their keys, or by the names that a build has told."""
    names = names_of(edition, project.settings, edition.unconfirmed)
    by_name = {text: key for key, name in names.items() for text in name.texts.values()}
    yield from (by_name.get(one.strip().rstrip("."), one) for one in asked)


def _unfit(project: Project, edition: Edition, path: Path, key: str) -> Iterator[Problem]:
    """Why a fact cannot be confirmed: it is none, it was, or there is nothing to confirm."""
    fact = name_fact(edition, project.settings, key)
    if key not in edition.unconfirmed:
        place, seen = place_of(path, ["unconfirmed"]), edition.confirmed.get(key)
        if seen:
            values: dict[str, object] = {"fact": fact, "by": seen.by, "on": seen.on.isoformat()}
            yield Problem("edition-command/confirmed-before", place, values)
        else:
            values = {"key": key, "known": ", ".join(edition.unconfirmed) or "-"}
            yield Problem("edition-command/not-open", place, values)
    elif edition.is_empty(key):
        yield Problem(_NO_VALUE, place_of(path, key.split(".")), {"fact": fact})
