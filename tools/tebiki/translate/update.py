"""``tebiki translate update``: every catalogue asks for what the pages hold today."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.language_folder import SOURCE
from ..content.project import Project
from ..content.write_files import write_together
from ..log import timed
from ..pipeline import extract_messages
from .edits import Edit, edits_of
from .merge import merged
from .same import Judged, answered, carried, judge
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


#: Somebody's answer: which of the edits have the same meaning. Raises `TebikiError` where there is none.
Answers = Callable[[Sequence[Edit]], Iterable[Edit]]


@timed("translate", "catalogues updated")
def update(
    project: Project, codes: Sequence[str], *, same_meaning: bool = False, ask: Answers = tuple
) -> tuple[Updated, ...]:
    """Bring the catalogues of languages up to date, all or none. Raises `TebikiError`.

    ``same_meaning``: translations of sentences that an edit left the same in meaning stay done; ``ask``
    says which they are, without it whoever calls vouches for all.
    """
    catalogs = catalogs_of(project, codes)
    wanted = asked(extract_messages.extract(project))
    found = [_merge(project, catalog, wanted, same_meaning=same_meaning) for catalog in catalogs]
    edits = edits_of((catalog.language, judged) for catalog, _, judged in found)
    same = {(edit.before, edit.after) for edit in ask(edits)} if same_meaning else set()
    done = [_update(project, *one, same) for one in found]
    write_together([(one.path, data) for one, data in done if one.written])
    return tuple(one for one, _ in done)


_Merged = tuple[Catalog, tuple[Entry, ...], tuple[Judged, ...]]


def _merge(project: Project, catalog: Catalog, wanted: Sequence[Asked], *, same_meaning: bool) -> _Merged:
    here, source = project.publication(catalog.language), project.publication(SOURCE)
    entries = merged(catalog, template(wanted, here, source, project.root))
    if not same_meaning:
        return catalog, entries, ()
    rules = rules_for(project, catalog.language)
    return catalog, entries, judge(catalog.entries, entries, catalog.language, rules)


def _update(
    project: Project,
    catalog: Catalog,
    entries: tuple[Entry, ...],
    judged: tuple[Judged, ...],
    same: Container[tuple[str, str]],
) -> tuple[Updated, bytes]:
    judged = answered(judged, same)
    entries = carried(entries, judged)
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
