"""``tebiki translate readings``: what the list of readings knows is proposed for kanji that have none.

A person must look at each: so what gets readings is marked as needing work, and a row of kanji
that the list does not know as a whole is left and told. No build does anything of this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ..content.catalogs.catalog import Entry, read_catalog
from ..content.catalogs.language_folder import catalog_path
from ..content.project import Project
from ..content.readings import load_readings
from ..content.ruby import KANJI, RUBY, RUBY_LANGUAGE
from ..content.write_files import write_together
from .writer import po_text

#: What is left as it is: readings that are there, roles, code, targets of links. Digits belong to kanji
#: that count: 14日 is not read as 14 and 日.
_PART: Final = re.compile(
    rf"{RUBY.pattern}|\{{nobreak\}}`(?P<kept>[^`]*)`|(?:\{{\w+\}})?`[^`]*`|\]\([^)]*\)"
    rf"|(?P<run>[0-9０-９]*{KANJI.pattern})"
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A catalogue, its entries that got readings, and rows of kanji that the list does not know."""

    path: Path
    entries: tuple[Entry, ...]
    unknown: tuple[str, ...]


def propose(project: Project, file: Path | None) -> Proposed:
    """Put readings into ``file``, else into the project's catalogue. Raises `TebikiError`."""
    path = file or catalog_path(project.docs, RUBY_LANGUAGE)
    terms = load_readings(project.docs).terms
    catalog = read_catalog(path, RUBY_LANGUAGE)
    unknown: dict[str, None] = {}
    now = [entry if entry.obsolete else _read(entry, terms, unknown) for entry in catalog.entries]
    changed = tuple(new for new, old in zip(now, catalog.entries, strict=True) if new != old)
    if changed:
        write_together([(path, po_text(catalog.header, now).encode())])
    return Proposed(path, changed, tuple(unknown))


def _read(entry: Entry, terms: Mapping[str, str], unknown: dict[str, None]) -> Entry:
    def written(part: re.Match[str]) -> str:
        if part["kept"] is not None:
            return f"{{nobreak}}`{_PART.sub(written, part['kept'])}`"
        if part["run"] is None:
            return part[0]
        if (read := with_readings(part["run"], terms)) is None:
            unknown[part["run"]] = None
        return read or part[0]

    text = _PART.sub(written, entry.msgstr)
    return entry if text == entry.msgstr else replace(entry, msgstr=text, fuzzy=True)


def with_readings(run: str, terms: Mapping[str, str]) -> str | None:
    """A row of kanji with its readings, longest terms first; None where the list does not know all of it.

    Within a row no kanji is read on its own: 日本 is not 日 and 本.
    """
    if run in terms:
        return _ruby(run, terms)
    longest, read = max(map(len, terms), default=0), ""
    while run:
        starts = (run[:length] for length in range(min(longest, len(run)), 1, -1))
        if (first := next((start for start in starts if start in terms), None)) is None:
            return None
        read, run = read + _ruby(first, terms), run[len(first) :]
    return read


def _ruby(term: str, terms: Mapping[str, str]) -> str:
    return f"｜{term}《{terms[term]}》"
