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
    gone = [_obsolete(message, before) for message in found.obsolete.values() if message.string]
    gone += [replace(before[former], obsolete=True) for former in _left(found, live, before)]
    return with_comments(catalog.entries, live, gone)


def with_comments(before: Iterable[Entry], live: Sequence[Entry], gone: Sequence[Entry]) -> tuple[Entry, ...]:
    """All entries, with the comments of ``before`` that would be in none of them."""
    kept = {entry.msgid for entry in (*live, *gone)}
    heirs = {entry.former: set(entry.comments) for entry in live if entry.former}
    entries = {entry.msgid: entry for entry in live}
    lost: list[Entry] = []
    for entry in before:
        if entry.msgid in kept or heirs.get(entry.msgid, set()) >= set(entry.comments):
            continue  # nothing of it is lost
        heir = None if entry.obsolete else _closest(entry, live)
        if heir is None:
            lost.append(replace(entry, obsolete=True))
        else:
            now = entries[heir.msgid]
            entries[heir.msgid] = replace(now, comments=joined_comments(now.comments, entry.comments))
    return (*entries.values(), *gone, *lost)


def joined_comments(kept: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Comments with the lines of others that they have not; others that only go on take their place."""
    if new[: len(kept)] == kept:
        return new
    more = tuple(line for line in new if line and line not in kept)
    return (*kept, *more)


def _closest(entry: Entry, live: Iterable[Entry]) -> Entry | None:
    """The message that an edit made of one that nobody has translated."""
    open_ones = [other for other in live if not other.msgstr and close(entry.msgid, other.msgid)]
    return max(open_ones, key=lambda other: _likeness(entry.msgid, other.msgid), default=None)


def close(one: str, other: str) -> bool:
    """Whether the words of two messages are close; names of labels and facts are long and often the same."""
    return _likeness(one, other) >= _CLOSE


def _likeness(one: str, other: str) -> float:
    """How alike the words of two messages are, of 1."""
    first, second = (ROLE.sub("", text) for text in (one, other))
    return SequenceMatcher(None, first, second).ratio()


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
    # What was asked of a sentence that is still there is not asked of another one like it.
    own = before.get(msgid) or (None if former in wanted else before.get(former))
    return replace(
        wanted[msgid],
        msgstr=str(message.string or ""),
        fuzzy=message.fuzzy and bool(message.string),
        comments=own.comments if own else (),  # of equal lines Babel keeps one
        former=former if message.string else "",
    )


def _obsolete(message: Message, before: Mapping[str, Entry]) -> Entry:
    msgid = str(message.id)
    comments = before[msgid].comments if msgid in before else ()
    return Entry(msgid, str(message.string), 0, message.fuzzy, True, comments, ())  # noqa: FBT003
