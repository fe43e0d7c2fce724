"""A process that runs the whole check once and writes what it found as JSON: ``ROOT YEAR``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final, Literal

from ...audit.audit import Asked, check
from ...audit.named_places import PlaceNames
from ...audit.output_state import state
from ...audit.readable_content import ReadableContent
from ...checks.report import Report, ordered
from ...checks.rule import Finding
from ...content.project import Project
from ...errors import TebikiError
from ...messages import LANGUAGES, remedy, say
from ...output.site_files import SiteFiles
from .background import give_way

#: Whether the output belongs to what stands in the sources now. What an older one holds is not told:
#: it would not vanish when it is put right.
OutputState = Literal["fresh", "older", "none"]
#: Findings that an edition cannot be released with, beside all errors.
STOPS: Final = frozenset({"fact/needed", "fact/unconfirmed"})


def main(root: Path, year: str) -> None:
    """Check the project at ``root`` as the edition ``year`` and print the result."""
    give_way()
    json.dump(look(root, year), sys.stdout)


def look(root: Path, year: str) -> dict[str, Any]:
    """Everything about the sources, and about the output where it is theirs."""
    project = Project(root).seen_in(year)
    names = PlaceNames(project)
    try:
        report, output = _report(project, year)
    except TebikiError as error:  # conf.py itself
        report, output = Report(tuple(Finding(one, "error") for one in error.problems)), "none"
    rows = [_row(finding, names) for finding in report.findings]
    return {"output": output, "looked": dict(report.looked), "rows": rows}


def _report(project: Project, year: str) -> tuple[Report, OutputState]:
    report = check(Asked(project.root, outputs=False, edition=year))
    folders = [folder for folder in _outputs(project, year) if folder.is_dir()]
    fresh = next((folder for folder in folders if _is_fresh(project, folder)), None)
    if fresh is None:
        return report, "older" if folders else "none"
    more = check(Asked(project.root, fresh, sources=False, edition=year))
    findings = ordered([*report.findings, *more.findings])
    return replace(report, findings=findings, looked={**report.looked, **more.looked}), "fresh"


def _outputs(project: Project, year: str) -> Iterator[Path]:
    """Where the edition's pages and papers may lie; the papers of a review are the newest of a draft."""
    if project.state(year) == "draft":
        yield from (project.sides / f"{year}-draft", project.build / "draft")
    else:
        yield project.site


def _is_fresh(project: Project, folder: Path) -> bool:
    city = ReadableContent.read(project).city
    return city is not None and not any(state(project.root, SiteFiles.walk(folder), city))


def _row(finding: Finding, names: PlaceNames) -> dict[str, Any]:
    problem, place = finding.problem, finding.problem.place
    return {
        "rule": finding.rule,
        "stops": finding.severity == "error" or finding.rule in STOPS,
        "message": {to: say(problem.code, to, **problem.values) for to in LANGUAGES},
        "remedy": {to: remedy(problem, to) or "" for to in LANGUAGES},
        "where": str(place or ""),
        "place": asdict(names.name(place)),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
