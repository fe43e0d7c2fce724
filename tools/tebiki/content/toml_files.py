"""TOML files into strict models, with errors that name file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Place, Problem, TebikiError, fail
from .formats import KEY, Format, Table
from .text_files import read_text

Model = TypeVar("Model", bound=BaseModel)

#: What pydantic finds → our code; anything else is told as ``toml/value``.
CODES = {
    "missing": "toml/missing",
    "extra_forbidden": "toml/unknown",
    "string_type": "toml/string",
    "int_type": "toml/integer",
    "bool_type": "toml/boolean",
    "tuple_type": "toml/list",
    "string_pattern_mismatch": "toml/pattern",
    "string_too_short": "toml/empty",
}


def read_toml(path: Path, form: Format | None = None) -> Table:
    """The file's table; with ``form`` as what it means today, and without its format number.

    Raises `TebikiError`: ``toml/syntax`` with the line, and what is wrong with the number (``format/…``).
    """
    table = _table(path)
    if form is None:
        return table
    number = number_of(path, table, form)
    return form.upgraded(without_number(table), number)


def _table(path: Path) -> Table:
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        fail("toml/syntax", Place.of(path, line), why=str(error).partition(" (at ")[0])


def number_of(path: Path, table: Table, form: Format) -> int:
    """The format number of a file; 1 where it has none.

    Raises ``format/number`` for what is no number, ``format/newer`` for one that this engine does not
    know, ``format/place`` for one within a table, where it would be taken for something else.
    """
    if strange := [*_strange_numbers(table)]:
        raise TebikiError(Problem("format/place", place_of(path, keys), {"key": KEY}) for keys in strange)
    number = 1 if is_taken(table, form) else table.get(KEY, 1)
    if code := form.mistake(number):
        values = {"number": spelt(number), "known": form.current}
        raise TebikiError([Problem(code, number_place(path, table), values)])
    return int(number)


def spelt(number: object) -> str:
    """What stands in the place of a number, as people have written it: text in its quotes."""
    return f'"{_short(number)}"' if isinstance(number, str) else _short(number)


def number_place(path: Path, table: Table) -> Place:
    """Where a file's format number stands, or the first line of what somebody has given its name."""
    keys: list[str | int] = [KEY]
    text, here = read_text(path), table.get(KEY)
    while (line := line_of(text, keys)) is None and isinstance(here, dict) and here:
        name = next(iter(here))
        keys, here = [*keys, name], here[name]
    return Place.of(path, line, KEY)


def is_taken(table: Table, form: Format) -> bool:
    """Whether the number's key is the name of a table that somebody has chosen."""
    return form.free and isinstance(table.get(KEY), dict)


def without_number(table: Table) -> Table:
    """The table less its format number."""
    return {key: value for key, value in table.items() if key != KEY or isinstance(value, dict)}


def _strange_numbers(table: Table) -> Iterator[list[str | int]]:
    """Where whole numbers called ``format`` stand that are not the file's own."""
    for name, value in table.items():
        below = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, one in below:
            at = [name] if index is None else [name, index]
            if isinstance(one, dict):
                if isinstance(one.get(KEY), int):
                    yield [*at, KEY]
                yield from ([*at, *keys] for keys in _strange_numbers(one))


def load(model: type[Model], path: Path, form: Format | None = None) -> Model:
    """The file as a ``model``; every mistake in it is told at once."""
    return validate(model, path, read_toml(path, form))


def validate(model: type[Model], path: Path, table: Table) -> Model:
    """What was read of ``path`` as a ``model``; every mistake in it is told at once."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise TebikiError(problems(model, error, path)) from None


def problems(model: type[BaseModel], error: ValidationError, path: Path) -> Iterable[Problem]:
    """Each finding of pydantic as a problem at its key."""
    for found in error.errors():
        place = place_of(path, [part for part in found["loc"] if isinstance(part, str | int)])
        yield Problem(CODES.get(found["type"], "toml/value"), place, _values(model, found))


def _values(model: type[BaseModel], found: ErrorDetails) -> dict[str, object]:
    loc = found["loc"]
    return {
        "key": next((part for part in reversed(loc) if isinstance(part, str)), ""),  # not the place in a list
        "value": _short(found["input"]),
        "why": found["msg"].removeprefix("Value error, "),
        "pattern": found.get("ctx", {}).get("pattern", ""),
        "allowed": ", ".join(_allowed(model, loc[:-1])),
    }


def _allowed(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the table at ``loc`` may have."""
    here: type[BaseModel] | None = model
    for part in loc:
        if here is None or isinstance(part, int):
            continue
        if field := here.model_fields.get(part):
            here = _model_within(field.annotation)
    return sorted(here.model_fields) if here else []


def _model_within(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation such as ``dict[str, Link]`` or ``Contact | None`` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _model_within(argument)) is not None:
            return found
    return None


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def place_of(path: Path, loc: Iterable[str | int]) -> Place:
    """The place of a key, with its line where the file spells the key out."""
    parts = list(loc)
    key = ".".join(map(str, parts)) or None
    return Place.of(path, line_of(read_text(path), parts), key)


def line_of(text: str, parts: list[str | int]) -> int | None:
    """The line (from 1) of a key, or of the nearest table above it that is written out."""
    best: tuple[int, int] | None = None
    table: list[str | int] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            table = [*_parts(header[2])]
            if header[1] == "[[":
                seen[header[2]] = seen.get(header[2], -1) + 1
                table.append(seen[header[2]])
            found = table
        elif entry := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            found = [*table, *_parts(entry[1])]
        else:
            continue
        if found and found == parts[: len(found)] and (best is None or len(found) > best[0]):
            best = (len(found), number)
    return best[1] if best else None


def _parts(key: str) -> list[str]:
    """The parts of a dotted key; within quotes a dot is a letter."""
    return [part.strip("\"' ") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", key)]
