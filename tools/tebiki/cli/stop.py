"""``tebiki stop``: tell everybody, in all languages, not to use a certificate or a form any more."""

from __future__ import annotations

import argparse

from ..content.project import Project
from ..editions.chosen_year import chosen_year
from ..editions.stop import WHATS, StopOrder, stop
from ..errors import Place, Problem, UsageError
from ..messages import say
from ..messages.console import Console
from .answer import Answer, print_answer
from .arguments import add_root, find_root, read_date, read_text, typed_year


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``stop``."""
    parser.add_argument("what", choices=WHATS, help=say("stop/what"))
    parser.add_argument("year", metavar="YEAR", nargs="?", type=typed_year, help=say("stop/year"))
    parser.add_argument("--approved", metavar="YYYY-MM-DD", help=say("stop/approved"))
    parser.add_argument("--number", metavar="TEXT", help=say("stop/number"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Make the notice; the exit code. Raises `TebikiError`."""
    root = find_root(asked)
    if not asked.approved or not asked.number:
        raise UsageError([Problem("stop/approval", Place("tebiki stop"))])
    day = read_date("--approved", asked.approved, "stop/no-day")
    number = read_text("--number", asked.number, "stop/approval")
    project = Project(root)
    year = chosen_year(project, asked.year or project.current, "stop", of="")
    folder = stop(root, year, StopOrder(asked.what, day, number), console.err)
    text = say("stop/done", folder=Place.of(folder).file)
    return print_answer(Answer(text), console)
