"""A language's folder, ``docs/locales/<language>``: its catalogue, and who looks after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from ..formats import LANGUAGE
from ..language_owner import Care
from ..toml_files import load
from .catalog import Catalog, read_catalog
from .translation import Translation

#: The language of the sources, which has no catalogue.
SOURCE: Final = "ja"
#: One catalogue a language: chapters that manuals share are translated once.
DOMAIN: Final = "manual"


def folder_of(docs: Path, language: str) -> Path:
    """Where a language's own files lie."""
    return docs / "locales" / language


def catalog_path(docs: Path, language: str) -> Path:
    """Where a language's catalogue lies."""
    return folder_of(docs, language) / "LC_MESSAGES" / f"{DOMAIN}.po"


def load_catalog(docs: Path, language: str) -> Catalog:
    """A language's catalogue, read strictly. Raises `TebikiError` (``text/missing``, ``catalog/…``)."""
    return read_catalog(catalog_path(docs, language))


def load_care(docs: Path, language: str) -> Care:
    """Who looks after a language; nobody where the file is not there."""
    path = folder_of(docs, language) / "language.toml"
    return load(Care, path, LANGUAGE) if path.exists() else Care()


def load_translation(docs: Path, catalog: Catalog) -> Translation:
    """What a build uses of a catalogue that the guard has passed."""
    return Translation(
        texts={entry.msgid: entry.msgstr for entry in catalog.entries if entry.used},
        fuzzy=frozenset(entry.msgid for entry in catalog.entries if entry.fuzzy and not entry.obsolete),
        revised=read_revised(catalog.header.get("PO-Revision-Date", "")),
        care=load_care(docs, catalog.language),
    )


def read_revised(text: str) -> date | None:
    """The day of ``2026-03-01 10:00+0900``; None where a header's date has another form, or is no day."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
