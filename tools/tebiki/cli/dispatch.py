"""The command ``tebiki``: which part of it was asked for, and how it ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from .. import __version__
from ..errors import Problem, TebikiError, UsageError
from ..messages import say
from ..messages.console import Console
from ..stages import note_problem
from .answer import STOPPED, print_problems
from .arguments import Parser
from .command_log import run_logged

#: Each command is a module of this package; the code of the sentence that describes it.
COMMANDS: Final = {
    "init": "init/about",
    "build": "cli/build",
    "screens": "screens-command/about",
    "check": "check/about",
    "required": "required-command/about",
    "edition": "edition-command/about",
    "todo": "todo-command/about",
    "translate": "translate-command/about",
    "handover": "handover-command/about",
    "release": "release-command/about",
    "stop": "stop/about",
    "environments": "environments-command/about",
    "migrate": "migrate-command/about",
    "serve": "serve/about",
    "studio": "studio/about",
}


class Command(Protocol):
    """What each module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Describe the command's arguments."""

    def run(self, asked: argparse.Namespace, console: Console) -> int:
        """Do what was asked; the exit code. Raises `TebikiError`."""


def load(name: str) -> Command:
    """The module of a command. Commands are imported one by one: a build needs nothing of a release."""
    return cast("Command", import_module(f".{name}", __package__))


def parser(only: str | None = None) -> Parser:
    """The arguments of all commands, or of ``only`` one, described in the language of the messages."""
    top = Parser(prog="tebiki", description=say("cli/about"), epilog=say("cli/epilog"))
    shown = f"tebiki {__version__}"
    top.add_argument("-V", "--version", action="version", version=shown, help=say("cli/version"))
    commands = top.add_subparsers(dest="command", metavar=say("cli/command"), parser_class=Parser)
    for name, about in COMMANDS.items():
        words = say(about)
        part = commands.add_parser(name, help=words, description=words)
        if only in (None, name):
            load(name).add_arguments(part)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code."""
    console = Console()
    if not console.shows("日本語"):
        os.environ["TEBIKI_LANG"] = "en"  # an ASCII console would show escapes for every character
    given = sys.argv[1:] if arguments is None else arguments
    try:
        asked = parser(_named(given)).parse_args(given)
        if asked.command is None:
            raise UsageError([Problem("cli/none", None, {})])
        return run_logged(lambda: load(asked.command).run(asked, console), asked, given, console)
    except TebikiError as error:
        console.done()
        print_problems(error.problems, console)
        for problem in error.problems:
            note_problem(problem.code, str(problem.place or ""), problem.values)
        if not isinstance(error, UsageError):
            console.err(say("build/failed", count=len(error.problems)))
        return error.exit_code
    except KeyboardInterrupt:
        console.done()
        console.err(say("build/stopped"))
        return STOPPED


def _named(arguments: Sequence[str]) -> str:
    """The command among arguments: what comes before it are options without values."""
    return next((word for word in arguments if not word.startswith("-")), "")
