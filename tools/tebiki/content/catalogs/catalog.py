"""Translation catalogues: ``<language>/LC_MESSAGES/manual.po`` as frozen entries.

A catalogue comes from outside. It is read here before anything else looks at it, and
what Babel would pass over is refused: nothing is lost without a word. What needs nobody's
judgement is mended (`tebiki.content.catalogs.mending`), more of it in a translator's file than in
the project's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser, unescape

from ...errors import Place, Problem, TebikiError, fail
from ..text_files import read_bytes, shown
from .entry import Entry, entry_place
from .mending import Mend, merge_same, read_own_text, read_po_text, trim_entries
from .po_header import check_header
from .po_lines import check_lines

__all__ = ["LARGEST", "LONGEST", "Catalog", "Entry", "parse_catalog", "parse_received", "read_catalog"]

#: Bytes of a catalogue, and characters of a message. The manuals' longest has 250, a catalogue 200 kB.
LARGEST: Final = 5_000_000
LONGEST: Final = 2_000

#: Begin, each with a number, what Babel would take for one kind of comment: it keeps equal lines once,
#: and ``# |`` of a translator looks to it like ``#| msgid``. No file holds a NUL.
_FORMER: Final = "\0former "
_COMMENT: Final = "\0comment "
#: What follows ``#`` where it is no comment of a translator.
_MARKS: Final = (".", ":", ",", "~")


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalogue in the order of its file. ``language`` is the Sphinx code, the name of its folder.

    ``mended``: what was put right while it was read. ``remarks``: comments above its header.
    """

    path: Path
    language: str
    header: Mapping[str, str]
    entries: tuple[Entry, ...]
    mended: tuple[Mend, ...] = ()
    remarks: tuple[str, ...] = ()

    def place(self, entry: Entry) -> Place:
        """Where ``entry`` stands."""
        return entry_place(self.path, entry.line, entry.msgid)


#: An entry that cannot be taken as it stands, and why.
Doubt = tuple[Entry, Problem]


def read_catalog(path: Path, language: str | None = None) -> Catalog:
    """The catalogue at ``path``. ``language`` is for a file that lies in no folder of its language.

    Raises `TebikiError` with all that is wrong with the file as a file (``text/…``,
    ``catalog/…``). Whether translations are right is asked by `tebiki.checks.translations.catalog`.
    """
    return parse_catalog(read_bytes(path), path, language or folder_language(path))


def parse_catalog(raw: bytes, path: Path, language: str) -> Catalog:
    """The catalogue in ``raw`` as the project keeps them, with a whole header.

    ``path`` is its name for people. Raises `TebikiError`.
    """
    _demand_size(raw, path)
    text, mended = read_own_text(raw, path)
    entries = _read(text, path)
    headers = [entry for entry in entries if not entry.msgid]
    header = _header(headers) if entries and not entries[0].msgid else {}
    catalog, doubts = _catalog(path, language, header, entries, mended)
    repeated = [_repeated(headers[0], other, path) for other in headers[1:]] if header else []
    problems = [*check_header(header, language, path), *repeated, *(problem for _, problem in doubts)]
    if problems:
        raise TebikiError(problems)
    return catalog


def parse_received(raw: bytes, path: Path, language: str = "") -> tuple[Catalog, tuple[Doubt, ...]]:
    """What somebody sent, with what can be taken of it, and its entries that cannot.

    Its language is empty where neither ``language`` nor the header says one. Raises `TebikiError` where
    the file cannot be read at all.
    """
    _demand_size(raw, path)
    text, mended = read_po_text(raw, path)
    entries = _read(text, path)
    header = _header([entry for entry in entries if not entry.msgid])
    if not header and not any(entry.msgid for entry in entries):
        fail("catalog/header", Place.of(path, 1), language=language)
    lacks = () if header else (Mend("header"),)
    return _catalog(path, language or header.get("Language", ""), header, entries, (*mended, *lacks))


def _demand_size(raw: bytes, path: Path) -> None:
    if len(raw) > LARGEST:
        fail("catalog/size", Place.of(path), size=len(raw), largest=LARGEST)


def _read(text: str, path: Path) -> list[Entry]:
    """All entries of a file, the header too. Raises `TebikiError` for lines that are none of a PO file."""
    if problems := check_lines(text, path):
        raise TebikiError(problems)
    return _entries(text, path)


def _catalog(
    path: Path, language: str, header: Mapping[str, str], entries: Sequence[Entry], mended: tuple[Mend, ...]
) -> tuple[Catalog, tuple[Doubt, ...]]:
    """The catalogue of what can be taken; ``entries``: those of a file with its header."""
    trimmed, trims = trim_entries(entry for entry in entries if entry.msgid)
    whole, twice, merges = merge_same(trimmed)
    doubts = (*_twice(twice, path), *_long(trimmed, path))
    left = {entry.msgid for entry, _ in doubts if not entry.obsolete}
    kept = tuple(entry for entry in whole if entry.obsolete or entry.msgid not in left)
    remarks = tuple(comment for entry in entries if not entry.msgid for comment in entry.comments)
    return Catalog(path, language, header, kept, (*mended, *trims, *merges), remarks), doubts


def folder_language(path: Path) -> str:
    """The language of a catalogue in its folder. Raises `TebikiError` (``catalog/folder``)."""
    folder = path.resolve().parent
    if folder.name != "LC_MESSAGES":
        fail("catalog/folder", Place.of(path))
    return folder.parent.name


class _Messages(BabelCatalog):
    """Takes every message as the parser finds it: twice is twice, and the header is only text."""

    def __init__(self) -> None:
        super().__init__(charset="utf-8")
        self.found: list[Message] = []

    def __setitem__(self, id: Any, message: Message) -> None:  # noqa: A002 -- Babel's name
        self.found.append(message)


def _entries(text: str, path: Path) -> list[Entry]:
    """All entries, the header too, as Babel reads them, in the order of the file."""
    catalog = _Messages()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(
            [_prepared(n, line) for n, line in enumerate(text.split("\n"))]
        )
    except PoFileError as error:
        fail("catalog/line", Place.of(path, error.lineno + 1), text=shown(error.line))
    entries = [_entry(message, obsolete=False) for message in catalog.found]
    entries += [_entry(message, obsolete=True) for message in catalog.obsolete.values()]
    return sorted(entries, key=lambda entry: entry.line)


def _prepared(number: int, line: str) -> str:
    """A line as Babel understands it: the former msgid of an obsolete entry would be a broken line."""
    line = line.strip()
    if line.startswith(("#~|", "#=")):  # gettext 0.25 has flags of its own there
        return ""
    if line.startswith("#|"):
        return f"#{_FORMER}{number} {line[2:]}"
    if line.startswith("#") and not line[1:].startswith(_MARKS):
        return f"#{_COMMENT}{number} {line[1:]}"
    return line


def _entry(message: Message, *, obsolete: bool) -> Entry:
    return Entry(
        msgid=str(message.id),
        msgstr=str(message.string),
        line=message.lineno or 0,
        fuzzy=message.fuzzy,
        obsolete=obsolete,
        comments=tuple(_unprepared(message.user_comments, _COMMENT)),
        places=tuple((file, line) for file, line in message.locations if line is not None),
        notes=tuple(message.auto_comments),
        former=_former(message.user_comments),
    )


def _unprepared(comments: Iterable[str], kind: str) -> Iterator[str]:
    """The lines of a kind as they stand in the file."""
    return (c.removeprefix(kind).partition(" ")[2].strip() for c in comments if c.startswith(kind))


def _former(comments: Iterable[str]) -> str:
    """The text of ``#| msgid "…"``."""
    return "".join(unescape(c[c.index('"') :]) for c in _unprepared(comments, _FORMER) if '"' in c)


def _header(headers: Sequence[Entry]) -> Mapping[str, str]:
    """The header's lines; where a tool has put several headers into one file, the first that says a thing."""
    found: dict[str, str] = {}
    for name, colon, value in (line.partition(":") for entry in headers for line in entry.msgstr.split("\n")):
        if colon:
            found.setdefault(name.strip(), value.strip())
    return found


def _twice(pairs: Sequence[tuple[Entry, Entry]], path: Path) -> Iterator[Doubt]:
    """Messages that stand twice with different translations."""
    for first, other in pairs:
        yield other, _repeated(first, other, path)


def _repeated(first: Entry, other: Entry, path: Path) -> Problem:
    place = entry_place(path, other.line, other.msgid)
    return Problem("catalog/duplicate", place, {"first": first.line})


def _long(entries: Sequence[Entry], path: Path) -> Iterator[Doubt]:
    """Messages that are too long."""
    for entry in entries:
        length = max(len(entry.msgid), len(entry.msgstr))
        if length > LONGEST:
            values = {"length": length, "longest": LONGEST}
            yield entry, Problem("catalog/long", entry_place(path, entry.line, entry.msgid), values)
