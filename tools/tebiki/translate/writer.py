"""Catalogues as text, always in one form: what changes in a file is what somebody changed.

Babel's own writer tells the time, wraps Japanese by letters and drops what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..content.catalogs.catalog import Entry

#: The first line of every catalogue.
ABOVE: Final = "# Translations of the manuals. 翻訳の手引 / how to translate: docs/locales/README.md"
_UNDATED = "YEAR-MO-DA HO:MI+ZONE"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def new_header(series: str, language: str, known: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The header of a catalogue. Of ``known`` only the date is kept: names and addresses of people are not.

    Poedit finds the sources by its ``Basepath``, four folders above the catalogue.
    """
    return {
        "Project-Id-Version": series,
        "PO-Revision-Date": (known or {}).get("PO-Revision-Date") or _UNDATED,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Poedit-Basepath": "../../../..",
    }


def packed_header(series: str, language: str, known: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The header of a catalogue in a package: complete for translators' programs, still without names.

    gtranslator shows every entry as wrong without the empty two; programs take the source for English
    without its language. No folder: the catalogue lies beside no sources.
    """
    header = dict(new_header(series, language, known))
    del header["X-Poedit-Basepath"]
    people = {"Last-Translator": "", "Language-Team": ""}
    return {**dict([*header.items()][:2]), **people, **header, "X-Source-Language": "ja"}


def po_text(header: Mapping[str, str], entries: Iterable[Entry]) -> str:
    """A catalogue: header, entries in their order, then what is obsolete. One line a text, LF."""
    entries = list(entries)
    lines = [ABOVE, 'msgid ""', 'msgstr ""']
    lines += [_quoted(f"{name}: {value}\n") for name, value in header.items()]
    for obsolete in (False, True):
        for entry in entries:
            if entry.obsolete == obsolete:
                lines += ["", *_entry(entry)]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield from (f"# {comment}" if comment else "#" for comment in entry.comments)
    if not entry.obsolete:
        # What a fact or a term prints may have several lines; the second would be read as an entry.
        yield from (f"#. {line}" for note in entry.notes for line in note.split("\n"))
        if entry.places:
            yield "#: " + " ".join(f"{file}:{line}" for file, line in entry.places)
    if entry.fuzzy:
        yield "#, fuzzy"
    if entry.former and not entry.obsolete:
        yield from _text("#| ", "msgid", entry.former)
    mark = "#~ " if entry.obsolete else ""
    yield from _text(mark, "msgid", entry.msgid)
    yield from _text(mark, "msgstr", entry.msgstr)


def _text(mark: str, word: str, text: str) -> Iterator[str]:
    lines = _LINE.findall(text) if "\n" in text[:-1] else [text]
    if len(lines) > 1:
        yield f'{mark}{word} ""'
        yield from (mark + _quoted(line) for line in lines)
    else:
        yield f"{mark}{word} {_quoted(text)}"


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
