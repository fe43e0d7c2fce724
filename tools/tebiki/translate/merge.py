"""A catalogue meets what the pages ask for today: sphinx-intl merges, we keep what it would lose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from babel.messages.catalog import Message
from sphinx_intl.catalog import load_po, update_with_fuzzy

from ..content.catalogs.catalog import Catalog, Entry
from .template import ROLE
from .writer import new_header, po_text

#: How alike two texts are that Babel takes for one edited text, of 1.
_CLOSE: Final = 0.6


def merged(catalog: Catalog, wanted: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of ``wanted`` with the translations of ``catalog``, then what became obsolete.

    A message whose words changed a little takes over its translation as fuzzy, and names its
    former words. A message that comes back finds its old translation again.
    """
    with TemporaryDirectory(prefix="tebiki-") as folder:
        template, there = Path(folder) / "manual.pot", Path(folder) / "manual.po"
        header = new_header("-", catalog.language)
        _write(template, po_text(header, wanted))
        # Without the former words: Babel takes them for comments of translators.
        _write(there, po_text(header, (replace(e, former="") for e in revived(catalog.entries, wanted))))
        found, source = load_po(str(there)), load_po(str(template))
        update_with_fuzzy(found, source)
    entries = {entry.msgid: entry for entry in wanted}
    before = {entry.msgid: entry for entry in catalog.entries}
    live = [_entry(message, entries, before) for message in found if message.id]
    gone = [_obsolete(message) for message in found.obsolete.values() if message.string]
    gone += [replace(before[former], obsolete=True) for former in _left(found, live, before)]
    return (*live, *gone)


def close(one: str, other: str) -> bool:
    """Whether the words of two messages are close; names of labels and facts are long and often the same."""
    first, second = (ROLE.sub("", text) for text in (one, other))
    return SequenceMatcher(None, first, second).ratio() >= _CLOSE


def _left(found: Iterable[Message], live: Iterable[Entry], before: Mapping[str, Entry]) -> Iterator[str]:
    """Former texts that Babel gave to messages which have only names in common with them."""
    given = dict.fromkeys(str(message.previous_id[0]) for message in found if message.previous_id)
    kept = {text for entry in live for text in (entry.former, entry.msgid)}
    return (text for text in given if text not in kept and before[text].msgstr)


def revived(entries: Iterable[Entry], wanted: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries; an obsolete one that is asked for again is obsolete no more."""
    entries = tuple(entries)
    missing = {entry.msgid for entry in wanted} - {e.msgid for e in entries if not e.obsolete}
    return tuple(replace(entry, obsolete=False) if entry.msgid in missing else entry for entry in entries)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _entry(message: Message, wanted: Mapping[str, Entry], before: Mapping[str, Entry]) -> Entry:
    msgid = str(message.id)
    former = str(message.previous_id[0]) if message.previous_id else ""
    if former and not close(former, msgid):
        return wanted[msgid]
    if message.fuzzy and not former and msgid in before:
        former = before[msgid].former
    return replace(
        wanted[msgid],
        msgstr=str(message.string or ""),
        fuzzy=message.fuzzy and bool(message.string),
        comments=tuple(message.user_comments),
        former=former if message.string else "",
    )


def _obsolete(message: Message) -> Entry:
    comments = tuple(message.user_comments)
    return Entry(str(message.id), str(message.string), 0, message.fuzzy, True, comments, ())  # noqa: FBT003
