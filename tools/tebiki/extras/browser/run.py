"""From ``tebiki check --browser`` to its findings and the report."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ...checks.rule import Finding
from ...content.accessibility import FILE, load_accessibility
from ...content.project import Project
from ...content.settings import Settings
from ...content.write_files import write_together
from ...errors import Place, Problem, TebikiError, UsageError
from ...messages import say
from ...output.built_pages import built_pages
from ...output.server import serve_folder
from .criteria import criteria
from .document import Subject, beside
from .find import browser_path
from .judge import verdicts
from .observations import Seen
from .pdfs import SeenPdf, look_at_pdfs
from .people import people_sheet
from .public_report import publish
from .published import read_addresses, without_own
from .report import report
from .rules import findings
from .syntax import faults

#: More browsers than this take more memory than time.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for. ``pages``: paths within the site; none: all, which alone makes a report.

    ``at``: a file with the addresses of the published pages, which are then looked at instead.
    """

    site: Path
    pages: tuple[str, ...] = ()
    program: Path | None = None
    publish: bool = False
    at: Path | None = None


@dataclass(slots=True)
class Answer:
    """``lines`` for standard output; ``problems``: why no result may be published."""

    lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run(root: Path, asked: Asked, told: Callable[[str], None] = lambda _: None) -> Answer:
    """Look at the built pages and write the report to ``build/report``.

    Raises `TebikiError` for a project or file that is wrong, a site without pages, a browser
    that is missing or does not start; what is wrong with a page is a finding.
    """
    project = Project(root)
    settings, edition = project.settings, project.edition
    people = load_accessibility(project.docs, criteria())
    all_ = built_pages(asked.site) if asked.at is None else read_addresses(asked.at)
    pages = _chosen(asked, all_)
    seen = _seen(asked, pages, settings, told)
    if asked.at is not None:
        seen = list(without_own(seen))
    answer = Answer([say("browser/done", count=len(pages))])
    answer.findings = [finding for page in seen for finding in findings(page)]
    if pages != all_:
        answer.lines.append(say("browser/no-report"))
        return answer
    judged, pdfs = verdicts(seen, people, edition.year), _pdfs(asked.site)
    subject = Subject(settings, edition, seen, judged, pdfs, published=asked.at is not None)
    folder = project.build / "report"
    files = [*beside(folder, settings), (folder / "accessibility.html", report(subject))]
    files.append((folder / "people.html", people_sheet(subject)))
    if asked.publish:
        try:
            files.append((folder / "result.html", publish(subject, people, project.docs / FILE)))
        except TebikiError as error:
            answer.problems.extend(error.problems)
    # What an earlier run had published would else seem to be this one's.
    (folder / "result.html").unlink(missing_ok=True)
    write_together(files)
    answer.lines += [say("browser/report", path=Place.of(path).file) for path, _ in files[2:]]
    return answer


def _pdfs(site: Path) -> tuple[SeenPdf, ...]:
    """The PDFs that were built; none where nothing was, and only published pages are looked at."""
    return look_at_pdfs(site) if site.is_dir() else ()


def _chosen(asked: Asked, pages: Sequence[str]) -> list[str]:
    if asked.publish and asked.pages:
        raise UsageError([Problem("browser/publish-part", Place("--publish"))])
    if strange := [page for page in asked.pages if page not in pages]:
        known = ", ".join(pages)
        raise UsageError(
            Problem("browser/no-page", Place("--page"), {"page": page, "known": known}) for page in strange
        )
    return [page for page in pages if page in asked.pages or not asked.pages]


def _seen(asked: Asked, pages: Sequence[str], settings: Settings, told: Callable[[str], None]) -> list[Seen]:
    """What the browser shows, and what the text of each page says of itself."""
    program = browser_path(asked.program)
    from .crew import Crew  # noqa: PLC0415 -- needs the driver, which `browser_path` has looked for

    size, total = min(os.cpu_count() or 1, _MOST), len(pages)

    def looked(page: str, n: int) -> None:
        told(say("browser/looked", page=page, n=n, all=total))

    if asked.at is not None:
        return Crew(program, "", size, isolated=False).see(pages, looked)
    base = urlsplit(settings.site).path if settings.site else "/"
    with serve_folder(asked.site, base) as address:
        seen = Crew(program, address, size).see(pages, looked)
    for page in seen:
        page.faults.extend(faults(asked.site / page.page))
    return seen
