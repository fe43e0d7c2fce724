"""Words that stand on a device's screen, written down once for text and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import fail
from .formats import LABELS
from .language import LANGUAGE
from .language_files import other_codes
from .ruby import plain
from .toml_files import place_of, read_toml


@dataclass(frozen=True, slots=True)
class Label:
    """One label; ``{name}`` within it is filled by whoever shows it.

    ``texts``: language → the words that the device shows in it. ``meanings``: language →
    what the Japanese words mean, where the device's own are not known; it stands beside them.
    """

    key: str
    texts: Mapping[str, str]
    source: str
    verified: bool
    meanings: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The label as the device shows it in ``language``, else in Japanese; never with readings."""
        return plain(self.texts.get(language, self.texts["ja"]))

    def speaks(self, language: str) -> bool:
        """Whether the language has words for it, the device's or ours."""
        return language in self.texts or language in self.meanings


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with ``{name}`` replaced; a name without a value stays, in 〈 〉."""
    return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], f"〈{m[1]}〉"), text)


#: Keys of a row that are no language.
OWN = frozenset({"source", "verified", "meaning"})


def load_labels(folder: Path) -> Mapping[str, Label]:
    """All labels of a content, by key (``android.password.title``); empty where the folder is not there."""
    return {label.key: label for path in sorted(folder.glob("*.toml")) for label in _labels(path)}


def _labels(path: Path) -> Iterator[Label]:
    yield from _walk(path, [], read_toml(path, LABELS))


def _walk(path: Path, at: list[str], table: Mapping[str, Any]) -> Iterator[Label]:
    if any(not isinstance(value, dict) for name, value in table.items() if name != "meaning"):
        yield _row(path, at, table)
        return
    for name, below in table.items():
        yield from _walk(path, [*at, name], below)


def _row(path: Path, at: list[str], row: Mapping[str, Any]) -> Label:
    for name, value in row.items():
        _check(path, [*at, name], value)
    for needed in ("ja", "source", "verified"):
        if needed not in row:
            fail("toml/missing", place_of(path, at), key=needed, allowed="ja, en, …, source, verified")
    key = ".".join([path.stem, *at])
    texts = with_other_codes({name: value for name, value in row.items() if name not in OWN})
    if plain(texts.get("ja_simple", texts["ja"])) != texts["ja"]:
        fail("labels/reading", place_of(path, [*at, "ja_simple"]), ja=texts["ja"])
    return Label(key, texts, row["source"], row["verified"], with_other_codes(row.get("meaning", {})))


def with_other_codes(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts, those under a language's other codes also under its own: Filipino's of ``tl``."""
    found = dict(texts)
    for code, others in other_codes().items():
        if code not in found and (kept := next((other for other in others if other in found), None)):
            found[code] = found[kept]
    return found


def _check(path: Path, at: list[str], value: object) -> None:
    name = at[-1]
    if name == "verified":
        if not isinstance(value, bool):
            fail("toml/boolean", place_of(path, [*at]), key=name, value=value)
    elif name == "meaning" and isinstance(value, dict):
        for language, meaning in value.items():
            if not LANGUAGE.fullmatch(language):
                fail("labels/meaning", place_of(path, [*at, language]), key=language)
            _text(path, [*at, language], meaning)
    elif name in OWN or LANGUAGE.fullmatch(name):
        _text(path, at, value)
    else:
        fail("labels/language", place_of(path, [*at]), key=name, own=", ".join(sorted(OWN)))


def _text(path: Path, at: list[str], value: object) -> None:
    if not isinstance(value, str):
        fail("toml/string", place_of(path, [*at]), key=at[-1], value=value)
    if value == "":
        fail("toml/empty", place_of(path, [*at]), key=at[-1])
