"""Translation catalogues: ``<language>/LC_MESSAGES/manual.po`` as frozen entries.

A catalogue comes from outside. It is read here before anything else looks at it, and
what Babel would pass over is refused: nothing is lost without a word.

CRLF line ends are taken (Poedit and git write them on Windows, and every reader of PO
agrees about them). A BOM is not: to gettext and Babel it is part of the first word, and
the header is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser, unescape

from ...errors import Place, Problem, TebikiError, fail
from ..text_files import decode, read_bytes, shown

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


_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_KEYWORD = re.compile(r"(msg[a-z_]*(?:\[[^\]]*\])?) +(?=\")")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPE = re.compile(r"\\(?:[\\nrt\"]|(.))")
#: Words of the grammar that the manuals have no use for, and what is said of them.
_UNUSED = {"msgctxt": "catalog/context", "msgid_plural": "catalog/plural"}


def check_lines(text: str, path: Path) -> list[Problem]:
    """What is wrong with the lines of a PO file; merge conflicts alone where there are any."""
    lines = [line.strip() for line in text.split("\n")]
    conflicts = [n for n, line in enumerate(lines, 1) if _CONFLICT.match(line)]
    if conflicts:
        found: Iterable[Found] = (("catalog/conflict", n, lines[n - 1]) for n in conflicts)
    else:
        found = _Lines().check(lines)
    return [Problem(code, Place.of(path, n), {"text": shown(text, 60)}) for code, n, text in found]


#: Code, line, what stands there.
Found = tuple[str, int, str]


class _Lines:
    """Goes through the lines; knows which word stood last and where."""

    def __init__(self) -> None:
        self.word, self.line = "msgstr", 0  # as if a whole entry had just ended
        self.broken = self.obsolete = self.plural = False

    def check(self, lines: list[str]) -> Iterator[Found]:
        """The problems of ``lines``."""
        for number, line in enumerate(lines, 1):
            yield from self.one(number, line)
        yield from self.ended()

    def one(self, number: int, line: str) -> Iterator[Found]:
        """The problems of one line."""
        obsolete = line.startswith("#~")
        if obsolete:
            line = line[2:].lstrip()
        if not line or (obsolete and line.startswith("|")):
            return
        if line.startswith("#"):
            yield from self.ended()
            self.broken = False
            return
        if self.word == "msgid" and obsolete != self.obsolete:
            yield "catalog/line", number, line
        self.obsolete = obsolete
        found = _KEYWORD.match(line)
        wrong = self.string(line[found.end() if found else 0 :])
        if wrong and not self.broken:  # one word for a run of broken lines
            yield wrong[0], number, wrong[1]
        self.broken = bool(wrong)
        if found:
            yield from self.keyword(found[1], number)

    @staticmethod
    def string(text: str) -> tuple[str, str] | None:
        """What is wrong with a quoted string: code, what to show."""
        if not text.startswith('"'):
            return "catalog/line", text
        if not _STRING.fullmatch(text):
            return "catalog/quote", text
        for escape in _ESCAPE.finditer(text):
            if escape[1]:
                return "catalog/escape", escape.group()
        return None

    def keyword(self, word: str, number: int) -> Iterator[Found]:
        """Entries are pairs of msgid and msgstr."""
        if word in _UNUSED:
            yield _UNUSED[word], number, word
            self.plural = word == "msgid_plural"
            return
        if word.startswith("msgstr["):
            if not self.plural:
                yield "catalog/plural", number, word
            self.plural, word = True, "msgstr"
        elif word not in ("msgid", "msgstr"):
            yield "catalog/line", number, word
        elif word == "msgid":
            yield from self.ended()
            self.plural = False
        elif self.word == "msgstr":
            yield "catalog/no-msgid", number, word
        self.word, self.line = word, number

    def ended(self) -> Iterator[Found]:
        """An entry must be whole when the next one begins; then a msgstr of its own is told no more."""
        if self.word == "msgid":
            yield "catalog/no-msgstr", self.line, self.word
            self.word = ""
