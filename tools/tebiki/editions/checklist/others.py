"""What else people look at: addresses, languages, changed rows of what the manuals must say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...content.language_names import japanese_name
from ...content.papers import Cell, Line, Part, Run, Sign, Table, cell, line
from ..required_changes import RowChange
from .basis import Basis
from .words import fact_name, platform_of, said, value_line

#: Millimetres: what, more of it, the result.
_WIDTHS: Final = (52, 74, 46)


def links_part(basis: Basis, number: int) -> Part | None:
    """Addresses to open, with the codes that lead to them."""
    rows = tuple(
        (cell(fact_name(basis.here, f"links.{name}")), (value_line(url),), _tick("opened-right"))
        for name, url in basis.looks.links
    )
    return _listed("links", number, ("fact", "address", "result"), rows)


def languages_part(basis: Basis, number: int) -> Part | None:
    """Languages that nobody has read, or in which something is still Japanese."""
    rows = tuple(
        (cell(japanese_name(code)), cell(*texts), _tick("as-it-is"))
        for code, texts in _languages(basis).items()
    )
    return _listed("languages", number, ("language", "open-there", "result"), rows)


def _languages(basis: Basis) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in basis.looks.unreviewed:
        found.setdefault(code, []).append(said("unreviewed"))
    for code in basis.looks.unsaid:
        found.setdefault(code, []).append(said("unsaid-text"))
    for code, page, count in basis.looks.open:
        name = platform_of(basis.here, page) if page in basis.here.edition.manuals else said("other-pages")
        found.setdefault(code, []).append(said("open-text", page=name, count=count))
    return found


def required_part(basis: Basis, number: int) -> Part | None:
    """Rows of the table of what the manuals must say that are not as in the last release."""
    if basis.required is None:
        rows: tuple[tuple[Cell, ...], ...] = (
            (cell(said("required-unknown")), cell(said("required-unknown-text")), _tick("as-it-is")),
        )
    else:
        rows = tuple(
            (
                cell(said(f"required-{change.kind}", row=change.row)),
                cell(*_differences(change)),
                _tick("as-it-is"),
            )
            for change in basis.required
        )
    return _listed("required", number, ("row", "difference", "result"), rows)


def _differences(change: RowChange) -> Iterator[str]:
    """What stood in a row and what stands there now."""
    for name, old, new in change.fields:
        key = "required-was" if change.before is not None else "required-is"
        yield said(key, field=said(f"field-{name}"), old=old or "—", new=new or "—")


def _listed(key: str, number: int, head: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Part | None:
    if not rows:
        return None
    table = Table(_WIDTHS, tuple(map(said, head)), rows, look="list")
    content = (line(said(f"{key}-do")), table)
    return Part(f"check-{key}", said(key, n=number), content, line(said("count", n=len(rows))))


def _tick(key: str) -> Cell:
    return (Line((Sign("box"), Run(said(key)))),)
