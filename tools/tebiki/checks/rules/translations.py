"""Rules about translations that may be right and that somebody should look at; the guard refuses the rest.

A look is recorded by ``tebiki translate seen``; a translation that has changed since is asked about again.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...content.text_files import shown
from ...errors import Problem
from ..rule import rule
from ..subjects.sources import CatalogFile
from ..translations.looks import looked_at


@rule(
    "catalog/order",
    bad='msgid "{ui}`…`を{ui}`…`にします。"\nmsgstr "Set {ui}`（2番目）` to {ui}`（1番目）`."',
    good='msgid "{ui}`…`を{ui}`…`にします。"\nmsgstr "Set {ui}`（1番目）` to {ui}`（2番目）`."',
    severity="warning",
)
def order(file: CatalogFile) -> Iterator[Problem]:
    """Roles and links stand in the message's order, or somebody has seen that the language wants another."""
    return _of("catalog/order", file)


@rule(
    "catalog/number-unread",
    bad='# pt_BR\nmsgid "8分ほどで消えます。"\nmsgstr "Some depois de alguns minutos."',
    good='# pt_BR\nmsgid "8分ほどで消えます。"\nmsgstr "Some depois de cerca de 8 minutos."',
    severity="warning",
)
def number_unread(file: CatalogFile) -> Iterator[Problem]:
    """Where the engine knows no words for numbers, each is in digits, or somebody has looked."""
    return _of("catalog/number-unread", file)


@rule(
    "catalog/system-look",
    bad='msgid "Androidの画面です。"\nmsgstr "This is the screen."',
    good='msgid "Androidの画面です。"\nmsgstr "This is the screen on Android."',
    severity="warning",
)
def system_look(file: CatalogFile) -> Iterator[Problem]:
    """A translation names the systems and browsers of its message, or somebody has looked."""
    return _of("catalog/system-look", file)


def _of(code: str, file: CatalogFile) -> Iterator[Problem]:
    catalog = file.catalog
    for entry in catalog.entries:
        if not entry.used:
            continue
        for found, values in looked_at(entry.msgid, entry.msgstr, catalog.language):
            if found == code and not file.has_seen(entry, code):
                short = {name: shown(text, 120) for name, text in values.items()}
                yield Problem(code, catalog.place(entry), short)
