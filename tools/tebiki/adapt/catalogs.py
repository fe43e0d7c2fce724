"""A language's catalogue on its way to Sphinx: guarded, then compiled by us into a folder of its own.

Sphinx would compile by modification times, and take a stale ``.mo`` for a new ``.po``.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ..model.publication import Publication
from ..model.translation import Translation
from ..parse.translation import DOMAIN, load_catalog, load_translation


def guarded(docs: Path, here: Publication) -> Translation:
    """The translation of the language of ``here``. Raises `TebikiError` with all that the guard refuses."""
    catalog = load_catalog(docs, here.language)
    return load_translation(docs, catalog)


def compiled(here: Publication, work: Path) -> Path:
    """Write what is translated as gettext reads it; returns the folder for ``locale_dirs``."""
    assert here.translation is not None
    catalog = Catalog(charset="utf-8")
    for msgid, text in here.translation.texts.items():
        catalog.add(msgid, text)
    out = io.BytesIO()
    write_mo(out, catalog)
    folder = work / "locale"
    path = folder / here.language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    return folder
