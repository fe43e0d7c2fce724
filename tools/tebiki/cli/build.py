"""``tebiki build``: the site of an edition, or a part of it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from ..content.project_folders import ProjectFolders
from ..errors import Place, Problem, UsageError
from ..messages import language, say
from ..messages.console import Console
from ..output.site_files import SiteFiles
from ..pipeline.build import Outcome, build
from ..pipeline.request import FORMATS, PART, Request
from .arguments import add_root, find_root, typed_year


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``build``."""
    parser.add_argument("--edition", metavar="YEAR", type=typed_year, help=say("cli/edition"))
    parser.add_argument("--language", metavar="LANG", action="append", default=[], help=say("cli/language"))
    parser.add_argument("--manual", metavar="NAME", action="append", default=[], help=say("cli/manual"))
    parser.add_argument("--format", choices=FORMATS, help=say("cli/format"))
    stage = parser.add_mutually_exclusive_group()
    for name, words in (("draft", "cli/draft"), ("archive", "cli/archive")):
        stage.add_argument(f"--{name}", action="store_const", dest="stage", const=name, help=say(words))
    # A release builds what was approved, whatever conf.py calls current; no person needs to say so.
    hidden = argparse.SUPPRESS
    stage.add_argument("--released", action="store_const", dest="stage", const="current", help=hidden)
    parser.add_argument("--jobs", metavar="N", type=_count, help=say("cli/jobs"))
    parser.add_argument("--explain", action="store_true", help=say("cli/explain"))
    parser.add_argument("--output", metavar="DIR", type=Path, help=say("cli/output"))
    add_root(parser)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?", text):
        raise UsageError([Problem("cli/jobs-count", Place("--jobs"), {"value": text})])
    return int(text)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Build what was asked for; 0. Raises `TebikiError`."""
    root = find_root(asked)
    if asked.edition is not None and not re.fullmatch(r"\d{4}", asked.edition):
        raise UsageError([Problem("cli/year", Place("--edition"), {"value": asked.edition})])
    if asked.edition is not None and asked.stage != "draft":  # a draft of a correction is today's text
        ended = _build_released(asked, root, console)
        if ended is not None:
            return ended
    request = Request(
        root=root,
        edition=asked.edition,
        languages=tuple(dict.fromkeys(asked.language)),
        manuals=tuple(dict.fromkeys(asked.manual)),
        formats=(asked.format,) if asked.format else FORMATS,
        output=asked.output,
        jobs=asked.jobs,
        stage=asked.stage,
    )
    if asked.explain:
        from ..pipeline.explain import explain  # noqa: PLC0415 -- other builds need none of it

        for line in explain(request):
            console.err(line)
    if console.interactive:
        outcome = build(request, console.progress, console.progress)
    else:
        outcome = build(request, console.err)
    console.done()
    _print_outcome(outcome, console)
    return 0


def _build_released(asked: argparse.Namespace, root: Path, console: Console) -> int | None:
    """An edition that was released is made from its own commit, never from today's text; else None."""
    from ..editions.rebuild import build_of_commit, last_release  # noqa: PLC0415 -- other builds need no git

    release = last_release(root, asked.edition)
    if release is None:
        return None
    console.err(say("build/released", year=asked.edition, commit=release.commit[:12]))
    target: Path = asked.output or ProjectFolders(root).build / PART
    options = [f"--language={code}" for code in asked.language] + [f"--manual={n}" for n in asked.manual]
    options.append("--archive" if asked.stage == "archive" else "--released")
    options += [f"--format={asked.format}"] * bool(asked.format) + [f"--jobs={asked.jobs}"] * bool(asked.jobs)
    build_of_commit(root, release, target, options, report=console.err)
    _print_outcome(Outcome(target, (), fresh=True), console)
    return 0


def _print_outcome(outcome: Outcome, console: Console) -> None:
    for line in outcome.told:
        console.err(line)
    target = outcome.target
    files = SiteFiles.walk(target)
    counts = {"pages": len(files.names(".html")), "pdfs": len(files.names(".pdf"))}
    shown = Place.of(target).file
    console.out(say("build/done" if outcome.fresh else "build/unchanged", language(), target=shown, **counts))
