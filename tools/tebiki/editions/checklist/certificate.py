"""The certificate: its names letter by letter, how long it is valid, on which devices it was opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ...content.papers import Cell, Line, Part, Run, Sign, Table, cell, line
from ..certificate_judgement import Use
from .basis import Basis
from .words import large, note, said, signed_line, strong, who_when

#: Millimetres: what, value, who and when.
_WIDTHS: Final = (36, 93, 43)
#: Families of encryption, by what names them in a file.
_NEW_FORM: Final = re.compile(r"AES", re.IGNORECASE)
_OLD_FORM: Final = re.compile(r"3DES|DES|RC2|RC4", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """``keys``: the facts that it tells; ``open``: whether something of it is still to be looked at."""

    keys: tuple[str, ...]
    label: str
    value: Cell
    who: Cell
    open: bool


def certificate_part(basis: Basis, number: int) -> Part:
    """The block of the certificate; its heading tells how many of its rows are open."""
    rows = [*_rows(basis)]
    left = sum(row.open for row in rows)
    if left:
        state = Line((Sign("warn"), Run(said("left", n=left))))
    else:
        state = Line((Sign("done"), Run(said("nothing-left"))))
    head = ("", said("file-value"), said("who"))
    table = Table(_WIDTHS, head, tuple((cell(row.label), row.value, row.who) for row in rows), look="list")
    return Part("check-certificate", said("certificate", n=number), (table,), state)


def count_open(basis: Basis) -> int:
    """How many rows of the block are open."""
    return sum(row.open for row in _rows(basis))


def _rows(basis: Basis) -> Iterator[_Row]:
    certificate = basis.here.edition.certificate
    yield _row(basis, ("certificate.id",), "of-file-name", (large(basis.here.certificate_file),))
    yield _row(basis, ("certificate.stored_name",), "of-file-stored", _stored(basis))
    common = certificate.common_name or certificate.subject
    if common or "certificate.subject" in basis.looks.unconfirmed:
        yield _row(basis, ("certificate.subject",), "of-file-subject", (large(common),) if common else ())
    yield _row(
        basis, ("certificate.not_before", "certificate.not_after"), "of-file-validity", _validity(basis)
    )
    if certificate.key:
        yield _row(basis, ("certificate.key",), "of-file-key", cell(certificate.key))
    yield _row(basis, ("certificate.encryption",), "of-file-encryption", _encryption(basis))
    yield _opened(basis)


def _row(basis: Basis, keys: tuple[str, ...], label: str, value: Cell) -> _Row:
    """A row; it is open where a fact has no value, or where the edition's file calls one unconfirmed."""
    seen = [one for key in keys if (one := basis.here.edition.confirmed.get(key))]
    without = not value
    doubted = without or any(key in basis.looks.unconfirmed for key in keys)
    if doubted:
        who: Cell = (signed_line("warn", said("not-yet")),)
    elif seen:
        who = (
            *who_when(basis.here, seen[0].by, seen[0].on),
            *((note(seen[0].source),) if seen[0].source else ()),
        )
    else:
        who = (note(said("no-record")),)
    return _Row(keys, said(label), value or (note(said("unread")),), who, doubted)


def _stored(basis: Basis) -> Cell:
    certificate = basis.here.edition.certificate
    if certificate.stored_name is False:
        return strong(said("no-stored-name")), note(said("typed-name", name=certificate.id))
    if certificate.stored_name is None:
        return ()
    same = certificate.stored_name == certificate.id
    return large(certificate.stored_name), note(said("same-name" if same else "other-name"))


def _validity(basis: Basis) -> Cell:
    """The days, and what they mean for the year of the edition."""
    edition, day = basis.here.edition, basis.here.words.day
    first, last = edition.certificate.not_before, edition.certificate.not_after
    if first is None or last is None:
        return ()
    text = strong(said("validity", first=day(first), last=day(last)))
    return text, _meaning(basis, last)


def _meaning(basis: Basis, last: date) -> Line:
    here = basis.here
    published = min(manual.published for manual in here.edition.manuals.values())
    end = Use(here.edition.certificate.id, here.edition.year, published).last_day
    if last >= end:
        return note(said("valid-enough", end=here.words.day(end)))
    return signed_line("warn", said("valid-short", end=here.words.day(end)), alarm=True)


def _encryption(basis: Basis) -> Cell:
    """How the file is encrypted, and what people see on a device that cannot read it."""
    text = basis.here.edition.certificate.encryption
    if not text:
        return ()
    if _NEW_FORM.search(text):
        return *cell(text), note(said("new-form"))
    return *cell(text), note(said("old-form" if _OLD_FORM.search(text) else "unknown-form"))


def _opened(basis: Basis) -> _Row:
    """Each device on which somebody has opened the file; none is a row that is open."""
    here = basis.here
    opened = here.edition.certificate.opened
    if not opened:
        value: Cell = (signed_line("warn", said("not-opened"), alarm=True),)
        return _Row(
            ("certificate.opened",), said("of-file-opened"), value, cell(said("see-decide")), open=True
        )
    lines = tuple(
        Line((Sign("done"), Run(said("opened-on", device=one.device, version=one.version)))) for one in opened
    )
    who = tuple(line(said("who-day", by=one.by, day=here.words.day(one.on))) for one in opened)
    return _Row(("certificate.opened",), said("of-file-opened"), lines, who, open=False)
