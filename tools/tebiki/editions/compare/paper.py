"""新旧対照表: what is signed on its first page, then the details."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ...content.papers import (
    Alarm,
    Blank,
    Cell,
    Columns,
    Content,
    Line,
    Part,
    Report,
    Run,
    Sign,
    cell,
    line,
)
from .detail_tables import detail_parts
from .findings import Entry, Found, Side
from .form import Form
from .groups import ChangeGroup, Kind
from .holders import entries_of, holder_of, holders_of, note, page_name
from .rows import said
from .unchanged import unchanged
from .words import changed, tokens

#: Widths of the columns of the summary.
_CHANGES: Final = ("7mm", "33mm", "1fr", "1fr", "13mm", "31mm")
#: So many rows of one kind are told one by one on the first page; of more, how many more.
_TOLD: Final = 4
#: So many letters of a sentence stand on the first page.
_LONGEST: Final = 60
_SINGLE: Final[frozenset[Kind]] = frozenset({"certificate", "version"})


@dataclass(frozen=True, slots=True)
class Head:
    """What the document is called: its file's name, its titles, the date that its PDF carries, its day.

    ``version``: of the new side, as it stands above each page.
    """

    name: str
    title: str
    subtitle: str
    timestamp: datetime
    made: date | None = None
    version: str = ""


def comparison(head: Head, sides: tuple[Side, Side], found: Found, form: Form) -> Report:
    """The document of what was found; ``sides``: new and old."""
    content: list[Content] = [_sides_table(sides, form), *_warning(sides[1])]
    if not found.count and not found.renumbered:
        content.append(line(said("nothing")))
    else:
        content.append(line(said("explained", **form.order)))
        content += _summary(sides, found, form)
    return report_of(head, content)


def report_of(head: Head, content: Sequence[Content]) -> Report:
    """A document with its head."""
    return Report(
        head.name,
        head.title,
        head.subtitle,
        head.timestamp,
        tuple(content),
        made=head.made,
        version=head.version,
    )


def _sides_table(sides: tuple[Side, Side], form: Form) -> Columns:
    """What is compared with what."""
    new, old = sides
    rows = [(said("edition"), cell(*new.about), cell(*old.about))]
    if new.source or old.source:
        shown = Line((Run(old.source, tone="alarm" if old.unpublished else None),))
        rows.append((said("source"), cell(new.source), (shown,)))
    if new.certificate or old.certificate:
        rows.append((said("certificate"), _file(new, old, "new"), _file(old, new, "old")))
    columns = [(line(name, strong=True), *form.sides(a, b)) for name, a, b in rows]
    body = tuple(((first,), second, third) for first, second, third in columns)
    return Columns("sides", ("28mm", "1fr", "1fr"), ("", *form.sides(said("new"), said("old"))), body)


def _file(own: Side, other: Side, side: str) -> Cell:
    """What is known of a certificate's file; what the other has not is marked, where that is known."""
    if not own.certificate:
        return cell(said("certificate-unknown"))
    same = other.certificate or own.certificate
    mark = "new" if side == "new" else "old"
    return tuple(Line((Run(text, None if text in same else mark),)) for text in own.certificate)  # type: ignore[arg-type]


def _warning(old: Side) -> Iterator[Content]:
    """That the old side is not what was published, with a way out to tick."""
    if old.unpublished is not None:
        ways = Line(
            (
                Sign("box"),
                Run(said("warn-looked")),
                Blank(45),
                Run(said("warn-end")),
                Sign("box"),
                Run(said("warn-record")),
            ),
            apart=True,
        )
        some = old.unpublished_of
        title = said("warn-title-some", manuals=some) if some else said("warn-title")
        yield Alarm(title, (line(old.unpublished), ways))


def _summary(sides: tuple[Side, Side], found: Found, form: Form) -> Iterator[Content]:
    """The changes by group, how many a manual has, what stays; then the details."""
    kinds = tuple(dict.fromkeys(group.kind for group in found.groups))
    rows = [row for kind in kinds for row in _kind_rows(kind, sides, found, form)]
    numbered = tuple(((line(str(at), strong=True),), *row) for at, row in enumerate(rows, 1))
    head = (
        "",
        said("changes"),
        *form.sides(said("new-short"), said("old-short")),
        said("places"),
        said("why"),
    )
    note = Line((Run(said("count", count=found.count)),))
    yield Part("changes", said("part-changes"), (Columns("changes", _CHANGES, head, numbered),), note)
    if renumbered := list(_renumbered(found)):
        yield line(said("renumbered", steps="、".join(renumbered)))
    number = 2
    if len(holders_of(found)) > 1:
        yield Part("by-manual", said("part-matrix", n=number), (_matrix(sides, found),))
        number += 1
    same = list(unchanged(*sides, found))
    if same or not sides[1].has_pictures:
        lines = [Line((Sign("done"), Run(text))) for text in same]
        if not sides[1].has_pictures:
            lines.append(Line((Sign("warn"), Run(said("pictures-uncompared")))))
        table = Columns("lines", ("1fr",), (), ((tuple(lines),),))
        yield Part("unchanged", said("part-unchanged", n=number), (table,))
    for kind in kinds:
        yield from detail_parts(kind, sides, found, form)


def _renumbered(found: Found) -> Iterator[str]:
    for page in found.pages:
        for old, new in page.renumbered:
            yield said("renumbering", old=old, new=new)


def _kind_rows(kind: Kind, sides: tuple[Side, Side], found: Found, form: Form) -> Iterator[tuple[Cell, ...]]:
    """The rows of a kind on the first page: one a group, or one a change where each is its own."""
    if kind in _SINGLE or kind == "fact":
        for group, entries in entries_of(found, kind):
            new, old = _once(group, sides, entries)
            name = sides[0].values.names.get(group.key, said(f"group-{kind}"))
            last: Cell = (_why(kind, sides, fresh=old == cell(said("not-printed"))), line_to(kind))
            yield _change_row((line(name, strong=True),), (new, old), len(entries), last, form)
        return
    alone = [entry for _, own in entries_of(found, kind) for entry in own]
    told = alone if len(alone) <= _TOLD else alone[: _TOLD - 1]
    for at, entry in enumerate(told):
        place: Cell = (line(said(f"group-{kind}"), strong=True), note(_where(entry, sides)))
        last = (_why(kind, sides), line_to(kind)) if not at else ()
        yield _change_row(place, _short(entry), 1, last, form)
    if len(told) < len(alone):
        count = len(alone) - len(told)
        place = (line(said("more-of", kind=said(f"group-{kind}")), strong=True),)
        cells = (cell(said("see-details")), cell(said("see-details")))
        yield _change_row(place, cells, count, (line_to(kind),), form)


def _change_row(
    place: Cell, cells: tuple[Cell, Cell], count: int, last: Cell, form: Form
) -> tuple[Cell, ...]:
    return (place, *form.sides(*cells), (Line((Run(str(count), tone="large"),)),), last)


def line_to(kind: Kind) -> Line:
    """On which pages the details of a kind stand."""
    return Line((Run("→ ", tone="note", pages=(f"d-{kind}", f"d-{kind}-end")),))


def _why(kind: Kind, sides: tuple[Side, Side], *, fresh: bool = False) -> Line:
    """The reason; of sentences what the history says of this version. ``fresh``: nobody knew the value."""
    if kind == "fact":
        return line(said("why-known" if fresh else "why-fact"))
    if kind in ("certificate", "history"):
        return line(said(f"why-{kind}"))
    if kind == "version":
        return line(said("why-version" if sides[0].about[:1] != sides[1].about[:1] else "why-history"))
    told = list(dict.fromkeys(_history(sides[0])))
    return note(said("why-told", text="、".join(told))) if told else Line((Run(said("why-blank")), Blank(20)))


def _history(new: Side) -> Iterator[str]:
    """What the histories say of the new versions."""
    for name, page in new.pages.items():
        version = new.versions.get(name, ("", ""))[0]
        rows = (b for section in page.sections for b in section.blocks if b.kind == "row")
        text = next((row.text for row in rows if version and row.text.startswith(f"{version}\n")), "")
        if text:
            last = text.split("\n")[-1]
            yield f"「{last.split('です。', 1)[-1]}」"


def _once(group: ChangeGroup, sides: tuple[Side, Side], entries: Sequence[Entry]) -> tuple[Cell, Cell]:
    """Both values of a group, what changed underlined."""
    if group.kind == "version":
        return _versions(sides)
    manual, key = entries[0].detail.page, group.key
    new, old = (side.values.of(manual).get(key, "") for side in sides)
    if group.kind == "certificate":
        new, old = (side.certificate_id for side in sides)
    if not old:
        return (Line((Run(new, "new"),)),), cell(said("not-printed"))
    return marked(new, old, large=group.kind == "certificate")


def marked(new: str, old: str, *, large: bool = False) -> tuple[Cell, Cell]:
    """Two texts, what only one has underlined."""
    words = tokens(new), tokens(old)
    fresh, gone = changed(words[0], words[1])
    tone = "large" if large else None
    made = []
    for side, own, marks in (("new", words[0], fresh), ("old", words[1], gone)):
        runs = (
            Run(token.text, side if mark else None, tone=tone)  # type: ignore[arg-type]
            for token, mark in zip(own, marks, strict=True)
        )
        made.append((Line(tuple(runs)),))
    return made[0], made[1]


def _versions(sides: tuple[Side, Side]) -> tuple[Cell, Cell]:
    """Version and month of both sides; of each manual where they differ."""
    new, old = sides
    found: dict[tuple[str, ...], list[str]] = {}
    for name, (version, month) in new.versions.items():
        was = old.versions.get(name, ("", ""))
        found.setdefault((version, month, *was), []).append(new.name_of(name) or name)
    cells: tuple[list[Line], list[Line]] = ([], [])
    for (version, month, earlier, then), names in found.items():
        who = "" if len(found) == 1 else said("of-manuals", names="、".join(names))
        now = said("version-month", version=version, month=month)
        before = said("version-month", version=earlier, month=then) if earlier else said("added")
        for lines, lines_of in zip(cells, marked(who + now, who + before), strict=True):
            lines += [each for each in lines_of if isinstance(each, Line)]
    return tuple(cells[0]), tuple(cells[1])


def _where(entry: Entry, sides: tuple[Side, Side]) -> str:
    place = entry.detail.rows[0].place
    who = said("all-of") if len(entry.holders) > 1 else page_name(entry.holders[0], sides)
    return f"{who} {place.section}"


def _short(entry: Entry) -> tuple[Cell, Cell]:
    """The words of a change, as many as the first page has room for; pictures stand in the details."""
    row = entry.detail.rows[0]
    return first_words(row.new), first_words(row.old)


def first_words(shown: Cell) -> Cell:
    """The beginning of a cell, a paragraph a line; of pictures alone that the details have them."""
    lines = [each for each in shown if isinstance(each, Line)]
    if not lines:
        return cell(said("see-details"))
    found: list[Line] = []
    left = _LONGEST
    for each in lines:
        if left <= 0:
            break
        runs = list(_cut_runs(each, left))
        left -= sum(len(run.text) for run in runs)
        found.append(Line(tuple(runs)))
    return tuple(found)


def _cut_runs(shown: Line, left: int) -> Iterator[Run]:
    """The first letters of a line; one that goes on ends with 「…」."""
    for run in (run for run in shown.runs if isinstance(run, Run)):
        if left <= 0:
            return
        text = run.text if len(run.text) <= left else run.text[:left] + "…"
        yield Run(text, run.side, run.strong)
        left -= len(run.text)


def _matrix(sides: tuple[Side, Side], found: Found) -> Columns:
    """How many changes of which kind each manual has."""
    holders = holders_of(found)
    names = [page_name(holder[0], sides) if holder else said("shared") for holder in holders]
    kinds = dict.fromkeys(group.kind for group in found.groups)
    rows = []
    for kind in kinds:
        own = [holder_of(e) for group, entries in found.groups.items() if group.kind == kind for e in entries]
        counts = [sum(each == holder for each in own) for holder in holders]
        rows.append(_counts(said(f"group-{kind}"), counts))
    totals = [sum(holder_of(entry) == holder for entry in found.entries) for holder in holders]
    rows.append(_counts(said("total"), totals, strong=True))
    widths = ("1fr", *("25mm" for _ in holders), "16mm")
    return Columns("matrix", widths, ("", *names, said("total")), tuple(rows))


def _counts(name: str, counts: Sequence[int], *, strong: bool = False) -> tuple[Cell, ...]:
    cells = ((line(str(count) if count else "–", strong=strong),) for count in counts)
    return ((line(name, strong=strong),), *cells, (line(str(sum(counts)), strong=True),))


def told_groups(sides: tuple[Side, Side], found: Found) -> Iterator[tuple[int, str]]:
    """How many places each group has, and what it is with both values, for who reads no table."""
    texts: dict[str, int] = {}
    for group, entries in found.groups.items():
        name = sides[0].values.names.get(group.key, said(f"group-{group.kind}"))
        if group.kind in _SINGLE or group.kind == "fact":
            new, old = (_plain(cell) for cell in _once(group, sides, entries))
            name = said("told-group", name=name, old=old, new=new)
        texts[name] = texts.get(name, 0) + len(entries)
    yield from ((count, name) for name, count in texts.items())


def _plain(shown: Cell) -> str:
    lines = (each for each in shown if isinstance(each, Line))
    return "、".join("".join(run.text for run in each.runs) for each in lines)
