"""Messages as gettext reads them (``.mo``), compiled by content: Sphinx would believe modification times."""

from __future__ import annotations

import io
from collections.abc import Mapping

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo


def mo_bytes(texts: Mapping[str, str]) -> bytes:
    """Translations by msgid as the bytes of a ``.mo``."""
    catalog = Catalog(charset="utf-8")
    for msgid, text in texts.items():
        catalog.add(msgid, text)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()
