"""A language's translation as gettext reads it, compiled by us into a folder of its own.

Sphinx would compile by modification times, and take a stale ``.mo`` for a new ``.po``.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.mofile import write_mo

from ..content.catalogs.language_folder import DOMAIN
from ..content.publication import Publication


def compiled(here: Publication, work: Path) -> Path:
    """Write what is translated as gettext reads it; returns the folder for ``locale_dirs``."""
    assert here.translation is not None
    folder = work / "locale"
    path = folder / here.language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mo_bytes(here.translation.texts))
    return folder


def mo_bytes(texts: Mapping[str, str]) -> bytes:
    """Translations by msgid as the bytes of a ``.mo``."""
    catalog = BabelCatalog(charset="utf-8")
    for msgid, text in texts.items():
        catalog.add(msgid, text)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()
