"""All that a page or PDF in やさしい日本語 prints beside facts, as its readers see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ...content.catalogs.catalog import Catalog
from ...content.catalogs.language_folder import SOURCE
from ...content.catalogs.tokens import OBJECT, tokens_of
from ...content.language_files import ENGINE_LANGUAGES
from ...content.publication import Publication
from ...content.ruby import RUBY_LANGUAGE
from ...content.settings import EVERY, Strict
from ...content.toml_files import place_of
from ...errors import Place

_CODES = (RUBY_LANGUAGE, EVERY, SOURCE)
_NAME = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its readings; `OBJECT` stands for what is put in.

    ``ours``: no words of a screen. ``lacking``: Japanese that is printed for want of an easy text.
    """

    visible: str
    place: Callable[[], Place]
    ours: bool = True
    lacking: bool = False


def of_catalog(catalog: Catalog) -> Iterator[Text]:
    """Translations that pages show."""
    for entry in catalog.entries:
        if entry.used:
            yield Text(tokens_of(entry.msgstr).visible, partial(catalog.place, entry))


def of_content(docs: Path, here: Publication) -> Iterator[Text]:
    """What is in no catalogue: settings, facts of the edition, labels, the engine's words."""
    for loc, text in _walk(here.settings.printed, ["tebiki_settings"]):
        place = partial(Place.of, docs.parent / "conf.py", None, ".".join(map(str, loc)))
        yield Text(text, place, lacking=loc[-1] == SOURCE)
    edition = docs / "editions" / f"{here.edition.year}.toml"
    for loc, text in _walk(here.edition, []):
        yield Text(tokens_of(text).visible, partial(place_of, edition, loc), lacking=loc[-1] == SOURCE)
    for key, label in here.labels.items():
        file, *row = key.split(".")
        for (*_, code), text in _walk(dict(label.texts), []):
            row_place = partial(place_of, docs / "labels" / f"{file}.toml", [*row, code])
            yield Text(_filled(text), row_place, ours=False, lacking=code == SOURCE)
    words = ENGINE_LANGUAGES / f"{RUBY_LANGUAGE}.toml"
    for key, text in here.words.table.items():
        yield Text(_filled(text), partial(place_of, words, ["words", *key.split(".")]))


def _filled(text: str) -> str:
    return _NAME.sub(OBJECT, text)


def _walk(value: Any, at: list[str | int]) -> Iterator[tuple[list[str | int], str]]:
    """What is printed of texts by language, with its key, as `in_language` chooses it."""
    if isinstance(value, dict) and (code := next((c for c in _CODES if isinstance(value.get(c), str)), None)):
        yield [*at, *([code] if code != EVERY else [])], value[code]
    elif isinstance(value, dict | Strict):
        for key, below in dict(value).items():
            yield from _walk(below, [*at, key])
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _walk(below, [*at, index])
