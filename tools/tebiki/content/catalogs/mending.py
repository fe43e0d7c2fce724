"""What is put right while a catalogue is read, because nobody has to judge it; each kind is told once.

Editors and programs for translators leave such things: a byte order mark, a header that names another
encoding than the file's, a line break at the end of a translation, the same entry twice.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ...errors import Place, fail
from ..composed_text import is_apart
from ..text_files import decode, shown
from .entry import Entry

#: Byte order marks. That of UTF-8 is to gettext and Babel a part of the first word.
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
_CHARSET: Final = re.compile(rb"(?i)charset=([A-Za-z0-9_.:+-]+)")
_UTF8_NAMES: Final = frozenset({"utf-8", "utf-8-sig"})


@dataclass(frozen=True, slots=True)
class Mend:
    """Something that was put right: its kind (as its words are named), and values to tell."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)


def read_po_text(raw: bytes, path: Path) -> tuple[str, tuple[Mend, ...]]:
    """The text of a PO file with LF line ends, its letters composed; and what was mended.

    Raises `TebikiError` (``text/…``, ``catalog/encoding``) where its encoding is not certain.
    """
    mended: list[Mend] = []
    plain, kind = _without_mark(raw)
    if kind:
        mended.append(Mend(kind))
    named = _named_charset(plain)
    try:
        typed = plain.decode("utf-8")
    except UnicodeDecodeError:
        if named and not _is_utf8(named) and _codec(named):
            fail("catalog/encoding", Place.of(path), encoding=shown(named))
        return decode(raw, path), ()  # which tells what is wrong
    if named and not _is_utf8(named):
        _demand_utf8(plain, typed, named, path)
    if named and not _is_utf8(named) and named != "CHARSET":
        mended.append(Mend("charset", {"found": shown(named)}))
    if is_apart(typed):
        mended.append(Mend("composed"))
    return decode(plain, path), tuple(mended)


def _without_mark(raw: bytes) -> tuple[bytes, str]:
    """The bytes in UTF-8 without a byte order mark, and what was done to them."""
    if raw.startswith(_UTF8_MARK):
        return raw[len(_UTF8_MARK) :], "bom"
    encoding = _UTF16_MARKS.get(raw[:2])
    if encoding is None:
        return raw, ""
    try:
        return raw[2:].decode(encoding).encode(), "utf16"
    except UnicodeError:
        return raw, ""


def _named_charset(raw: bytes) -> str:
    """The encoding that the header names; empty where it names none."""
    found = _CHARSET.search(raw[:5_000])
    return found[1].decode("ascii") if found else ""


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _is_utf8(name: str) -> bool:
    return _codec(name) in _UTF8_NAMES


def _demand_utf8(raw: bytes, text: str, named: str, path: Path) -> None:
    """Refuse bytes that are UTF-8 by accident: encodings of seven bits (ISO-2022-JP) use no others."""
    if not raw.isascii() or not (codec := _codec(named)):
        return
    try:
        same = raw.decode(codec) == text
    except (UnicodeError, LookupError):
        same = False
    if not same:
        fail("catalog/encoding", Place.of(path), encoding=shown(named))


def trim_entries(entries: Iterable[Entry]) -> tuple[list[Entry], tuple[Mend, ...]]:
    """The entries without blanks and line breaks around translations whose messages have none there."""
    before = list(entries)
    after = [replace(entry, msgstr=_trimmed(entry)) for entry in before]
    count = sum(old.msgstr != new.msgstr for old, new in zip(before, after, strict=True))
    return after, (Mend("trimmed", {"count": count}),) if count else ()


def _trimmed(entry: Entry) -> str:
    """What is blank as a whole stays: whoever typed it may have meant a translation."""
    msgid, text = entry.msgid, entry.msgstr
    if not text.strip():
        return text
    if msgid[:1] == msgid[:1].strip():
        text = text.lstrip()
    return text.rstrip() if msgid[-1:] == msgid[-1:].strip() else text


def merge_same(
    entries: Iterable[Entry],
) -> tuple[list[Entry], list[tuple[Entry, Entry]], tuple[Mend, ...]]:
    """Entries with each message once; pairs that contradict one another; and what was mended."""
    groups: dict[tuple[str, bool], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.msgid, entry.obsolete), []).append(entry)
    merged = [_merged(group) for group in groups.values()]
    pairs = [pair for group in groups.values() for pair in _contradicting(group)]
    count = sum(len(group) - 1 for group in groups.values()) - len(pairs)
    return merged, pairs, (Mend("twice", {"count": count}),) if count else ()


def _merged(group: list[Entry]) -> Entry:
    """One entry of those with the same message: what is done before what is not, all comments."""
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda entry: (entry.used, bool(entry.msgstr)))
    comments = tuple(dict.fromkeys(comment for entry in group for comment in entry.comments))
    return replace(best, line=group[0].line, comments=comments)


def _contradicting(group: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    done = [entry for entry in group if entry.used]
    yield from ((done[0], other) for other in done[1:] if other.msgstr != done[0].msgstr)
