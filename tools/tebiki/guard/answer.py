"""From what was asked of ``tebiki check`` to what is said."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Place, Problem, UsageError
from ..messages import language, say, tell
from .beyond import Beyond, beyond
from .changed import changed_files
from .page import page
from .report import Report, as_json, as_text
from .run import Asked, check
from .sources import SHARED, catalogues, texts


@dataclass(frozen=True, slots=True)
class Answer:
    """``out``: for standard output; ``err``: lines for standard error; ``errors``: how many there are."""

    out: str
    err: tuple[str, ...] = ()
    errors: int = 0


def run(asked: argparse.Namespace, root: Path, told: Callable[[str], None] = lambda _: None) -> Answer:
    """Do what was asked of the project at ``root``; ``told`` is given what takes long, line by line.

    Raises `TebikiError` where settings cannot be read, `UsageError` for a file that is none of
    the project's; all else is in the answer.
    """
    more = beyond(asked, root, told)
    if asked.rules:
        return Answer(page(language()).rstrip("\n"))
    if asked.site is not None and not asked.site.is_dir():
        raise UsageError([Problem("check/no-file", Place("--site"), {"file": asked.site.as_posix()})])
    site = asked.site or root / "build" / "site"
    if asked.changed:
        return _changed(asked, root)
    files = tuple(asked.file) or None
    if files:
        refuse_others(files, root, site)
    report = check(Asked(root, asked.site, files, more=tuple(more.findings)))
    return _with(_answer(report, as_data=asked.json), more, as_data=asked.json)


def _with(answer: Answer, more: Beyond, *, as_data: bool) -> Answer:
    """An answer and what was looked at elsewhere; on standard output data stand alone."""
    err = (*answer.err, *map(tell, more.problems), *(more.lines if as_data else ()))
    out = answer.out if as_data else "\n".join((*more.lines, answer.out))
    return Answer(out, err, answer.errors + len(more.problems))


def _changed(asked: argparse.Namespace, root: Path) -> Answer:
    """Git knows sources alone; an output is made anew after them and looked at then."""
    changed = changed_files(root)
    if any(path.as_posix().startswith(SHARED) for path in changed):
        return _answer(check(Asked(root, outputs=False)), as_data=asked.json)
    own = {path.resolve() for path, _ in texts(root)} | {p.resolve() for p in catalogues(root)}
    pictures = {path.resolve() for path in (root / "screenshots").rglob("*.png")}
    files = tuple(root / path for path in changed if (root / path).resolve() in own | pictures)
    if not files and not asked.json:
        return Answer(say("check/none-changed"))
    return _answer(check(Asked(root, files=files, outputs=False)), as_data=asked.json)


def _answer(report: Report, *, as_data: bool) -> Answer:
    if as_data:
        return Answer(as_json(report), (), report.errors)
    lines, end = as_text(report)
    return Answer("\n".join(end), tuple(lines), report.errors)


def refuse_others(files: Sequence[Path], root: Path, site: Path) -> None:
    """Stop at a file that is not there, or that no check would look at: it would pass in silence."""
    own = {path.resolve() for path, _ in texts(root)}
    screens = (root / "screenshots").resolve()
    for path in files:
        values = {"file": path.as_posix()}
        here = path.resolve()
        if not path.is_file():
            raise UsageError([Problem("check/no-file", None, values)])
        inside = here.is_relative_to(site.resolve()) or (here.suffix == ".png" and screens in here.parents)
        if not inside and here not in own and here.suffix != ".po":
            raise UsageError([Problem("check/outside", None, values)])
