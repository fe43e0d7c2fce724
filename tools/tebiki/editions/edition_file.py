"""An edition's file as text that people wrote: comments and order stay, values change."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from ..content.edition import Edition, load_edition
from ..content.formats import EDITION
from ..content.project import Project
from ..content.upgrade import keep_line_ends, upgraded_text
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, fail


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """A year's file while it is changed: its text as a document, and the edition that this is."""

    document: TOMLDocument
    edition: Edition


def read(path: Path) -> TOMLDocument:
    """The file in today's format, to be changed. It has been loaded before, so it is right."""
    return tomlkit.parse(upgraded_text(path, EDITION))


def as_text(document: TOMLDocument, path: Path) -> str:
    """The text of a changed file. Raises where it would say something else than was meant."""
    text = tomlkit.dumps(document)
    if tomllib.loads(text) != document.unwrap():
        fail("edition-command/by-hand", Place.of(path))
    return text


def open_draft(project: Project, year: str) -> EditionDraft:
    """The year's file as it stands."""
    return EditionDraft(read(project.edition_file(year)), project.edition_of(year))


def checked(project: Project, year: str, text: str) -> Edition:
    """The edition that ``text`` would be. Raises `TebikiError`; its places name the file to be."""
    with TemporaryDirectory(prefix="tebiki-") as folder:
        (Path(folder) / f"{year}.toml").write_text(text, encoding="utf-8")
        try:
            return load_edition(Path(folder), year, project.settings)
        except TebikiError as error:
            path = project.edition_file(year)
            raise TebikiError(_placed(problem, path) for problem in error.problems) from None


def _placed(problem: Problem, path: Path) -> Problem:
    place = problem.place
    moved = Place.of(path, place.line, place.key) if place else None
    return Problem(problem.code, moved, problem.values)


def write(project: Project, year: str, document: TOMLDocument) -> Edition:
    """Check a file and put it in place, whole. Raises `TebikiError`; then nothing has changed.

    Lines that stay keep their ends, and the file a byte order mark.
    """
    path = project.edition_file(year)
    text = as_text(document, path)
    edition = checked(project, year, text)
    if path.is_file():
        text = keep_line_ends(path.read_bytes().decode("utf-8"), text)
    write_together([(path, text.encode())])
    return edition


def listed(document: TOMLDocument, keys: dict[str, str]) -> None:
    """Set ``unconfirmed``: a key a line, and beside it what is said of it."""
    lines = [(f'  "{key}",', comment) for key, comment in keys.items()]
    wide = max((len(line) for line, comment in lines if comment), default=0)
    rows = [f"{line:{wide}}   # {comment}" if comment else line for line, comment in lines]
    document["unconfirmed"] = tomlkit.parse("\n".join(["x = [", *rows, "]"]))["x"]


def comments(text: str) -> dict[str, str]:
    """What is said beside each key of ``unconfirmed``."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        key, sign, comment = line.strip().partition("#")
        if sign and key.strip().endswith(","):
            found[key.strip(" ,\"'")] = comment.strip()
    return found


def add_changes(row: Any, changes: dict[str, str]) -> None:
    """What a row of a history says, by language: a line each where the row has lines."""
    if isinstance(row, tomlkit.items.Table):
        for language, text in changes.items():
            row.append(tomlkit.key(["changes", language]), tomlkit.string(text))
        row.add(tomlkit.nl())
    else:
        row["changes"] = changes


def add_row(table: Any, name: str, row: tomlkit.items.Table) -> None:
    """Add a row to an array of tables, in the form in which the array is written."""
    rows = table.get(name)
    if rows is not None and not isinstance(rows, tomlkit.items.AoT):
        within = tomlkit.inline_table()
        within.update(row.unwrap())
        rows.append(within)
        return
    above = rows[-1] if rows else table
    parted = above if above.as_string().endswith("\n\n") else None
    (row if parted else above).add(tomlkit.nl())
    if rows is None:
        table[name] = tomlkit.aot()
    table[name].append(row)


def anything(value: object) -> Any:
    """A part of a document; what kind it is, only its file knows."""
    return value
