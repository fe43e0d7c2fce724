"""A value's fields in the text of a year's file: each kind of fact as that file writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import tomlkit
from tomlkit import TOMLDocument

from ..content.fact_forms import WHOLE, FieldValue, form_of_fact

#: Fields of a manual that the top row of its history holds as well.
_IN_HISTORY: Final = frozenset({"version", "published"})
#: The language whose empty text stands for a fact that nobody knows yet.
_SOURCE: Final = "ja"


def write_value(document: TOMLDocument, key: str, values: Mapping[str, FieldValue]) -> Iterator[str]:
    """Put a value's fields into the document, "" takes one away; the keys of further places that hold it."""
    match form_of_fact(key):
        case "address":
            _write_address(document, key, str(values[WHOLE]))
        case "quotation":
            _write_fields(_table_at(document, key.split(".")), values)
        case "name" | "texts":
            _write_texts(document, key, values)
        case _:
            yield from _write_single(document, key, values[WHOLE])


def _table_at(document: TOMLDocument, parts: list[str]) -> Any:
    """The table at a key, made where there is none."""
    here: Any = document
    for part in parts:
        if part not in here:
            here[part] = tomlkit.table()
        here = here[part]
    return here


def _parent(document: TOMLDocument, key: str) -> tuple[Any, str]:
    *above, name = key.split(".")
    return _table_at(document, above), name


def _write_address(document: TOMLDocument, key: str, address: str) -> None:
    """An address; without one, where it leads is not known either."""
    _, name, *rest = key.split(".")
    link = _table_at(document, ["links", name])
    if rest:
        _put(link, "target", address)
        return
    link["url"] = address
    if not address:
        link.pop("target", None)


def _write_fields(table: Any, values: Mapping[str, FieldValue]) -> None:
    for name, text in values.items():
        if str(table.get(name, "")) != text:
            table[name] = tomlkit.string(str(text), multiline="\n" in str(text))


def _write_texts(document: TOMLDocument, key: str, values: Mapping[str, FieldValue]) -> None:
    """A text by language, or one for all languages."""
    parent, name = _parent(document, key)
    if values.get(WHOLE):
        _put(parent, name, values[WHOLE])
        return
    texts = {language: text for language, text in values.items() if language}
    here = parent.get(name)
    if not isinstance(here, dict):
        texts = {_SOURCE: str(here or ""), **texts}
        here = tomlkit.inline_table()
    known = {**here, **texts}
    if not any(known.values()):
        _write_nothing(parent, name, key)
        return
    for language, text in texts.items():
        _put(here, language, text)
    if parent.get(name) is not here and parent.get(name) != here:
        parent[name] = here


def _write_nothing(parent: Any, name: str, key: str) -> None:
    """No text in any language: a city's own fact stands there empty, of the others nothing is left."""
    if not key.startswith("extra."):
        parent.pop(name, None)
        return
    for language in [language for language in parent[name] if language != _SOURCE]:
        del parent[name][language]
    if parent[name].get(_SOURCE) != "":
        parent[name][_SOURCE] = ""


def _write_single(document: TOMLDocument, key: str, value: FieldValue) -> Iterator[str]:
    """A value of one field, and its other places: the histories."""
    parent, name = _parent(document, key)
    before = parent.get(name)
    _put(parent, name, value)
    if key == "certificate.id":
        for manual, table in document["manuals"].items():
            yield from _follow(table, f"manuals.{manual}", "certificate", value, before)
    elif name in _IN_HISTORY:
        yield from _follow(parent, key.rpartition(".")[0], name, value, before)


def _follow(manual: Any, key: str, name: str, value: FieldValue, before: object) -> Iterator[str]:
    """Put a value into the top row of a manual's history where the value of before stands there."""
    rows = manual.get("history", [])
    if rows and rows[0].get(name) == before and before != value:
        rows[0][name] = value
        yield f"{key}.history.0.{name}"


def _put(table: Any, name: str, value: FieldValue) -> None:
    """Set a value that is another one, or take it away."""
    if value == "":
        table.pop(name, None)
    elif name not in table or not _same(table[name], value):
        table[name] = value


def _same(old: object, new: FieldValue) -> bool:
    """Whether two values are alike: False is no number, and a day no text."""
    return (
        old == new
        and isinstance(old, bool) == isinstance(new, bool)
        and isinstance(old, date) == isinstance(new, date)
    )
