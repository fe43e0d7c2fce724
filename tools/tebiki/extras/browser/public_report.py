"""The page 試験結果 for the public, made of the same verdicts; refused while anything is open.

Its items are those that a result by the standard's annex JB states: standard, level, days, pages,
method, technologies relied upon, and the result for each criterion. Names of staff are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from ...content.accessibility import Accessibility, PdfScope, Trial
from ...errors import Place, Problem, TebikiError
from .document import STANDARD, Subject, day, html, ja, table, whole
from .judge import Verdict
from .pdfs import faulty


def refusals(subject: Subject, told: Accessibility | None, path: Path) -> Iterator[Problem]:
    """Why nothing may be published yet. ``path``: the file in which people tell."""
    place = Place.of(path)
    if told is None or told.edition != subject.edition.year or told.tested is None:
        yield Problem("browser/publish-no-test", place, {"year": subject.edition.year})
    if told is not None and told.edition == subject.edition.year:
        yield from _pdf_refusals(subject, told.pdf, place)
    if open_ := [verdict.criterion.number for verdict in subject.standard if verdict.state == "open"]:
        yield Problem("browser/publish-open", place, {"count": len(open_), "numbers": ", ".join(open_)})
    for verdict in subject.standard:
        # A fault that only the machine has seen: nobody has said yet what will be done about it.
        if verdict.state == "fail" and (verdict.told is None or verdict.told.note is None):
            yield Problem("browser/publish-no-note", place, {"number": verdict.criterion.number})


def _pdf_refusals(subject: Subject, pdf: PdfScope | None, place: Place) -> Iterator[Problem]:
    """PDFs are part of what is published: somebody must count them, or say why not."""
    if not subject.pdfs:
        return
    if pdf is None:
        yield Problem("browser/publish-no-pdf", place, {"count": len(subject.pdfs)})
    elif pdf.included and (wrong := faulty(subject.pdfs)):
        values = {"count": len(wrong), "names": ", ".join(wrong[:3]) + (" …" if len(wrong) > 3 else "")}
        yield Problem("browser/publish-pdf-faults", place, values)


def publish(subject: Subject, told: Accessibility | None, path: Path) -> bytes:
    """The page. Raises `TebikiError` (``browser/publish-…``)."""
    if problems := list(refusals(subject, told, path)):
        raise TebikiError(problems)
    assert told is not None
    assert told.tested is not None
    return html(subject, ja("result-title"), _main(subject, told.tested, told.pdf), public=True)


def _main(subject: Subject, tested: Trial, pdf: PdfScope | None) -> Iterator[str]:
    yield "<dl>"
    for name, text in _items(subject, tested, pdf):
        yield f"<div><dt>{ja(name)}</dt><dd>{text}</dd></div>"
    yield f"</dl>\n<h2>{ja('result-criteria')}</h2>"
    heads = [
        whole(ja(head)) for head in ("col-criterion", "col-level", "col-applies", "col-result", "col-note")
    ]
    yield from table(ja("report-table", count=len(subject.standard)), heads, map(_row, subject.standard))
    yield f"<h2>{ja('result-pages')}</h2>\n<ul>"
    yield from (f"<li>{_address(page, subject)}</li>" for page in subject.pages)
    yield "</ul>"


def _items(subject: Subject, tested: Trial, pdf: PdfScope | None) -> Iterator[tuple[str, str]]:
    met = all(verdict.state != "fail" for verdict in subject.standard)
    yield "item-standard", escape(STANDARD)
    yield "item-target", ja("item-target-text")
    yield "item-reached", ja("reached-whole" if met else "reached-partly")
    yield "item-declared", day(tested.declared)
    yield "item-days", ja("item-days-text", first=day(tested.first), last=day(tested.last))
    yield "item-scope", _scope(subject, pdf)
    yield "item-method", ja("item-method-text")
    counted = pdf is not None and pdf.included and bool(subject.pdfs)
    yield "item-technologies", ja(f"item-technologies-{'pdf' if counted else 'text'}")
    if tested.environment:
        yield "item-environment", escape("、".join(tested.environment))


def _scope(subject: Subject, pdf: PdfScope | None) -> str:
    """Which pages, and whether the PDFs count; where not, why."""
    pages = ja(f"item-scope-{'at' if subject.published else 'text'}", count=len(subject.pages))
    if not subject.pdfs or pdf is None:
        return pages
    if pdf.included:
        return pages + ja("item-scope-pdf", count=len(subject.pdfs))
    return pages + ja("item-scope-no-pdf", reason=pdf.reason or "")


def _row(verdict: Verdict) -> Sequence[str]:
    applies = verdict.state != "absent"
    note = verdict.told.note if verdict.told is not None else None
    return (
        f"{verdict.criterion.number} {escape(verdict.criterion.name)}",
        whole(verdict.criterion.level),
        whole(ja("applies" if applies else "is-absent")),
        whole(ja(f"is-{verdict.state}")) if applies else "-",
        escape(note or "-"),
    )


def _address(page: str, subject: Subject) -> str:
    if subject.published:
        address = escape(page)
        return f'<a class="url" href="{address}">{address}</a>'
    if subject.settings.site is None:
        return f"<code>{escape(page)}</code>"
    address = escape(subject.settings.site + page)
    return f'<a class="url" href="{address}">{address}</a>'
