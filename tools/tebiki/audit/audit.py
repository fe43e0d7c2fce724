"""The whole check: sources, then the output, rules over all, settings; the way in for others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..checks.city import City
from ..checks.registry import UNTOLD, known
from ..checks.report import Off, Report, ordered
from ..checks.rule import SEVERITIES, Finding, Severity
from ..checks.runner import EVERY, Runner
from ..checks.settings import Chosen, read_checks
from ..content.project import Project
from ..content.project_folders import ProjectFolders
from ..content.secret_files import check_secrets
from ..errors import Place, Problem, TebikiError
from ..log import timed
from ..output.site_files import SiteFiles
from ..pipeline.catalog_cache import recall
from ..pipeline.key import parts_of
from ..plain import is_plain
from ..stages import enter_stage
from .output_state import state
from .readable_content import ReadableContent
from .sources import Sources

if TYPE_CHECKING:
    from .pdf_prefetch import Ahead


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look at. ``files``: these alone; ``site``: the output (None: ``build/site``).

    ``release``: an output that is not there, or that no record tells of, is an error.
    """

    root: Path
    site: Path | None = None
    files: tuple[Path, ...] | None = None
    sources: bool = True
    outputs: bool = True
    release: bool = False
    edition: str | None = None
    #: What is told; nothing that counts as anything else is looked for.
    severities: Collection[Severity] = SEVERITIES
    #: What was found elsewhere, by rules of the registry: settings count for it, too.
    more: tuple[Finding, ...] = ()

    @property
    def folder(self) -> Path:
        """The output's folder."""
        return self.site or ProjectFolders(self.root).site


def check(asked: Asked) -> Report:
    """Look at a content and its output.

    What is wrong with the content is in the report, never raised; only a wrong ``tebiki_checks``
    or a conf.py that cannot be read raises `TebikiError`.
    """
    project = Project(asked.root).seen_in(asked.edition)
    content = ReadableContent.read(project)
    chosen = read_checks(project.config.checks, project.conf, known())
    # A report for people counts what is switched off, too.
    every = frozenset(asked.severities) == frozenset(SEVERITIES)
    run = _Run(asked, content, Runner(EVERY if every else asked.severities, chosen))
    run.all()
    return run.report(chosen)


def findings(
    root: Path, site: Path, edition: str | None = None, severities: Collection[Severity] = SEVERITIES
) -> tuple[Finding, ...]:
    """Everything about a content and the finished site that is to be released; an error stops a release."""
    asked = Asked(root, site=site, release=True, edition=edition, severities=severities)
    return check(asked).findings


@dataclass(slots=True)
class _Run:
    asked: Asked
    content: ReadableContent
    runner: Runner
    problems: list[Problem] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    looked: dict[str, int] = field(default_factory=dict)

    def all(self) -> None:
        """Sources, then the output, whose PDFs another process reads meanwhile."""
        with ExitStack() as stack:
            self._all(stack)

    def _all(self, stack: ExitStack) -> None:
        asked, city = self.asked, self.content.city
        self.found.extend(asked.more)
        sources, outputs = self._divided()
        ahead = None
        if asked.outputs and asked.files is None and city is not None and asked.folder.is_dir():
            from .pdf_prefetch import Ahead  # noqa: PLC0415 -- PDFium and Pillow

            ahead = Ahead.of(SiteFiles.walk(asked.folder), ProjectFolders(asked.root).cache)
            stack.callback(ahead.close)
        if asked.sources and (asked.files is None or sources):
            if asked.files is None:
                self.problems.extend(check_secrets(asked.root))
            enter_stage("check/sources")
            with timed("audit", "sources read"):
                read = Sources.read(self.content, sources, self._passed())
            self.problems.extend(read.problems)
            self.looked |= read.looked
            with timed("audit", "rules on %d subjects of sources", len(read.subjects)):
                self.found.extend(self.runner.look(read.subjects))
        self.problems.extend(self.content.problems)
        if asked.outputs and city is not None and (asked.files is None or outputs):
            self._outputs(city, outputs, ahead)

    def _passed(self) -> frozenset[str] | None:
        """Translations that a build's guard has passed by this engine; None where each is looked at whole."""
        root = self.asked.root
        if is_plain() or self.asked.files is not None:
            return None
        return recall(ProjectFolders(root).cache, parts_of(root, {}))

    def _divided(self) -> tuple[list[Path] | None, frozenset[Path] | None]:
        """The files asked for: sources, and those of the output."""
        if self.asked.files is None:
            return None, None
        folder, files = self.asked.folder.resolve(), [path.resolve() for path in self.asked.files]
        within = frozenset(path for path in files if path.is_relative_to(folder))
        return [path for path in files if path not in within], within or None

    def _outputs(self, city: City, files: frozenset[Path] | None, ahead: Ahead | None) -> None:
        asked = self.asked
        # Walked once more: sources took their time, and a build may have put another output there.
        site = SiteFiles.walk(asked.folder)
        if files is None:
            self.problems.extend(state(asked.root, site, city))
        if asked.folder.is_dir():
            from .recalled_outputs import read_outputs  # noqa: PLC0415 -- PDFium and Pillow

            enter_stage("check/output")
            outputs = read_outputs(city, site, files, ahead)
            with timed("audit", "output checked"):
                told = list(self.runner.look_at(outputs))
            self.found.extend(told)
            # Bodies of a page that a build refuses would say the same once more.
            if files is None and not any(_is_of_a_refused_page(finding) for finding in told):
                self._bodies(city)
            self.looked |= outputs.counted

    @timed("audit", "bodies for a CMS checked")
    def _bodies(self, city: City) -> None:
        """What `tebiki handover` would give a CMS of this output."""
        from ..handover.cms import body_subjects  # noqa: PLC0415
        from ..handover.finished import Finished  # noqa: PLC0415

        finished = Finished.of_city(self.asked.folder, city)
        try:
            self.found.extend(self.runner.look(body_subjects(finished, city.settings.cms)))
        except TebikiError as error:
            self.problems.extend(error.problems)

    def report(self, chosen: Mapping[str, Chosen]) -> Report:
        """All findings as the settings count them."""
        every = [*map(self._finding, self.problems), *self.found]
        kept = [one for one in _as_chosen(every, chosen) if one.severity in self.asked.severities]
        off = [
            Off(code, row.reason, sum(finding.rule == code for finding in every))
            for code, row in chosen.items()
            if row.severity == "off"
        ]
        year = self.content.city.edition.year if self.content.city else None
        return Report(
            findings=ordered(kept),
            off=tuple(off),
            looked=self.looked,
            edition=str(year) if year else self.content.project.current,
            site=Place.of(self.asked.folder).file if self.asked.outputs else None,
        )

    def _finding(self, problem: Problem) -> Finding:
        severity = known()[problem.code].severity
        if problem.code in UNTOLD and self.asked.release:
            severity = "error"
        return Finding(problem, severity)


def _is_of_a_refused_page(finding: Finding) -> bool:
    """Whether it is what no setting lets pass, and not in a PDF: bodies are made of pages alone."""
    place = finding.problem.place
    return known()[finding.rule].rule is None and not (place and place.file.lower().endswith(".pdf"))


def _as_chosen(every: Sequence[Finding], chosen: Mapping[str, Chosen]) -> Iterator[Finding]:
    for finding in every:
        row = chosen.get(finding.rule)
        if row is None or row.severity == finding.severity:
            yield finding
        elif row.severity != "off":
            yield Finding(finding.problem, row.severity)
