"""The details of 新旧対照表: a table a kind of change, or one a manual where they are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ...content.papers import Cell, Columns, Content, Line, Part, PlaceMark, Run, line
from .findings import Entry, Found, Side
from .form import Form
from .groups import Kind
from .holders import entries_of, holder_of, holders_of, note, page_name
from .rows import Row, said

_DETAILS: Final = ("33mm", "1fr", "1fr", "23mm")
#: Rows of one kind stand in one table while they are no more; else a table a manual.
_ONE_TABLE: Final = 10
#: Kinds whose pictures stand for their texts: both have other values alone.
_VALUES: Final[frozenset[Kind]] = frozenset({"certificate", "version", "fact"})


def detail_parts(kind: Kind, sides: tuple[Side, Side], found: Found, form: Form) -> Iterator[Content]:
    """The tables of a kind: one, or one a manual where they are many."""
    entries = [entry for _, own in entries_of(found, kind) for entry in own]
    holders = [holder for holder in holders_of(found) if any(holder_of(e) == holder for e in entries)]
    title = said("part-details", kind=said(f"group-{kind}"))
    if len(entries) <= _ONE_TABLE or len(holders) == 1:
        ordered = [e for holder in holders for e in entries if holder_of(e) == holder]
        aside = said("count-of", count=len(entries))
        rows = tuple(_detail_rows(ordered, sides, form, named=True))
        yield Part(f"d-{kind}", title, (_table(rows, form),), Line((Run(aside),)))
    else:
        for at, holder in enumerate(holders):
            own = [entry for entry in entries if holder_of(entry) == holder]
            name = page_name(holder[0], sides) if holder else said("shared")
            aside = said("manual-places", manual=name, count=len(own))
            place = f"d-{kind}" if not at else f"d-{kind}-{at}"
            shown = title if not at else said("continued", title=title)
            rows = tuple(_detail_rows(own, sides, form, named=not holder))
            yield Part(place, shown, (_table(rows, form),), Line((Run(aside),)))
    yield PlaceMark(f"d-{kind}-end")


def _table(rows: tuple[tuple[Cell, ...], ...], form: Form) -> Columns:
    """Its columns are those that the city has set."""
    remarks = (said("remarks"),) if form.remarks else ()
    head = (said("place"), *form.sides(said("new"), said("old")), *remarks)
    return Columns("details", _DETAILS[: len(head)], head, rows)


def _detail_rows(
    entries: Sequence[Entry], sides: tuple[Side, Side], form: Form, *, named: bool
) -> Iterator[tuple[Cell, ...]]:
    """Each change; a place that the row above has too is not said again."""
    before: tuple[tuple[str, ...], str] | None = None
    for entry in entries:
        for row in _shown(entry):
            here = (entry.holders, row.place.section)
            place = _place(entry, row, sides, named=named, again=here == before)
            before = here
            remark = ((line(row.remark),),) if form.remarks else ()
            yield (place, *form.sides(row.new, row.old), *remark)


def _shown(entry: Entry) -> Sequence[Row]:
    """The rows of a change; a picture stands for its text where both only have other values."""
    rows = entry.detail.rows
    if entry.detail.what == "picture" and entry.group.kind in _VALUES:
        return rows[:1]
    return rows


def _place(entry: Entry, row: Row, sides: tuple[Side, Side], *, named: bool, again: bool) -> Cell:
    if again:
        return (line(f"　{row.place.part}"),)
    found: list[Line] = []
    if named:
        names = "、".join(page_name(name, sides) for name in entry.holders)
        found.append(note(said("shared-by", names=names) if len(entry.holders) > 1 else names))
    found.append(Line((Run(row.place.section, strong=True), Run(f" {row.place.part}"))))
    if entry.group.kind == "fact" and (name := sides[0].values.names.get(entry.group.key)):
        found.append(note(name))
    if pages := pages_text(entry):
        found.append(note(pages))
    return tuple(found)


def pages_text(entry: Entry) -> str:
    """The pages of both PDFs, where they are the same for all manuals that have the change."""
    numbers = set(entry.printed)
    if len(numbers) != 1:
        return ""
    new, old = numbers.pop()
    if new and old:
        return said("pages-both", new=new, old=old)
    return said("pages-new", new=new) if new else said("pages-old", old=old) if old else ""
