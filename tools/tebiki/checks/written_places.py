"""Where a text of an output was written: the line of the sources that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..content.sources import sources
from ..content.text_files import read_text
from ..errors import Place, TebikiError
from .city import City

#: So many letters of a text are looked for, the most first: print may have put it together of several.
#: Few Latin letters tell nothing.
_LETTERS: Final = (24, 12, 8, 5)
_LATIN: Final = 8


def find_written(city: City, language: str | None, text: str) -> Place | None:
    """The first line that holds the beginning of ``text``; None where none does.

    ``language``: of the output; where it is a translation, its catalogue is looked at first. What an
    output shows may be put together of several places: then there is none.
    """
    said = text.strip()
    least = _LATIN if said.isascii() else _LETTERS[-1]
    files = {path: _lines(path) for path in _files(city, language)} if len(said) >= least else {}
    for count in (count for count in _LETTERS if count >= least):
        for path, lines in files.items():
            for number, line in enumerate(lines, 1):
                if said[:count] in line:
                    return Place.of(path, number)
    return None


def _files(city: City, language: str | None) -> Iterator[Path]:
    docs = city.root / "docs"
    if language is not None:
        yield from sorted((docs / "locales" / language).rglob("*.po"))
    yield from (city.file, *sources(docs), *sorted((docs / "labels").glob("*.toml")), city.root / "conf.py")


def _lines(path: Path) -> tuple[str, ...]:
    """A source's lines; none where it cannot be read, which is told elsewhere."""
    try:
        return tuple(read_text(path).split("\n"))
    except TebikiError:
        return ()
