"""``tebiki required looked``: somebody has read the text of rows; what stands there now is recorded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from ..content.project import Project
from ..content.required import Looked, Required
from ..content.text_files import read_text
from ..content.toml_files import place_of, validate, without_number
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from .required_content import RequiredContent


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has read which rows. ``manuals``: in these alone; empty: in all that must carry the row."""

    rows: tuple[str, ...]
    manuals: tuple[str, ...]
    role: str
    on: date


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: rows with their manuals; ``left`` rows still ask for a look."""

    path: Path
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    left: int


def record(content: RequiredContent, asked: Asked) -> Recorded:
    """Write what stands there now, with role and day. Raises `TebikiError`; then nothing was written."""
    _refuse(content, asked)
    document = tomlkit.parse(read_text(content.path))
    rows = tuple((row, _manuals(content, asked, row)) for row in asked.rows)
    looks = _anything(document.setdefault("looked", tomlkit.aot()))
    for row, manuals in rows:
        for manual in manuals:
            messages = content.manuals[manual].marked[row].messages
            put(looks, Looked(row=row, manuals=(manual,), role=asked.role, on=asked.on, messages=messages))
    write_together([(content.path, as_text(document, content.path).encode())])
    now = RequiredContent.read(Project(content.project.root))
    return Recorded(content.path, rows, len(now.looks()))


def _manuals(content: RequiredContent, asked: Asked, row: str) -> tuple[str, ...]:
    """The manuals of a row that are meant."""
    own = [name for name in content.rows[row].manuals if name in content.manuals]
    return tuple(name for name in own if not asked.manuals or name in asked.manuals)


def _refuse(content: RequiredContent, asked: Asked) -> None:
    """Raise for what cannot be recorded: names that are not there, and rows that are wrong."""
    usage = [problem for row in asked.rows for problem in _unfit(content, asked, row)]
    usage += [
        Problem("required-command/no-manual", Place("--manual"), {"manual": name, "known": _known(content)})
        for name in asked.manuals
        if name not in content.manuals
    ]
    if usage:
        raise UsageError(usage)
    wrong = [problem for problem in content.errors() if _is_about(problem, asked)]
    if wrong:
        raise TebikiError(wrong)


def _known(content: RequiredContent) -> str:
    return ", ".join(content.manuals)


def _unfit(content: RequiredContent, asked: Asked, row: str) -> Iterator[Problem]:
    """Why a row cannot be looked at: it is none, it is retired, or no manual that was named carries it."""
    rows = content.rows
    place = Place("tebiki required looked")
    if row not in rows:
        yield Problem("required-command/no-row", place, {"row": row, "known": ", ".join(rows)})
    elif rows[row].retired is not None:
        at = place_of(content.path, ["rows", row, "retired"])
        yield Problem("required-command/retired", at, {"row": row, "why": rows[row].retired})
    elif not _manuals(content, asked, row):
        values = {"row": row, "manuals": ", ".join(rows[row].manuals)}
        yield Problem("required-command/not-there", place, values)


def _is_about(problem: Problem, asked: Asked) -> bool:
    """Whether an error is about a row that was named, in a manual that was meant."""
    values = problem.values
    manual = values.get("manual")
    return bool({values.get(name) for name in ("row", "first", "second")} & set(asked.rows)) and (
        not asked.manuals or manual is None or manual in asked.manuals
    )


def put(looks: Any, look: Looked) -> None:
    """Put a look at one manual among the others; the one before is taken out.

    Manuals that say the same, and were looked at by the same on the same day, share one.
    """
    (manual,) = look.manuals
    at = len(looks)
    for index in reversed(range(len(looks))):
        one = looks[index]
        if one["row"] == look.row and manual in one["manuals"]:
            at = index if len(one["manuals"]) == 1 else index + 1
            one["manuals"].remove(manual)
            if not one["manuals"]:
                del looks[index]
    same = (look.row, look.role, look.on, list(look.messages))
    for one in looks:
        if (one["row"], one["role"], one["on"], list(one["messages"])) == same:
            one["manuals"].append(manual)
            return
    looks.insert(at, _table(look))


def _table(look: Looked) -> Any:
    table, lines = tomlkit.table(), tomlkit.array()
    lines.extend(look.messages)
    table.update({"row": look.row, "manuals": list(look.manuals), "role": look.role, "on": look.on})
    table["messages"] = lines.multiline(multiline=True)
    return table


def as_text(document: TOMLDocument, path: Path) -> str:
    """The text of the changed file. Raises where it would say something else than was meant."""
    text = re.sub(r"(?<=[^\n])\n\[\[looked\]\]\n", "\n\n[[looked]]\n", tomlkit.dumps(document))
    if tomllib.loads(text) != document.unwrap():
        fail("required-command/by-hand", Place.of(path))
    validate(Required, path, without_number(tomllib.loads(text)))
    return text


def _anything(value: object) -> Any:
    """A part of a document; what kind it is, only its file knows."""
    return value
