"""The internal report: each criterion's result, how it was found, and who must still look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from ...checks.rule import Finding
from ...messages import say, tell
from .document import STANDARD, Subject, box, day, html, ja, table, whole
from .judge import Verdict
from .pdfs import SeenPdf
from .rules import findings

_STATES: Final = ("pass", "fail", "absent", "open")
_HEADS: Final = ("col-criterion", "col-level", "col-result", "col-who", "col-how")


def report(subject: Subject) -> bytes:
    """The page. It holds no day of its own, so that the same pages give the same bytes."""
    title = ja("report-title", standard=STANDARD)
    return html(subject, title, _main(subject))


def _main(subject: Subject) -> Iterator[str]:
    found = [finding for page in subject.seen for finding in findings(page)]
    yield f'<p class="edition">{ja("report-edition", year=subject.edition.year)}</p>'
    yield from _summary(subject)
    yield f"<h2>{ja('report-who')}</h2>\n<p>{ja('report-who-text')}</p>"
    yield f"<h2>{ja('report-standard', standard=STANDARD)}</h2>"
    heads = [whole(ja(head)) for head in _HEADS]
    yield from table(ja("report-table", count=len(subject.standard)), heads, map(_row, subject.standard))
    yield f"<h2>{ja('report-later')}</h2>\n<p>{ja('report-later-text')}</p>"
    yield from table(ja("report-later-table", count=len(subject.later)), heads, map(_row, subject.later))
    yield from _findings(found)
    yield from _pdfs(subject)
    yield from _scope(subject)


def _summary(subject: Subject) -> Iterator[str]:
    count = Counter(verdict.state for verdict in subject.standard)
    lines = [f"{ja(f'is-{state}')}: {count[state]}" for state in _STATES]
    text = ja("report-count", count=len(subject.standard)) + " " + "、".join(lines)
    if count["fail"]:
        yield from box("stop", ja("report-failed"), text, ja("report-failed-text"))
    elif count["open"]:
        yield from box("caution", ja("report-open"), text, ja("report-open-text", count=count["open"]))
    else:
        yield from box("done", ja("report-done"), text, ja("report-done-text"))


def _row(verdict: Verdict) -> Sequence[str]:
    criterion = verdict.criterion
    level = criterion.level if criterion.since == "2.0" else f"{criterion.level}（WCAG {criterion.since}）"
    return (
        f"{criterion.number} {escape(criterion.name)}",
        whole(level),
        f"<strong>{whole(ja(f'is-{verdict.state}'))}</strong>",
        whole(ja(f"who-{_who(verdict)}")),
        " ".join((escape(criterion.how), *_why(verdict))),
    )


def _who(verdict: Verdict) -> str:
    """Who has told; where nobody has, who can."""
    return "machine" if verdict.why == "none" else "person" if verdict.told else verdict.criterion.who


def _why(verdict: Verdict) -> Iterator[str]:
    yield f"<strong>{ja(f'why-{verdict.why}', count=verdict.count)}</strong>"
    if told := verdict.told:
        # The plain words: `ja` escapes what it is given.
        result = say(f"browser/is-{told.result}", "ja")
        yield ja("told", by=told.by, on=day(told.on), result=result)
        if told.note is not None:
            yield ja("told-note", note=told.note)


def _findings(found: Sequence[Finding]) -> Iterator[str]:
    yield f"<h2>{ja('report-findings')}</h2>"
    if not found:
        yield f"<p>{ja('report-no-findings')}</p>"
        return
    yield "<ul>"
    yield from (f"<li>{escape(tell(finding.problem, 'ja'))}</li>" for finding in found)
    yield "</ul>"


def _pdfs(subject: Subject) -> Iterator[str]:
    """The PDFs, each with what a machine found; who counts them in a result is for people to say."""
    yield f"<h2>{ja('report-pdfs')}</h2>\n<p>{ja('report-pdfs-text', count=len(subject.pdfs))}</p>"
    if subject.pdfs:
        heads = [whole(ja(head)) for head in ("col-pdf", "col-pages", "col-found")]
        yield from table(ja("report-pdfs-table", count=len(subject.pdfs)), heads, map(_pdf, subject.pdfs))


def _pdf(pdf: SeenPdf) -> Sequence[str]:
    found = " ".join(ja(f"pdf-{fault}") for fault in pdf.faults) or ja("pdf-sound")
    return (f"<code>{escape(pdf.name)}</code>", str(pdf.pages), found)


def _scope(subject: Subject) -> Iterator[str]:
    scope = ja(f"report-scope-{'at' if subject.published else 'text'}", count=len(subject.pages))
    yield f"<h2>{ja('report-scope')}</h2>\n<p>{scope}</p>\n<ul>"
    for page in subject.seen:
        partly = "" if page.whole else f" <strong>{ja('report-partly')}</strong>"
        yield f"<li><code>{escape(page.page)}</code>{partly}</li>"
    yield "</ul>"
