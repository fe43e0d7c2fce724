"""What of the sources is read by readers: lines of pages, translations, facts, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ...content.catalogs.catalog import Catalog
from ...content.settings import EVERY, Strict
from ...content.text_files import read_text
from ...content.toml_files import place_of
from ...errors import Place
from ..city import City
from .sources import Prose

_FENCE = re.compile(r"\s*(?::{3,}|`{3,}|~{3,})")
_ALT = re.compile(r"\s*:alt:\s*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_\w+)?")
#: Parts of an edition that are no prose: names, numbers, addresses.
_NAMES = frozenset({"certificate", "links", "hosts", "unconfirmed", "confirmed", "device"})


def of_markdown(path: Path, text: str, city: City) -> Iterator[Prose]:
    """The lines of a page that are shown: no comment, no directive's head or option but its alt."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("%") or _FENCE.match(line):
            continue
        if line.lstrip().startswith(":") and not line.lstrip().startswith(": ") and not _ALT.match(line):
            continue
        alt = _ALT.match(line) is not None
        yield Prose(_ALT.sub("", line, count=1), "ja", partial(Place.of, path, number), city, alt)


def of_catalog(catalog: Catalog, city: City) -> Iterator[Prose]:
    """The translations that pages show."""
    for entry in catalog.entries:
        if entry.used:
            yield Prose(entry.msgstr, catalog.language, partial(catalog.place, entry), city)


def of_edition(city: City) -> Iterator[Prose]:
    """The texts among the facts of the edition, by language."""
    for key, language, text in _walk(city.edition, []):
        if key[0] not in _NAMES and language in (*city.languages, EVERY):
            where = partial(place_of, city.file, key)
            yield Prose(text, "ja" if language == EVERY else language, where, city)


def of_settings(city: City) -> Iterator[Prose]:
    """The texts of conf.py."""
    for key, language, text in _walk(city.settings.printed, ["tebiki_settings"]):
        if language in city.languages:
            where = partial(_in_conf, city.root / "conf.py", ".".join(map(str, key)), text)
            yield Prose(text, language, where, city)


def _in_conf(path: Path, key: str, text: str) -> Place:
    """The setting's place, with the first line that holds the text as it is."""
    lines = enumerate(read_text(path).split("\n"), 1)
    return Place.of(path, next((number for number, line in lines if text in line), None), key)


def _walk(value: Any, at: list[str | int]) -> Iterator[tuple[list[str | int], str, str]]:
    """Each text by language: its key, the language, the text."""
    if isinstance(value, Strict):
        value = dict(value)
    if isinstance(value, dict):
        for key, below in value.items():
            if isinstance(below, str) and (key == EVERY or _LANGUAGE.fullmatch(str(key))) and "ja" in value:
                yield [*at, key], key, below
            else:
                yield from _walk(below, [*at, key])
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _walk(below, [*at, index])
