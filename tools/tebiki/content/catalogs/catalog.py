"""Translation catalogues: ``<language>/LC_MESSAGES/manual.po`` as frozen entries.

A catalogue comes from outside. It is read here before anything else looks at it, and
what Babel would pass over is refused: nothing is lost without a word.

CRLF line ends are taken (Poedit and git write them on Windows, and every reader of PO
agrees about them). A BOM is not: to gettext and Babel it is part of the first word, and
the header is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser, unescape

from ...errors import Place, Problem, TebikiError, fail
from ..text_files import decode, read_bytes, shown
from .po_lines import check_lines

#: Bytes of a catalogue, and characters of a message. The manuals' longest has 250, a catalogue 200 kB.
LARGEST: Final = 5_000_000
LONGEST: Final = 2_000

_BOM = b"\xef\xbb\xbf"
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)( \d\d:\d\d([+-]\d{4})?)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and its translation. ``line`` is that of the msgid, from 1."""

    msgid: str
    msgstr: str
    line: int
    fuzzy: bool
    obsolete: bool
    #: What translators wrote above it.
    comments: tuple[str, ...]
    #: Where the message stands in the sources: file, line.
    places: tuple[tuple[str, int], ...]
    #: What `tebiki translate update` tells translators.
    notes: tuple[str, ...] = ()
    #: The msgid that a fuzzy translation was made for.
    former: str = ""

    @property
    def used(self) -> bool:
        """Whether a page shows the translation."""
        return bool(self.msgstr) and not self.fuzzy and not self.obsolete


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalogue in the order of its file. ``language`` is the Sphinx code, the name of its folder."""

    path: Path
    language: str
    header: Mapping[str, str]
    entries: tuple[Entry, ...]

    def place(self, entry: Entry) -> Place:
        """Where ``entry`` stands."""
        return entry_place(self.path, entry.line, entry.msgid)


def entry_place(path: Path, line: int, msgid: str) -> Place:
    """File, line and the beginning of the msgid: a translator's editor knows no lines."""
    return Place.of(path, line, f"「{shown(msgid)}」")


def read_catalog(path: Path, language: str | None = None) -> Catalog:
    """The catalogue at ``path``. ``language`` is for a file that lies in no folder of its language.

    Raises `TebikiError` with all that is wrong with the file as a file (``text/…``,
    ``catalog/…``). Whether translations are right is asked by `tebiki.checks.translations.catalog`.
    """
    return parse_catalog(read_bytes(path), path, language or folder_language(path))


def parse_catalog(raw: bytes, path: Path, language: str | None) -> Catalog:
    """The catalogue in ``raw``; ``path`` is its name for people. Without ``language`` its header's counts."""
    text = _text(raw, path)
    if problems := check_lines(text, path):
        raise TebikiError(problems)
    entries = _entries(text, path)
    header = _header(entries)
    code = language or header.get("Language", "")
    found = [*_check_header(header, code, path), *_check_entries(entries, path)]
    if found:
        raise TebikiError(found)
    return Catalog(path, code, header, tuple(entry for entry in entries if entry.msgid))


def folder_language(path: Path) -> str:
    """The language of a catalogue in its folder. Raises `TebikiError` (``catalog/folder``)."""
    folder = path.resolve().parent
    if folder.name != "LC_MESSAGES":
        fail("catalog/folder", Place.of(path))
    return folder.parent.name


def _text(raw: bytes, path: Path) -> str:
    if len(raw) > LARGEST:
        fail("catalog/size", Place.of(path), size=len(raw), largest=LARGEST)
    if raw.startswith(_BOM):
        fail("catalog/bom", Place.of(path, 1))
    return decode(raw, path)


class _Messages(BabelCatalog):
    """Takes every message as the parser finds it: twice is twice, and the header is only text."""

    def __init__(self) -> None:
        super().__init__(charset="utf-8")
        self.found: list[Message] = []

    def __setitem__(self, id: Any, message: Message) -> None:  # noqa: A002 -- Babel's name
        self.found.append(message)


def _entries(text: str, path: Path) -> list[Entry]:
    """All entries, the header too, as Babel reads them, in the order of the file."""
    # Babel would read the former msgid of an obsolete entry as a broken line.
    lines = ["" if line.startswith("#~|") else line for line in text.split("\n")]
    catalog = _Messages()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(lines)
    except PoFileError as error:
        fail("catalog/line", Place.of(path, error.lineno + 1), text=shown(error.line))
    entries = [_entry(message, obsolete=False) for message in catalog.found]
    entries += [_entry(message, obsolete=True) for message in catalog.obsolete.values()]
    return sorted(entries, key=lambda entry: entry.line)


def _entry(message: Message, *, obsolete: bool) -> Entry:
    return Entry(
        msgid=str(message.id),
        msgstr=str(message.string),
        line=message.lineno or 0,
        fuzzy=message.fuzzy,
        obsolete=obsolete,
        comments=tuple(c for c in message.user_comments if not c.startswith("|")),  # the former msgid
        places=tuple((file, line) for file, line in message.locations if line is not None),
        notes=tuple(message.auto_comments),
        former=_former(message.user_comments),
    )


def _former(comments: list[str]) -> str:
    """The text of ``#| msgid "…"``, which Babel takes for comments."""
    return "".join(unescape(c[c.index('"') :]) for c in comments if c.startswith("|") and '"' in c)


def _header(entries: list[Entry]) -> Mapping[str, str]:
    """The header's lines; empty where the first entry is none."""
    if not entries or entries[0].msgid:
        return {}
    pairs = (line.partition(":") for line in entries[0].msgstr.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _check_header(header: Mapping[str, str], language: str, path: Path) -> Iterator[Problem]:
    if not header:
        yield Problem("catalog/header", Place.of(path, 1), {"language": language})
        return
    if not language:
        yield Problem("catalog/no-language", Place.of(path, key="Language"))
    elif header.get("Language") != language:
        values = {"found": shown(header.get("Language", "")), "language": language}
        yield Problem("catalog/language", Place.of(path, key="Language"), values)
    content = header.get("Content-Type", "")
    if not re.search(r"(?i)charset=utf-?8\s*$", content):
        yield Problem("catalog/charset", Place.of(path, key="Content-Type"), {"found": shown(content)})
    revised = header.get("PO-Revision-Date", "")
    if revised and not revised.startswith("YEAR-") and not _is_date(revised):
        yield Problem("catalog/date", Place.of(path, key="PO-Revision-Date"), {"found": shown(revised)})


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    try:
        return found is not None and bool(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return False


def _check_entries(entries: list[Entry], path: Path) -> Iterator[Problem]:
    """Messages that stand twice or are too long."""
    lines: dict[str, int] = {}
    for entry in entries:
        if not entry.obsolete and lines.setdefault(entry.msgid, entry.line) != entry.line:
            values = {"first": lines[entry.msgid]}
            yield Problem("catalog/duplicate", entry_place(path, entry.line, entry.msgid), values)
        length = max(len(entry.msgid), len(entry.msgstr))
        if length > LONGEST:
            values = {"length": length, "longest": LONGEST}
            yield Problem("catalog/long", entry_place(path, entry.line, entry.msgid), values)
