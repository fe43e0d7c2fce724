"""All that a page or PDF in やさしい日本語 prints beside facts, as its readers see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import Place
from ..model.publication import Publication
from ..model.ruby import RUBY_LANGUAGE
from ..model.settings import EVERY, Strict
from ..parse.catalog import Catalog
from ..parse.tokens import OBJECT, tokens_of
from ..parse.tomlfile import place_of

_NAME = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its readings; `OBJECT` stands for what is put in. ``ours``: no words of a screen."""

    visible: str
    place: Callable[[], Place]
    ours: bool = True


def of_catalog(catalog: Catalog) -> Iterator[Text]:
    """Translations that pages show."""
    for entry in catalog.entries:
        if entry.used:
            yield Text(tokens_of(entry.msgstr).visible, partial(catalog.place, entry))


def of_content(docs: Path, here: Publication) -> Iterator[Text]:
    """What is in no catalogue: settings, facts of the edition, labels, the engine's words."""
    for loc, text in _walk(here.settings, ["tebiki_settings"]):
        yield Text(text, partial(Place.of, docs.parent / "conf.py", None, ".".join(map(str, loc))))
    edition = docs / "editions" / f"{here.edition.year}.toml"
    for loc, text in _walk(here.edition, []):
        yield Text(tokens_of(text).visible, partial(place_of, edition, loc))
    for key, label in here.labels.items():
        if RUBY_LANGUAGE in label.texts:
            file, *row = key.split(".")
            place = partial(place_of, docs / "labels" / f"{file}.toml", [*row, RUBY_LANGUAGE])
            yield Text(_filled(label.texts[RUBY_LANGUAGE]), place, ours=False)
    words = Path(str(files("tebiki").joinpath("words", f"{RUBY_LANGUAGE}.toml")))
    for key, text in here.words.table.items():
        yield Text(_filled(text), partial(place_of, words, [*key.split(".")]))


def _filled(text: str) -> str:
    return _NAME.sub(OBJECT, text)


def _walk(value: Any, at: list[str | int]) -> Iterator[tuple[list[str | int], str]]:
    """Texts by language, with their keys: those in やさしい日本語, and those that are the same in all."""
    if isinstance(value, dict | Strict):
        for key, below in dict(value).items():
            if isinstance(below, str) and key in (RUBY_LANGUAGE, EVERY):
                yield [*at, *([key] if key != EVERY else [])], below
            else:
                yield from _walk(below, [*at, key])
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _walk(below, [*at, index])
