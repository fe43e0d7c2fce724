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
#: How far the header is looked for.
_HEADER_BYTES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Mend:
    """Something that was put right: its kind (as its words are named), and values to tell."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)


def read_po_text(raw: bytes, path: Path) -> tuple[str, tuple[Mend, ...]]:
    """The text of a PO file with LF line ends, its letters composed; and what was mended.

    Raises `TebikiError` (``text/…``, ``catalog/encoding``) where its encoding is not certain.
    """
    plain, mended = _without_mark(raw)
    named = _named_charset(plain)
    try:
        typed = plain.decode("utf-8")
    except UnicodeDecodeError:
        typed, plain = _by_header(plain, named, path)
        mended = (*mended, Mend("charset", {"found": shown(named)}))
    else:
        _demand_utf8(plain, typed, named, path)
    return decode(plain, path), (*mended, *_composed(typed))


def read_own_text(raw: bytes, path: Path) -> tuple[str, tuple[Mend, ...]]:
    """The same of one of the project's own catalogues, which is in UTF-8 and nothing else."""
    plain = raw.removeprefix(_UTF8_MARK)
    bom = (Mend("bom"),) if plain != raw else ()
    text = decode(plain, path)
    return text, (*bom, *_composed(plain.decode("utf-8")))


def _composed(typed: str) -> tuple[Mend, ...]:
    if not is_apart(typed):
        return ()
    return (Mend("composed", {"count": sum(map(is_apart, typed.splitlines()))}),)


def _without_mark(raw: bytes) -> tuple[bytes, tuple[Mend, ...]]:
    """The bytes in UTF-8 without a byte order mark, and what was done to them."""
    if raw.startswith(_UTF8_MARK):
        return raw[len(_UTF8_MARK) :], (Mend("bom"),)
    encoding = _UTF16_MARKS.get(raw[:2])
    if encoding is None:
        return raw, ()
    try:
        return raw[2:].decode(encoding).encode(), (Mend("utf16"),)
    except UnicodeError:
        return raw, ()


def _named_charset(raw: bytes) -> str:
    """The encoding that the header names; empty where it names none."""
    found = _CHARSET.search(raw[:_HEADER_BYTES])
    return found[1].decode("ascii") if found else ""


def _by_header(raw: bytes, named: str, path: Path) -> tuple[str, bytes]:
    """Bytes that are no UTF-8, read as their header says: the text, and its bytes in UTF-8."""
    codec = _codec(named)
    if not codec or codec in _UTF8_NAMES:
        decode(raw, path)  # which refuses it, and tells where
    try:
        text = raw.decode(codec)
    except (UnicodeError, LookupError):
        fail("catalog/encoding", Place.of(path), encoding=shown(named))
    return text, text.encode()


def _codec(name: str) -> str:
    """The codec of an encoding's name; empty where it is none of text."""
    try:
        found = codecs.lookup(name)
    except LookupError:
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def _demand_utf8(raw: bytes, text: str, named: str, path: Path) -> None:
    """Refuse bytes that are UTF-8 by accident: encodings of seven bits (ISO-2022-JP) use no others."""
    codec = _codec(named)
    if not raw.isascii() or not codec or codec in _UTF8_NAMES:
        return
    try:
        same = raw.decode(codec) == text
    except (UnicodeError, LookupError):
        same = False
    if not same:
        fail("catalog/encoding", Place.of(path), encoding=shown(named))


def trim_entries(entries: Iterable[Entry]) -> tuple[list[Entry], tuple[Mend, ...]]:
    """The entries, each translation beginning and ending with a line break where its message does."""
    before = list(entries)
    after = [replace(entry, msgstr=end_like(entry.msgid, entry.msgstr)) for entry in before]
    count = sum(old != new for old, new in zip(before, after, strict=True))
    return after, (Mend("trimmed", {"count": count}),) if count else ()


def end_like(msgid: str, text: str) -> str:
    """A translation with line breaks at its ends as its message has them, as gettext asks for.

    What is blank as a whole stays: whoever typed it may have meant a translation.
    """
    if not text.strip():
        return text
    if (start := msgid.startswith("\n")) != text.startswith("\n"):
        text = f"\n{text}" if start else text.lstrip()
    if (end := msgid.endswith("\n")) != text.endswith("\n"):
        text = f"{text}\n" if end else text.rstrip()
    return text


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
