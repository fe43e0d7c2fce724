"""What ``tebiki check`` looks at only when asked: servers elsewhere, and pages in a browser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..checks.rule import Finding
from ..content.project_folders import ProjectFolders
from ..errors import Place, Problem, UsageError
from ..extras.browser.run import Asked as PagesAsked
from ..extras.browser.run import run as look_at_pages
from ..extras.online.run import run as look_at_links


@dataclass(slots=True)
class Beyond:
    """``lines``: what was looked at; ``problems``: why something asked for was not made."""

    lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def beyond(asked: argparse.Namespace, root: Path, told: Callable[[str], None]) -> Beyond:
    """Look where ``--online`` and ``--browser`` ask for; nowhere without them.

    Raises `UsageError` for options that need another one, `TebikiError` where nothing could be looked at.
    """
    _refuse(asked)
    site, found = asked.site or ProjectFolders(root).site, Beyond()
    if asked.online:
        links = look_at_links(root, site, told, anew=asked.anew)
        found.lines += links.lines
        found.findings += links.findings
    if asked.browser:
        pages = tuple(dict.fromkeys(asked.page))
        wish = PagesAsked(site, pages, asked.browser_path, asked.publish, asked.at)
        looked = look_at_pages(root, wish, told)
        found.lines += looked.lines
        found.findings += looked.findings
        found.problems += looked.problems
    return found


def _refuse(asked: argparse.Namespace) -> None:
    needs = {"--anew": asked.anew and not asked.online}
    for name, value in (
        ("--browser-path", asked.browser_path),
        ("--page", asked.page),
        ("--at", asked.at),
        ("--publish", asked.publish),
    ):
        needs[name] = bool(value) and not asked.browser
    wrong = [
        Problem("check/option-alone", Place(name), {"needs": "--online" if name == "--anew" else "--browser"})
        for name, lacks in needs.items()
        if lacks
    ]
    if (asked.online or asked.browser) and (asked.file or asked.changed or asked.rules):
        wrong.append(Problem("check/option-whole", None, {}))
    if wrong:
        raise UsageError(wrong)
