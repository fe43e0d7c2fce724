"""``tebiki required``: what the manuals must say, and who has last looked whether they do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..audit.record_look import Asked, Recorded, record
from ..audit.required_content import RequiredContent
from ..checks.required_looks import Look
from ..checks.required_text import shown
from ..content.project import Project
from ..errors import Place, Problem, UsageError
from ..messages import say
from ..messages.console import Console
from .answer import Answer, print_answer
from .arguments import add_root, find_root, read_date

_AREA = "required-command"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``required`` and its part."""
    add_root(parser)
    parts = parser.add_subparsers(dest="part", metavar=say("cli/command"), parser_class=type(parser))
    words = say(f"{_AREA}/looked")
    part = parts.add_parser("looked", help=words, description=words)
    part.add_argument("row", metavar="ROW", nargs="+", help=say(f"{_AREA}/row"))
    part.add_argument("--manual", metavar="NAME", action="append", default=[], help=say(f"{_AREA}/manual"))
    part.add_argument("--by", metavar="ROLE", required=True, help=say(f"{_AREA}/by"))
    part.add_argument("--on", metavar="YYYY-MM-DD", required=True, help=say(f"{_AREA}/on"))
    # Without a default of its own, so that it does not undo what stands before ``looked``.
    part.add_argument("--root", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=say("cli/root"))


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what was asked; the exit code. Raises `TebikiError`."""
    return print_answer(_answer(asked, RequiredContent.read(Project(find_root(asked)))), console)


def _answer(asked: argparse.Namespace, content: RequiredContent) -> Answer:
    if asked.part is None:
        return Answer(looks_text(tuple(content.looks())), tuple(content.errors()))
    manuals, rows = tuple(dict.fromkeys(asked.manual)), tuple(dict.fromkeys(asked.row))
    return Answer(
        recorded_text(
            record(
                content, Asked(rows, manuals, _role(asked.by), read_date("--on", asked.on, f"{_AREA}/day"))
            )
        )
    )


def _role(text: str) -> str:
    if not text.strip():
        raise UsageError([Problem("required-command/no-role", Place("--by"))])
    return text.strip()


def looks_text(looks: Sequence[Look]) -> str:
    """The sentences to be read again, then and now, and how to record that somebody has."""
    if not looks:
        return say(f"{_AREA}/nothing")
    lines = [line for look in looks for line in _look(look)]
    return "\n".join((say(f"{_AREA}/list", count=len(looks)), "", *lines, say(f"{_AREA}/how")))


def _look(look: Look) -> Iterator[str]:
    yield say(f"{_AREA}/look", place=look.place, manuals=", ".join(look.manuals))
    yield from (f"    {row}: {says}" for row, says in look.rows.items())
    if look.change is None or look.last is None:
        yield "    " + say(f"{_AREA}/never")
    else:
        then, now = shown(look.change.then or "", look.change.now or "")
        yield "    " + say(f"{_AREA}/then", text=then or "―", role=look.last.role, on=look.last.on)
        yield "    " + say(f"{_AREA}/now", text=now or "―")
    yield ""


def recorded_text(found: Recorded) -> str:
    """What was recorded, and how many rows still ask for a look."""
    rows = "\n".join(f"  {row} ({', '.join(manuals)})" for row, manuals in found.rows)
    file = Place.of(found.path).file
    left = say(f"{_AREA}/left", count=found.left) if found.left else say(f"{_AREA}/nothing")
    return "\n".join((say(f"{_AREA}/recorded", file=file), rows, left))
