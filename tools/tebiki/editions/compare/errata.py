"""正誤表: the errors alone, and what people do who hold what was published before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...content.papers import Blank, Cell, Columns, Content, Line, Part, Report, Run, SignedBy, line
from ...content.ruby import plain
from .findings import Entry, Found, Side
from .form import Form
from .paper import Head, marked, report_of
from .rows import said

_WIDTHS: Final = ("8mm", "40mm", "1fr", "1fr")
#: What a correction changes besides errors.
_OWN: Final = frozenset({"version", "history"})


def errors_of(found: Found) -> tuple[Entry, ...]:
    """The changes that are errors: neither version and day nor the row of the history."""
    return tuple(entry for entry in found.entries if entry.group.kind not in _OWN)


def errata(head: Head, sides: tuple[Side, Side], found: Found, form: Form) -> Report:
    """The document; ``sides``: new (right) and old (wrong)."""
    new, old = sides
    entries = errors_of(found)
    content: list[Content] = [line(said("errata-of", edition=_edition(old)), strong=True)]
    if not entries and new.certificate_id == old.certificate_id:
        content.append(line(said("nothing")))
        return report_of(head, content)
    months = "、".join(dict.fromkeys(month for _, month in old.versions.values()))
    content.append(line(said("apology", month=months)))
    rows = [*_certificate(sides, form), *(_row(entry, sides, form) for entry in entries)]
    numbered = tuple(((line(str(at), strong=True),), *row) for at, row in enumerate(rows, 1))
    columns = ("", said("place"), *form.sides(said("right"), said("wrong")))
    table = Columns("errata", _WIDTHS, columns, numbered)
    note = Line((Run(said("errata-marks"), tone="note"),))
    count = Line((Run(said("count-of", count=len(rows))),))
    content.append(Part("errors", said("part-errors"), (table, note), count))
    content.append(Part("holders", said("part-holders"), (_holders(sides),)))
    content.append(_signed(new))
    return report_of(head, content)


def _edition(side: Side) -> str:
    """Versions and months; of each manual where they differ."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, both in side.versions.items():
        found.setdefault(both, []).append(side.name_of(name) or name)
    if not found:
        return "、".join(side.about)
    told = []
    for (version, month), names in found.items():
        who = "" if len(found) == 1 else said("of-manuals", names="、".join(names))
        told.append(who + said("version-month", version=version, month=month))
    return "、".join(told)


def _certificate(sides: tuple[Side, Side], form: Form) -> Iterator[tuple[Cell, ...]]:
    """A row for the certificate's name, where that changes within an edition."""
    new, old = sides[0].certificate_id, sides[1].certificate_id
    if new != old:
        place: Cell = (line(said("group-certificate"), strong=True),)
        yield place, *form.sides(*marked(new, old, large=True))


def _row(entry: Entry, sides: tuple[Side, Side], form: Form) -> tuple[Cell, ...]:
    """Where it stood in what people hold, and both texts."""
    place = entry.detail.rows[0].place
    names = "、".join(_name(name, sides) for name in entry.holders)
    cell: list[Line] = [line(names, strong=True), line(place.section, strong=True), line(place.part)]
    pages = {old for _, old in entry.printed}
    if len(pages) == 1 and (page := pages.pop()):
        cell.append(Line((Run(said("page", page=page), tone="note"),)))
    new = tuple(each for row in entry.detail.rows for each in row.new)
    old = tuple(each for row in entry.detail.rows for each in row.old)
    if len(entry.detail.rows) > 1:  # a section that only one side has: the other side says so once
        new, old = dict.fromkeys(new), dict.fromkeys(old)  # type: ignore[assignment]
    return tuple(cell), *form.sides(tuple(new), tuple(old))


def _name(name: str, sides: tuple[Side, Side]) -> str:
    return next((found for side in sides if (found := side.name_of(name))), name)


def _holders(sides: tuple[Side, Side]) -> Columns:
    """What people do who have the old one."""
    new, old = sides
    publisher = plain(new.here.publisher) if new.here else ""
    same = new.certificate_id == old.certificate_id
    rows = (
        (said("holder-in"), said("holder-in-same" if same else "holder-in-other", id=new.certificate_id)),
        (said("holder-acted"), said("holder-acted-do", publisher=publisher)),
        (said("holder-print", edition=_edition(old)), said("holder-print-do", edition=_edition(new))),
    )
    cells = tuple(((line(who, strong=True),), (line(what),)) for who, what in rows)
    return Columns("holders", ("62mm", "1fr"), (), cells)


def _signed(new: Side) -> SignedBy:
    """The publisher with its telephone number, or room for it."""
    if new.here is None:
        return SignedBy(Line(()))
    phone = new.here.edition.contact.phone
    shown = Run(phone) if phone else Blank(36)
    return SignedBy(Line((Run(f"{plain(new.here.publisher)}　{said('phone')} "), shown)))
