"""``tebiki handover``: what staff hand over of the finished site, in one folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ..content.settings import Cms, cms_of
from ..errors import Problem, UsageError
from ..handover.make import find_finished, make_handover
from ..messages import say
from ..messages.console import Console
from .answer import print_problems
from .arguments import add_root, find_root

#: Options by the setting that they stand for: with a text, with a number, or on and off.
TEXTS: Final = {"base": "PATH", "files": "PATH", "pdf": "PATH", "prefix": "TEXT"}
NUMBERS: Final = {"heading": "N", "width": "PX"}
SWITCHES: Final = ("title", "details", "ruby")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``handover``."""
    parser.add_argument("--output", metavar="DIR", type=Path, help=say("handover-command/output"))
    for name, shape in (TEXTS | NUMBERS).items():
        parser.add_argument(f"--{name}", metavar=shape, help=say(f"handover-command/option-{name}"))
    for name in SWITCHES:
        switch = argparse.BooleanOptionalAction
        parser.add_argument(f"--{name}", action=switch, help=say(f"handover-command/option-{name}"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Make the handover of the project from its finished site; 0. Raises `TebikiError`."""
    root = find_root(asked)
    finished = find_finished(root)
    options = options_of(asked, finished.settings.cms)
    made = make_handover(root, finished, options, asked.output, console.err)
    console.out(made.text)
    if made.notices:
        console.err(say("handover-command/notices", count=len(made.notices)))
        print_problems(made.notices, console)
    return 0


def options_of(asked: argparse.Namespace, settings: Cms) -> Cms:
    """The settings with what the command was told besides. Raises `UsageError` (``handover/option``)."""
    given = {name: getattr(asked, name) for name in (*TEXTS, *NUMBERS, *SWITCHES)}
    table = settings.model_dump() | {name: value for name, value in given.items() if value is not None}
    for name in NUMBERS:
        if isinstance(table[name], str) and table[name].isascii() and table[name].isdigit():
            table[name] = int(table[name])
    found = cms_of(table)
    if isinstance(found, Cms):
        return found
    raise UsageError(
        [
            Problem("handover/option", None, {"key": f"--{key}", "value": value, "why": why})
            for key, value, why in found
        ]
    )
