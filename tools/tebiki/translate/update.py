"""``tebiki translate update``: every catalogue asks for what the pages hold today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.language_folder import SOURCE
from ..content.project import Project
from ..content.write_files import write_together
from ..log import timed
from ..pipeline import extract_messages
from .merge import merged
from .same import Judged, carried
from .targets import catalogs_of, rules_for
from .template import Asked, asked, template
from .writer import new_header, po_text


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of a catalogue. ``judged``: entries whose text an edit left the same in meaning."""

    language: str
    path: Path
    written: bool
    new: tuple[Entry, ...]
    fuzzy: tuple[Entry, ...]
    obsolete: tuple[Entry, ...]
    judged: tuple[Judged, ...]


@timed("translate", "catalogues updated")
def update(project: Project, codes: Sequence[str], *, same_meaning: bool = False) -> tuple[Updated, ...]:
    """Bring the catalogues of languages up to date, all or none. Raises `TebikiError`."""
    catalogs = catalogs_of(project, codes)
    wanted = asked(extract_messages.extract(project))
    found = [_update(project, catalog, wanted, same_meaning=same_meaning) for catalog in catalogs]
    write_together([(one.path, data) for one, data in found if one.written])
    return tuple(one for one, _ in found)


def _update(
    project: Project, catalog: Catalog, wanted: Sequence[Asked], *, same_meaning: bool
) -> tuple[Updated, bytes]:
    here, source = project.publication(catalog.language), project.publication(SOURCE)
    entries = merged(catalog, template(wanted, here, source, project.root))
    judged: tuple[Judged, ...] = ()
    if same_meaning:
        rules = rules_for(project, catalog.language)
        entries, judged = carried(catalog.entries, entries, catalog.language, rules)
    data = catalog_bytes(project, catalog, entries)
    return changes(catalog, entries, judged, written=data != catalog.path.read_bytes()), data


def catalog_bytes(project: Project, catalog: Catalog, entries: Sequence[Entry]) -> bytes:
    """The file of a catalogue with other entries."""
    header = new_header(project.settings.documents, catalog.language, catalog.header)
    return po_text(header, entries).encode()


def changes(
    catalog: Catalog, entries: Sequence[Entry], judged: Sequence[Judged], *, written: bool
) -> Updated:
    """What differs between a catalogue and its new entries."""
    live = {entry.msgid: entry for entry in catalog.entries if not entry.obsolete}
    now = [entry for entry in entries if not entry.obsolete]
    # A text that was edited is not gone: its translation is fuzzy now, or was carried over.
    kept = {text for entry in (*now, *(one.entry for one in judged)) for text in (entry.msgid, entry.former)}
    return Updated(
        language=catalog.language,
        path=catalog.path,
        written=written,
        new=tuple(entry for entry in now if entry.msgid not in live and not entry.msgstr),
        fuzzy=tuple(e for e in now if e.fuzzy and not (e.msgid in live and live[e.msgid].fuzzy)),
        obsolete=tuple(entry for entry in live.values() if entry.msgid not in kept),
        judged=tuple(judged),
    )
