"""``tebiki check``: everything that is wrong with the content and with its output."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..audit.audit import Asked, check
from ..audit.sources import SHARED, catalogues, texts
from ..checks.report import Report, as_json, as_text
from ..checks.rules_page import page
from ..content.project_folders import ProjectFolders
from ..editions.git import ABSENT, Repository
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..messages import language, say, tell
from ..messages.console import Console
from .answer import Answer, print_answer
from .arguments import add_root, find_root
from .external_checks import Beyond, beyond

if TYPE_CHECKING:
    from ..editions.released_pdf import ReleasedFile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``check``."""
    parser.add_argument("file", metavar="FILE", nargs="*", type=Path, help=say("check/file"))
    parser.add_argument("--site", metavar="DIR", type=Path, help=say("check/site"))
    parser.add_argument("--changed", action="store_true", help=say("check/changed"))
    parser.add_argument("--json", action="store_true", help=say("check/json"))
    parser.add_argument("--rules", action="store_true", help=say("check/rules"))
    parser.add_argument("--online", action="store_true", help=say("online/option"))
    parser.add_argument("--anew", action="store_true", help=say("online/anew"))
    parser.add_argument("--browser", action="store_true", help=say("browser/option"))
    parser.add_argument("--browser-path", metavar="FILE", type=Path, help=say("browser/option-path"))
    parser.add_argument(
        "--page", metavar="PAGE", action="append", default=[], help=say("browser/option-page")
    )
    parser.add_argument("--at", metavar="FILE", type=Path, help=say("browser/option-at"))
    parser.add_argument("--publish", action="store_true", help=say("browser/option-publish"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Look where it was asked for; the exit code.

    Raises `TebikiError` where settings cannot be read, `UsageError` for a file that is none of
    the project's; all else is in what is printed.
    """
    report = console.progress if console.interactive else console.err
    return print_answer(_answer(asked, find_root(asked), report), console)


def _answer(asked: argparse.Namespace, root: Path, told: Callable[[str], None]) -> Answer:
    more = beyond(asked, root, told)
    if asked.rules:
        return Answer(page(language()).rstrip("\n"))
    if asked.site is not None and not asked.site.is_dir():
        raise UsageError([Problem("check/no-file", Place("--site"), {"file": asked.site.as_posix()})])
    site = asked.site or ProjectFolders(root).site
    if asked.changed:
        return _changed(asked, root)
    files = tuple(asked.file) or None
    if files and (published := _published(files, site)):
        return _judged(published, root, files)
    if files:
        refuse_others(files, root, site)
    report = check(Asked(root, asked.site, files, more=tuple(more.findings)))
    return _with(_report(report, as_data=asked.json), more, as_data=asked.json)


def _published(files: Sequence[Path], site: Path) -> tuple[Path, ...]:
    """PDFs that are no part of the output: those that somebody has published."""
    own = site.resolve()
    return tuple(
        path
        for path in files
        if path.suffix.lower() == ".pdf" and path.is_file() and not path.resolve().is_relative_to(own)
    )


def _judged(published: Sequence[Path], root: Path, files: Sequence[Path]) -> Answer:
    """Whether each is the PDF that was released. Raises `UsageError` for other files beside them."""
    # PDFium and Pillow: a check of sources needs neither.
    from ..editions.released_pdf import judge_pdf  # noqa: PLC0415

    if others := [path for path in files if path not in published]:
        raise UsageError([Problem("check/outside", None, {"file": others[0].as_posix()})])
    judged = [(path, judge_pdf(root, path)) for path in published]
    lines = [_same(path, one) for path, one in judged if not isinstance(one, Problem)]
    return Answer("\n".join(lines), tuple(one for _, one in judged if isinstance(one, Problem)))


def _same(path: Path, found: ReleasedFile) -> str:
    values = {"year": found.year, "number": found.number, "name": found.name}
    return say("release/pdf-same", file=Place.of(path).file, **values)


def _with(answer: Answer, more: Beyond, *, as_data: bool) -> Answer:
    """An answer and what was looked at elsewhere; on standard output data stand alone."""
    lines = (*answer.lines, *map(tell, more.problems), *(more.lines if as_data else ()))
    text = answer.text if as_data else "\n".join((*more.lines, answer.text))
    return Answer(text, lines=lines, failed=answer.failed or bool(more.problems))


def _changed(asked: argparse.Namespace, root: Path) -> Answer:
    """Git knows sources alone; an output is made anew after them and looked at then."""
    changed = _changed_files(root)
    if any(path.as_posix().startswith(SHARED) for path in changed):
        return _report(check(Asked(root, outputs=False)), as_data=asked.json)
    own = {path.resolve() for path, _ in texts(root)} | {p.resolve() for p in catalogues(root)}
    pictures = {path.resolve() for path in ProjectFolders(root).screenshots.rglob("*.png")}
    files = tuple(root / path for path in changed if (root / path).resolve() in own | pictures)
    if not files and not asked.json:
        return Answer(say("check/none-changed"))
    return _report(check(Asked(root, files=files, outputs=False)), as_data=asked.json)


def _changed_files(root: Path) -> tuple[Path, ...]:
    """What differs from the last commit. Raises ``check/git``, or what git says of its own repository."""
    try:
        return Repository.of(root).changed_files()
    except TebikiError as error:
        if error.problems[0].code not in ABSENT:
            raise
        why = str(error.problems[0].values["why"])
        fail("check/git", None, why=why.partition("\n")[0])


def _report(report: Report, *, as_data: bool) -> Answer:
    if as_data:
        return Answer(as_json(report), failed=bool(report.errors))
    lines, end = as_text(report)
    return Answer("\n".join(end), lines=tuple(lines), failed=bool(report.errors))


def refuse_others(files: Sequence[Path], root: Path, site: Path) -> None:
    """Stop at a file that is not there, or that no check would look at: it would pass in silence."""
    own = {path.resolve() for path, _ in texts(root)}
    screens = ProjectFolders(root).screenshots.resolve()
    for path in files:
        values = {"file": path.as_posix()}
        here = path.resolve()
        if not path.is_file():
            raise UsageError([Problem("check/no-file", None, values)])
        inside = here.is_relative_to(site.resolve()) or (here.suffix == ".png" and screens in here.parents)
        if not inside and here not in own and here.suffix != ".po":
            raise UsageError([Problem("check/outside", None, values)])
