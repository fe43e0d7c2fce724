"""TOML files into strict models, with errors that name file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..characters import names_of, unseen
from ..errors import Place, Problem, TebikiError, fail
from .dates import impossible_dates
from .formats import KEY, Format, Table
from .language_files import invisible_of
from .text_files import read_text
from .value_forms import form_of, why_of

Model = TypeVar("Model", bound=BaseModel)
#: Keys and numbers in lists that lead to a value.
Loc = tuple[str | int, ...]

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


def read_toml(path: Path, form: Format | None = None, *, printed: bool = True) -> Table:
    """The file's table; with ``form`` as what it means today, and without its format number.

    ``printed``: whether its texts may still be printed, and changed. Raises `TebikiError`: ``toml/syntax``
    with the line, what is wrong with the number (``format/…``), and with ``form`` ``text/unseen``.
    """
    return toml_of(read_text(path), path, form, printed=printed)


def toml_of(text: str, path: Path, form: Format | None = None, *, printed: bool = True) -> Table:
    """The table that ``text``, read from the file ``path``, stands for; as `read_toml` says."""
    table = _table(text, path)
    if form is None:
        return table
    number = number_of(path, table, form)
    if printed and (problems := [*unseen_problems(path, table)]):
        raise TebikiError(problems)
    return form.upgraded(without_number(table), number)


def _table(text: str, path: Path) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        place = Place.of(path, line)
        if problem := date_problem(place, text.split("\n")[line - 1]):
            raise TebikiError([problem]) from None
        fail("toml/syntax", place, why=str(error).partition(" (at ")[0])
    except RecursionError:
        fail("toml/syntax", Place.of(path, 1), why="nested too deeply")


def date_problem(place: Place, line: str) -> Problem | None:
    """A date without quotes (``2026-02-30``) that no calendar has, in a line that is no TOML for it."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
    first = next(impossible_dates(bare), None)
    return None if first is None else Problem(first.why, place, {"text": first.text, **first.values})


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


def unseen_problems(path: Path, table: Table) -> Iterator[Problem]:
    """Keys and texts of a file that hold characters which nobody can see (``text/unseen``), each once.

    An escape (a backslash and ``u202e``) puts them there as well as a copied text does.
    """
    for loc, text in texts_of(table):
        language = str(loc[-1])
        if found := [char for _, _, char in unseen(text, allowed=invisible_of(language))]:
            yield Problem("text/unseen", place_of_text(path, loc, found[0]), {"text": names_of(found)})


def texts_of(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every key and every text below ``value``, with the keys that lead to it."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield (*loc, key), str(key)
            yield from texts_of(below, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, below in enumerate(value):
            yield from texts_of(below, (*loc, index))


def place_of_text(path: Path, loc: Loc, text: str) -> Place:
    """The place of a key, at the line within its value that holds ``text`` where one spells it out."""
    place, lines = place_of(path, loc), read_text(path).split("\n")
    escaped = [f"\\u{ord(text):04x}", f"\\U{ord(text):08x}".lower()] if len(text) == 1 else []
    for number in range((place.line or 1) - 1, len(lines)):
        if text in lines[number] or any(one in lines[number].lower() for one in escaped):
            return Place(place.file, number + 1, place.key)
    return place


def load(model: type[Model], path: Path, form: Format | None = None, *, printed: bool = True) -> Model:
    """The file as a ``model``; every mistake in it is told at once. ``printed``: see `read_toml`."""
    return validate(model, path, read_toml(path, form, printed=printed))


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
        "why": why_of(found),
        "form": form_of(found),
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
    for number, found in _key_lines(text):
        if found == parts[: len(found)] and (best is None or len(found) > best[0]):
            best = (len(found), number)
    return best[1] if best else None


@lru_cache(maxsize=8)  # whoever looks for one place in a file looks for more
def _key_lines(text: str) -> tuple[tuple[int, list[str | int]], ...]:
    """Each line that spells out a key or a table, with what leads to it."""
    lines: list[tuple[int, list[str | int]]] = []
    table: list[str | int] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            table = [*_parts(header[2])]
            if header[1] == "[[":
                seen[header[2]] = seen.get(header[2], -1) + 1
                table.append(seen[header[2]])
            lines.append((number, table))
        elif entry := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            lines.append((number, [*table, *_parts(entry[1])]))
    return tuple((number, keys) for number, keys in lines if keys)


def _parts(key: str) -> list[str]:
    """The parts of a dotted key; within quotes a dot is a letter."""
    return [part.strip("\"' ") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", key)]
