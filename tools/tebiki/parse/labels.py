"""``docs/labels/<file>.toml``: on-screen labels; a row's key is ``<file>.<table path>``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import fail
from ..model.label import Label
from .tomlfile import place_of, read_toml

#: Keys of a row that are no language.
OWN = frozenset({"source", "verified"})


def load_labels(folder: Path) -> Mapping[str, Label]:
    """All labels of a content, by key (``android.password.title``); empty where the folder is not there."""
    return {label.key: label for path in sorted(folder.glob("*.toml")) for label in _labels(path)}


def _labels(path: Path) -> Iterator[Label]:
    yield from _walk(path, [], read_toml(path))


def _walk(path: Path, at: list[str], table: Mapping[str, Any]) -> Iterator[Label]:
    if any(not isinstance(value, dict) for value in table.values()):
        yield _row(path, at, table)
        return
    for name, below in table.items():
        yield from _walk(path, [*at, name], below)


def _row(path: Path, at: list[str], row: Mapping[str, Any]) -> Label:
    for name, value in row.items():
        wanted: type = bool if name == "verified" else str
        if not isinstance(value, wanted):
            code = "toml/boolean" if wanted is bool else "toml/string"
            fail(code, place_of(path, [*at, name]), key=name, value=value)
        if value == "":
            fail("toml/empty", place_of(path, [*at, name]), key=name)
    for needed in ("ja", "source", "verified"):
        if needed not in row:
            fail("toml/missing", place_of(path, at), key=needed, allowed="ja, en, …, source, verified")
    key = ".".join([path.stem, *at])
    texts = {name: value for name, value in row.items() if name not in OWN}
    return Label(key, texts, row["source"], row["verified"])
